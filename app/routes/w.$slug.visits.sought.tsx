import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import { SOUGHT_STATUS } from '@/app/features/use/visit-labels';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { SoughtView } from '@/server/domain/use/demand';
import { SOUGHT_STATES } from '@/server/domain/use/visit-vocabulary';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('use.title'), to: `/w/${params.slug}/visits` },
    { label: t('use.soughtTitle') },
  ],
};

const filterOf = (search: URLSearchParams) => ({
  state: oneOf(SOUGHT_STATES, search.get('state')),
  q: search.get('q') || undefined,
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { effect } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, effect.sought({ ...filterOf(search), ...pageOfParams(search) }));
};

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'state',
    label: t('use.state'),
    options: SOUGHT_STATES.map((value) => ({ value, label: t(`use.sought_${value}`) })),
  },
];

const columnsOf = (t: Translate, base: string): Column<SoughtView>[] => [
  {
    key: 'sought',
    title: t('use.sought'),
    render: (row) => <Link to={`${base}/visits?visit=${row.visitId}`}>{row.sought}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  { key: 'times', title: t('use.times'), render: (row) => formatNumber(row.times), numeric: true, width: '80px' },
  { key: 'lastOn', title: t('use.lastOn'), render: (row) => row.lastOn, width: '112px' },
  {
    key: 'state',
    title: t('use.state'),
    render: (row) => <Status kind={SOUGHT_STATUS[row.state]}>{t(`use.sought_${row.state}`)}</Status>,
    width: '104px',
  },
  { key: 'note', title: t('use.note'), render: (row) => row.note ?? '—', truncate: true, onPhone: 'hide' },
];

/** 未查到: what readers asked for in vain, for those who collect. */
export default function Sought() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const canRegister = useCan('use.register');
  const [deciding, setDeciding] = useState<{ row: SoughtView; decision: 'collect' | 'dismissed' } | null>(null);
  const filters = filtersOf(t);
  const act = (row: SoughtView, decision: 'collect' | 'dismissed') => (
    <button type="button" className="lt-link" onClick={() => setDeciding({ row, decision })}>
      {t(decision === 'collect' ? 'use.toCollect' : 'use.toDismiss')}
    </button>
  );
  return (
    <div className="lt-page">
      <PageHeader
        title={t('use.soughtTitle')}
        lead={t('use.soughtLead')}
        actions={
          <a className="lt-btn" href={downloadPath(slug, 'effect.downloadSought', filterOf(params))} download>
            <Icon name="download" />
            <span>{t('use.exportSought')}</span>
          </a>
        }
      />
      <SectionTabs of="desk" />
      <SearchBar placeholder={t('use.searchSought')} filters={filters} />
      <DataTable
        name="sought"
        caption={t('use.soughtTitle')}
        columns={columnsOf(t, `/w/${slug}`)}
        rows={rows}
        page={page}
        rowKey={(row) => row.visitId}
        rowLabel={(row) => row.sought}
        rowActions={
          canRegister
            ? (row) =>
                row.state === 'open' ? (
                  <>
                    {act(row, 'collect')} {act(row, 'dismissed')}
                  </>
                ) : null
            : undefined
        }
        filters={describeFilters(params, filters)}
        empty={<Empty icon="search" title={t('use.soughtEmpty')} text={t('use.soughtEmptyText')} />}
      />
      {deciding ? (
        <ReasonDrawer
          open
          onClose={() => setDeciding(null)}
          title={t(deciding.decision === 'collect' ? 'use.toCollect' : 'use.toDismiss')}
          effect={deciding.row.sought}
          label={t('use.note')}
          act={t('use.confirmDecision')}
          onSubmit={async (note) => {
            const { row, decision } = deciding;
            await client.effect.decideSought.mutate({ visitId: row.visitId, decision, note });
            toast({ text: t('use.decided') });
            revalidate();
          }}
        />
      ) : null}
    </div>
  );
}
