import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { AreaTabs } from '@/app/features/disposition/area-tabs';
import { yearSpan } from '@/app/features/disposition/disposition-labels';
import { useConfirmPlan } from '@/app/features/disposition/use-confirm-plan';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { ReceivedPlanView } from '@/server/domain/disposition/plan';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('disposition.transfersTitle'), to: `/w/${params.slug}/transfers` },
    { label: t('disposition.plansReceived') },
  ],
};

const ANSWERS = ['no', 'yes'] as const;
const filterOf = (search: URLSearchParams) => {
  const answer = oneOf(ANSWERS, search.get('confirmed'));
  return { q: search.get('q') || undefined, confirmed: answer && answer === 'yes' };
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { disposition } = context.api.workspace(params.slug ?? '');
  const search = new URL(request.url).searchParams;
  return loadOrThrow({ request, context }, disposition.receivedPlans({ ...filterOf(search), ...pageOfParams(search) }));
};

const columnsOf = (t: Translate): Column<ReceivedPlanView>[] => [
  { key: 'title', title: t('disposition.planTitle'), render: (row) => row.planTitle, truncate: true, onPhone: 'title' },
  { key: 'sender', title: t('disposition.archives'), render: (row) => row.senderName, width: '180px' },
  { key: 'scope', title: t('disposition.scope'), render: (row) => row.scope, truncate: true },
  { key: 'years', title: t('disposition.years'), render: (row) => yearSpan(row), width: '112px' },
  { key: 'dueOn', title: t('disposition.dueOn'), render: (row) => row.dueOn, width: '112px' },
  {
    key: 'state',
    title: t('disposition.state'),
    render: (row) => (
      <Status kind={row.isConfirmed ? 'done' : 'attention'}>
        {t(row.isConfirmed ? 'disposition.confirmed' : 'disposition.progress_waiting')}
      </Status>
    ),
    width: '104px',
  },
];

/** 收到的接收计划: every plan that an archives has sent here, with what was answered. */
export default function ReceivedPlans() {
  const t = useText();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const mayTransfer = useCan('disposition.transfer');
  const { confirm, busy } = useConfirmPlan();
  const filters: Filter[] = [
    {
      name: 'confirmed',
      label: t('disposition.state'),
      options: [
        { value: 'no', label: t('disposition.progress_waiting') },
        { value: 'yes', label: t('disposition.confirmed') },
      ],
    },
  ];
  const actionsOf = (row: ReceivedPlanView) =>
    row.isConfirmed ? null : (
      <button type="button" className="lt-link" disabled={busy} onClick={() => confirm(row.dispatchId)}>
        {t('disposition.confirmPlan')}
      </button>
    );
  return (
    <div className="lt-page">
      <PageHeader
        title={t('disposition.plansReceived')}
        lead={t('disposition.plansReceivedLead')}
        actions={
          <a
            className="lt-btn"
            href={downloadPath(slug, 'disposition.downloadReceivedPlans', filterOf(params))}
            download
          >
            <Icon name="download" />
            <span>{t('disposition.exportExcel')}</span>
          </a>
        }
      />
      <AreaTabs />
      <SearchBar placeholder={t('disposition.plansReceivedSearch')} filters={filters} />
      <DataTable
        name="received-plans"
        caption={t('disposition.plansReceived')}
        columns={columnsOf(t)}
        rows={rows}
        page={page}
        rowKey={(row) => row.dispatchId}
        rowLabel={(row) => row.planTitle}
        rowActions={mayTransfer ? actionsOf : undefined}
        filters={describeFilters(params, filters)}
        empty={
          <Empty
            icon="calendar"
            title={t('disposition.plansReceivedEmpty')}
            text={t('disposition.plansReceivedEmptyText')}
          />
        }
      />
    </div>
  );
}
