import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { Empty } from '@/app/components/state-block';
import { filtersOfParams } from '@/app/features/archive/archive-params';
import { GridScreen } from '@/app/features/archive/grid/grid-screen';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';

export const handle: ScreenHandle = {
  rail: true,
  crumbs: ({ params }, t) => [
    { label: t('archive.title'), to: `/w/${params.slug}/archives` },
    { label: t('cataloguing.gridTitle') },
  ],
};

const UUID = /^[0-9a-f-]{36}$/i;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '');
  const { permissions } = await loadOrThrow(asked, api.workspace.current());
  if (!permissions.includes('archive.write')) {
    throw notFound(context.requestId);
  }
  const search = new URL(request.url).searchParams;
  const [id, volume] = [search.get('draft') ?? '', search.get('volume') ?? ''];
  const [fonds, schemes, drafts, draft] = await Promise.all([
    loadOrThrow(asked, api.archive.fonds()),
    loadOrThrow(asked, api.archive.schemes()),
    loadOrThrow(asked, api.archive.drafts({})),
    UUID.test(id) ? loadOrThrow(asked, api.archive.draftById({ id })) : null,
  ]);
  const itemId = draft ? draft.parentId : UUID.test(volume) ? volume : null;
  const container = itemId === null ? null : await loadOrThrow(asked, api.archive.container({ itemId }));
  return { fonds, schemes, draft, container, waiting: drafts.filter((one) => one.kind !== 'form').length };
};

export default function Grid() {
  const t = useText();
  const today = useToday();
  const { fonds, schemes, draft, container, waiting } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const from = filtersOfParams(params);
  const [first] = fonds;
  if (!first) {
    return <Empty icon="box" title={t('archive.newNoFonds')} text={t('archive.newNoFondsText')} />;
  }
  // What the volume says is not typed again.
  const cells = container
    ? {}
    : {
        filingYear: String(from.filingYear ?? today.slice(0, 4)),
        retentionCode: from.retentionCode ?? '',
        orgCode: from.orgCode ?? '',
      };
  return (
    <GridScreen
      key={draft?.id ?? container?.id ?? 'new'}
      fonds={fonds}
      schemes={schemes}
      draft={draft}
      container={container}
      waiting={waiting}
      start={{
        fondsId: container?.fondsId ?? fonds.find((one) => one.id === params.get('fonds'))?.id ?? first.id,
        categoryCode: container?.categoryCode ?? from.categoryCode ?? 'WS',
        cells: Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== '')),
      }}
    />
  );
}
