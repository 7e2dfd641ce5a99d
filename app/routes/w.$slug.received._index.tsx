import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { RECEIVED_STATUS } from '@/app/features/inspection/inspection-labels';
import { SectionTabs } from '@/app/features/shell/section-tabs';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { ReceivedRowView } from '@/server/domain/inspection/received';
import { RECEIVED_KINDS, RECEIVED_STATES } from '@/server/domain/inspection/vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('inspection.receivedTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const call = context.api.workspace(params.slug ?? '').inspection.received({
    kind: oneOf(RECEIVED_KINDS, search.get('kind')),
    state: oneOf(RECEIVED_STATES, search.get('state')),
    ...pageOfParams(search),
  });
  return loadOrThrow({ request, context }, call);
};

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'kind',
    label: t('inspection.receivedKind'),
    options: RECEIVED_KINDS.map((kind) => ({ value: kind, label: t(`inspection.receivedKind_${kind}`) })),
  },
  {
    name: 'state',
    label: t('inspection.state'),
    options: RECEIVED_STATES.map((state) => ({ value: state, label: t(`inspection.receivedState_${state}`) })),
  },
];

const awaits = (row: ReceivedRowView): boolean => row.state === 'waiting' || row.state === 'returned';

const columnsOf = (t: Translate, base: string): Column<ReceivedRowView>[] => [
  {
    key: 'title',
    title: t('inspection.itemTitle'),
    render: (row) => <Link to={`${base}/${row.dispatchId}`}>{row.title}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  {
    key: 'state',
    title: t('inspection.state'),
    render: (row) => <Status kind={RECEIVED_STATUS[row.state]}>{t(`inspection.receivedState_${row.state}`)}</Status>,
    width: '96px',
  },
  {
    key: 'due',
    title: t('inspection.due'),
    render: (row) => (awaits(row) ? <DeadlineText dueOn={row.dueOn} withDate /> : (row.dueOn ?? '—')),
    width: '176px',
  },
  {
    key: 'kind',
    title: t('inspection.receivedKind'),
    render: (row) => t(`inspection.receivedKind_${row.kind}`),
    width: '112px',
  },
  {
    key: 'number',
    title: t('inspection.documentNumber'),
    render: (row) => <span className="lt-nowrap">{row.documentNumber ?? '—'}</span>,
    width: '184px',
  },
  { key: 'sender', title: t('inspection.sender'), render: (row) => row.senderName, truncate: true, width: '160px' },
  {
    key: 'received',
    title: t('inspection.receivedAt'),
    render: (row) => formatIsoDate(row.dispatchedAt),
    width: '112px',
  },
];

export default function Received() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}/received`;
  const filters = filtersOf(t);
  return (
    <div className="lt-page">
      <PageHeader title={t('inspection.receivedTitle')} lead={t('inspection.receivedLead')} />
      <SectionTabs of="underInspection" />
      <DataTable
        name="received"
        lead={<SearchBar placeholder={t('common.search')} filters={filters} withText={false} />}
        caption={t('inspection.receivedCaption')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.dispatchId}
        rowLabel={(row) => row.title}
        rowTo={(row) => `${base}/${row.dispatchId}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="inbox" title={t('inspection.receivedEmpty')} text={t('inspection.receivedEmptyText')} />}
      />
    </div>
  );
}
