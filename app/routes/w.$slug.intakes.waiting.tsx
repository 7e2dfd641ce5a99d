import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { AreaTabs } from '@/app/features/disposition/area-tabs';
import { useBeginIntake } from '@/app/features/disposition/use-begin-intake';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatIsoDate, formatNumber } from '@/app/lib/format';
import { isUuid } from '@/app/lib/is-uuid';
import { loadOrThrow } from '@/app/lib/load.server';
import { numberOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { DeliveryView } from '@/server/domain/disposition/intake';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('disposition.intakesTitle'), to: `/w/${params.slug}/intakes` },
    { label: t('disposition.deliveries') },
  ],
};

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  planId: isUuid(search.get('plan') ?? '') ? (search.get('plan') ?? undefined) : undefined,
  unitTenantId: numberOfParam(search.get('unit')),
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { disposition } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  return loadOrThrow({ request, context }, disposition.deliveries({ ...filterOf(search), ...pageOfParams(search) }));
};

const columnsOf = (t: Translate): Column<DeliveryView>[] => [
  { key: 'sender', title: t('disposition.sender'), render: (row) => row.senderName, truncate: true, onPhone: 'title' },
  { key: 'title', title: t('disposition.batchTitle'), render: (row) => row.title, truncate: true },
  { key: 'batch', title: t('disposition.batchNumber'), render: (row) => row.batchNumber, width: '136px' },
  {
    key: 'round',
    title: t('disposition.progress'),
    render: (row) => t('disposition.round', { n: row.round }),
    width: '88px',
  },
  {
    key: 'items',
    title: t('disposition.items'),
    render: (row) => formatNumber(row.itemCount),
    numeric: true,
    width: '80px',
  },
  { key: 'sentOn', title: t('disposition.sentOn'), render: (row) => formatIsoDate(row.dispatchedAt), width: '112px' },
];

/** 待接收: every delivery that nobody has begun to examine, the oldest first. */
export default function WaitingDeliveries() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const { begin, busy } = useBeginIntake();
  return (
    <div className="lt-page">
      <PageHeader
        title={t('disposition.deliveries')}
        lead={t('disposition.deliveriesLead')}
        actions={
          <a className="lt-btn" href={downloadPath(slug, 'disposition.downloadDeliveries', filterOf(params))} download>
            <Icon name="download" />
            <span>{t('disposition.exportExcel')}</span>
          </a>
        }
      />
      <AreaTabs />
      <SearchBar placeholder={t('disposition.deliveriesSearch')} keep={['plan', 'unit']} />
      <DataTable
        name="deliveries"
        caption={t('disposition.deliveries')}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(row) => row.dispatchId}
        rowLabel={(row) => `${row.senderName} ${row.batchNumber}`}
        rowActions={(row) => (
          <button type="button" className="lt-link" disabled={busy} onClick={() => begin(row.dispatchId)}>
            {t('disposition.begin')}
          </button>
        )}
        filters={describeFilters(params, [])}
        empty={<Empty icon="inbox" title={t('disposition.deliveriesEmpty')} text={t('disposition.intakesEmptyText')} />}
      />
    </div>
  );
}
