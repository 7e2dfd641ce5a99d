import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { countText } from '@/app/features/archive/count-text';
import { ExportLink } from '@/app/features/digital/export-link';
import { DECISION_STATUS } from '@/app/features/disposition/disposition-labels';
import { archivesCodeColumn, recordColumns } from '@/app/features/disposition/record-columns';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { loadOrThrow } from '@/app/lib/load.server';
import { numberOfParam, oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { PlanRecordPage, PlanRecordView, PlanView } from '@/server/domain/disposition/plan';
import { INTAKE_DECISIONS } from '@/server/domain/disposition/vocabulary';

interface Loaded {
  plan: PlanView;
  records: PlanRecordPage;
}

export const handle: ScreenHandle<Loaded> = {
  crumbs: ({ data, params }, t) => [
    { label: t('disposition.plansTitle'), to: `/w/${params.slug}/intake-plans` },
    { label: data?.plan.title ?? '', to: `/w/${params.slug}/intake-plans/${params.planId}` },
    { label: t('disposition.planRecords') },
  ],
};

const filterOf = (search: URLSearchParams) => ({
  unitTenantId: numberOfParam(search.get('unit')),
  decision: oneOf(INTAKE_DECISIONS, search.get('decision')),
  q: search.get('q')?.trim().slice(0, 100) || undefined,
});

export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<Loaded> => {
  const { slug = '', planId = '' } = params;
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { disposition } = context.api.workspace(slug);
  const plan = await loadOrThrow(asked, disposition.planById({ planId }));
  const records = await loadOrThrow(
    asked,
    disposition.planRecords({ planId, ...filterOf(search), ...pageOfParams(search) }),
  );
  return { plan, records };
};

const columnsOf = (t: Translate, locale: Locale, slug: string): Column<PlanRecordView>[] => [
  ...recordColumns<PlanRecordView>(t, locale),
  {
    key: 'unit',
    title: t('disposition.sender'),
    render: (row) => <Link to={`/w/${slug}/intakes/${row.intakeId}`}>{row.unitName}</Link>,
    width: '180px',
  },
  {
    key: 'decision',
    title: t('disposition.outcome'),
    render: (row) => <Status kind={DECISION_STATUS[row.decision]}>{t(`disposition.decision_${row.decision}`)}</Status>,
    width: '96px',
  },
  archivesCodeColumn(t),
];

/** 已送档案: what the units of a plan have delivered, record by record. */
export default function PlanRecords() {
  const t = useText();
  const locale = useLocale();
  const { plan, records } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const mayReceive = useCan('disposition.receive');
  const unit = params.get('unit');
  const filters: Filter[] = [
    {
      name: 'decision',
      label: t('disposition.outcome'),
      options: INTAKE_DECISIONS.map((value) => ({ value, label: t(`disposition.decision_${value}`) })),
    },
  ];
  const waiting = new URLSearchParams({ plan: plan.id, ...(unit ? { unit } : {}) });
  return (
    <div className="lt-page">
      <PageHeader
        title={t('disposition.planRecords')}
        lead={[plan.title, records.unitName].filter(Boolean).join(t('common.list'))}
        count={countText(records.page.total, t)}
        actions={
          <ExportLink procedure="disposition.downloadPlanRecords" input={{ planId: plan.id, ...filterOf(params) }} />
        }
      />
      {records.unread > 0 ? (
        <p className="lt-note">
          {t('disposition.planUnread', { n: records.unread })}{' '}
          {mayReceive ? (
            <Link className="lt-link" to={`/w/${slug}/intakes/waiting?${waiting}`}>
              {t('disposition.planUnreadOpen')}
            </Link>
          ) : null}
        </p>
      ) : null}
      <DataTable
        name="plan-records"
        lead={<SearchBar placeholder={t('disposition.planRecordsSearch')} filters={filters} keep={['unit']} />}
        caption={t('disposition.planRecords')}
        columns={columnsOf(t, locale, slug)}
        rows={records.rows}
        page={records.page}
        rowKey={(row) => `${row.intakeId} ${row.originItemId}`}
        rowLabel={(row) => row.referenceCode}
        filters={describeFilters(params, filters)}
        clearTo={`/w/${slug}/intake-plans/${plan.id}/records${unit ? `?unit=${unit}` : ''}`}
        empty={
          <Empty icon="box" title={t('disposition.planRecordsNone')} text={t('disposition.planRecordsNoneText')} />
        }
      />
    </div>
  );
}
