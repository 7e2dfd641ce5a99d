import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { filtersOfParams } from '@/app/features/archive/archive-params';
import { NewItemForm } from '@/app/features/archive/new-item-form';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { loadOrThrow, notFound } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('archive.title'), to: `/w/${params.slug}/archives` },
    { label: t('archive.newTitle') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '');
  const { permissions } = await loadOrThrow(asked, api.workspace.current());
  if (!permissions.includes('archive.write')) {
    throw notFound(context.requestId);
  }
  const [fonds, schemes] = await Promise.all([
    loadOrThrow(asked, api.archive.fonds()),
    loadOrThrow(asked, api.archive.schemes()),
  ]);
  return { fonds, schemes };
};

export default function NewRecord() {
  const t = useText();
  const today = useToday();
  const { fonds, schemes } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const from = filtersOfParams(params);
  const [first] = fonds;
  return (
    <div className="lt-page lt-page-form">
      <PageHeader title={t('archive.newTitle')} lead={t('archive.newLead')} />
      {first ? (
        <NewItemForm
          fonds={fonds}
          schemes={schemes}
          initial={{
            fondsId: fonds.find((one) => one.id === params.get('fonds'))?.id ?? first.id,
            categoryCode: from.categoryCode ?? 'WS',
            filingYear: String(from.filingYear ?? Number(today.slice(0, 4))),
            retentionCode: from.retentionCode ?? 'D30',
            orgCode: from.orgCode ?? '',
            openFlag: 'unreviewed',
          }}
        />
      ) : (
        <Empty icon="box" title={t('archive.newNoFonds')} text={t('archive.newNoFondsText')} />
      )}
    </div>
  );
}
