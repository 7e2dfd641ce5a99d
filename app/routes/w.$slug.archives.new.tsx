import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { filtersOfParams } from '@/app/features/archive/archive-params';
import { NewItemForm } from '@/app/features/archive/new-item-form';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { useWorkspace } from '@/app/lib/workspace';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('archive.title'), to: `/w/${params.slug}/archives` },
    { label: t('archive.newTitle') },
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
  const id = new URL(request.url).searchParams.get('draft') ?? '';
  const [fonds, schemes, drafts, draft] = await Promise.all([
    loadOrThrow(asked, api.archive.fonds()),
    loadOrThrow(asked, api.archive.schemes()),
    loadOrThrow(asked, api.archive.drafts({})),
    UUID.test(id) ? loadOrThrow(asked, api.archive.draftById({ id })) : null,
  ]);
  return { fonds, schemes, draft, waiting: drafts.find((one) => one.kind === 'form') ?? null };
};

export default function NewRecord() {
  const t = useText();
  const today = useToday();
  const { fonds, schemes, draft, waiting } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const [params] = useSearchParams();
  const from = filtersOfParams(params);
  const [first] = fonds;
  const place = params.toString();
  return (
    <div className="lt-page lt-page-form">
      <PageHeader
        title={t('archive.newTitle')}
        lead={t('archive.newLead')}
        actions={
          <ButtonLink icon="columns" to={`/w/${slug}/archives/grid${place ? `?${place}` : ''}`}>
            {t('cataloguing.gridTitle')}
          </ButtonLink>
        }
      />
      {waiting && !draft ? (
        <p className="lt-note lt-note-info">
          <Link to={`?draft=${waiting.id}`}>
            {t('cataloguing.formDraft', { time: formatIsoDateTime(waiting.updatedAt) })}
          </Link>
        </p>
      ) : null}
      {first ? (
        <NewItemForm
          key={draft?.id ?? 'new'}
          fonds={fonds}
          schemes={schemes}
          draft={draft}
          isPlaced={from.categoryCode !== undefined || from.filingYear !== undefined}
          initial={{
            fondsId: draft?.fondsId ?? fonds.find((one) => one.id === params.get('fonds'))?.id ?? first.id,
            categoryCode: draft?.categoryCode ?? from.categoryCode ?? 'WS',
            filingYear: String(from.filingYear ?? Number(today.slice(0, 4))),
            retentionCode: from.retentionCode ?? 'D30',
            orgCode: from.orgCode ?? '',
            openFlag: 'unreviewed',
            ...draft?.rows[0]?.cells,
          }}
        />
      ) : (
        <Empty icon="box" title={t('archive.newNoFonds')} text={t('archive.newNoFondsText')} />
      )}
    </div>
  );
}
