import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status, type StatusKind } from '@/app/components/status';
import { AreaTabs } from '@/app/features/disposition/area-tabs';
import { CompleteDrawer, DeclineDrawer } from '@/app/features/disposition/departure-decision';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { DepartureView } from '@/server/domain/disposition/departure';
import {
  DEPARTURE_KINDS,
  DEPARTURE_STATES,
  type DepartureState,
} from '@/server/domain/disposition/departure-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('departure.title') }] };

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  state: oneOf(DEPARTURE_STATES, search.get('state')),
  kind: oneOf(DEPARTURE_KINDS, search.get('kind')),
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { disposition } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  return loadOrThrow({ request, context }, disposition.departures({ ...filterOf(search), ...pageOfParams(search) }));
};

const STATUS: Readonly<Record<DepartureState, StatusKind>> = { proposed: 'live', done: 'done', declined: 'none' };

const columnsOf = (t: Translate): Column<DepartureView>[] => [
  {
    key: 'number',
    title: t('departure.number'),
    render: (row) => row.departureNumber,
    width: '120px',
    onPhone: 'title',
  },
  { key: 'kind', title: t('departure.kind'), render: (row) => t(`departure.kind_${row.kind}`), width: '72px' },
  {
    key: 'items',
    title: t('departure.items'),
    render: (row) => formatNumber(row.items),
    numeric: true,
    width: '88px',
  },
  { key: 'basis', title: t('departure.basis'), render: (row) => row.basis, truncate: true },
  {
    key: 'reason',
    title: t('departure.reason'),
    render: (row) => row.declineReason ?? row.reason,
    truncate: true,
    onPhone: 'hide',
  },
  { key: 'proposedBy', title: t('departure.proposedBy'), render: (row) => row.proposedByName, width: '88px' },
  { key: 'decidedBy', title: t('departure.decidedBy'), render: (row) => row.decidedByName ?? '—', width: '88px' },
  { key: 'leftOn', title: t('departure.leftOn'), render: (row) => row.leftOn ?? '—', width: '112px' },
  {
    key: 'witnesses',
    title: t('departure.witnesses'),
    render: (row) => row.witnesses.join('、') || '—',
    width: '120px',
    onPhone: 'hide',
  },
  {
    key: 'state',
    title: t('departure.state'),
    render: (row) => <Status kind={STATUS[row.state]}>{t(`departure.state_${row.state}`)}</Status>,
    width: '104px',
  },
];

/** 移出登记: what left otherwise than by a transfer, and what waits for a decision. */
export default function Departures() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const mayDecide = useCan('disposition.approveDeparture');
  const [deciding, setDeciding] = useState<{ act: 'complete' | 'decline'; row: DepartureView } | null>(null);
  const filters: Filter[] = [
    {
      name: 'state',
      label: t('departure.state'),
      options: DEPARTURE_STATES.map((value) => ({ value, label: t(`departure.state_${value}`) })),
    },
    {
      name: 'kind',
      label: t('departure.kind'),
      options: DEPARTURE_KINDS.map((value) => ({ value, label: t(`departure.kind_${value}`) })),
    },
  ];
  const actionsOf = (row: DepartureView) => (
    <>
      {row.state === 'proposed' && mayDecide && !row.isOwn ? (
        <>
          <button type="button" className="lt-link" onClick={() => setDeciding({ act: 'complete', row })}>
            {t('departure.complete')}
          </button>
          <button type="button" className="lt-link" onClick={() => setDeciding({ act: 'decline', row })}>
            {t('departure.decline')}
          </button>
        </>
      ) : null}
      {row.state === 'proposed' && row.isOwn ? <span className="lt-2">{t('departure.own')}</span> : null}
      <a href={downloadPath(slug, 'disposition.downloadDepartureList', { departureId: row.id })} download>
        {t('departure.downloadList')}
      </a>
    </>
  );
  return (
    <div className="lt-page">
      <PageHeader
        title={t('departure.title')}
        lead={t('departure.lead')}
        actions={
          <a className="lt-btn" href={downloadPath(slug, 'disposition.downloadDepartures', filterOf(params))} download>
            <Icon name="download" />
            <span>{t('departure.excel')}</span>
          </a>
        }
      />
      <AreaTabs />
      <SearchBar placeholder={t('departure.search')} filters={filters} />
      <DataTable
        name="departures"
        caption={t('departure.caption')}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.departureNumber}
        rowActions={actionsOf}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="box" title={t('departure.empty')} text={t('departure.emptyText')} />}
      />
      {deciding?.act === 'complete' ? (
        <CompleteDrawer open departure={deciding.row} onClose={() => setDeciding(null)} />
      ) : null}
      {deciding?.act === 'decline' ? (
        <DeclineDrawer open departure={deciding.row} onClose={() => setDeciding(null)} />
      ) : null}
    </div>
  );
}
