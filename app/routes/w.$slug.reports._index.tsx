import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { BeginDrawer } from '@/app/features/report/begin-drawer';
import { ReportStatus } from '@/app/features/report/report-status';
import { ReportTabs } from '@/app/features/statistics/report-tabs';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { ReportRowView } from '@/server/domain/report/report';
import { REPORT_STATES } from '@/server/domain/report/report-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('report.title') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { report } = context.api.workspace(params.slug ?? '');
  const state = oneOf(REPORT_STATES, search.get('state'));
  return loadOrThrow({ request, context }, report.list({ state, ...pageOfParams(search) }));
};

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'state',
    label: t('report.state'),
    options: REPORT_STATES.map((value) => ({ value, label: t(`report.state_${value}`) })),
  },
];

const columnsOf = (t: Translate, locale: Locale, base: string): Column<ReportRowView>[] => [
  {
    key: 'title',
    title: t('report.name'),
    render: (row) => <Link to={`${base}/${row.id}`}>{row.title}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  { key: 'year', title: t('report.year'), render: (row) => String(row.year), width: '80px' },
  { key: 'state', title: t('report.state'), render: (row) => <ReportStatus state={row.state} />, width: '128px' },
  {
    key: 'differences',
    title: t('report.differences'),
    render: (row) => (row.differences === 0 ? '—' : t('report.differencesCount', { n: row.differences })),
    width: '120px',
  },
  {
    key: 'updated',
    title: t('report.updated'),
    render: (row) => `${row.updatedByName} ${formatDate(row.updatedAt, locale)}`,
    width: '200px',
  },
];

/** 年度报告: one a year, drafts and those that were approved. */
export default function Reports() {
  const t = useText();
  const locale = useLocale();
  const navigate = useNavigate();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}/reports`;
  const thisYear = Number(useToday().slice(0, 4));
  const canWrite = useCan('report.write');
  const [beginning, setBeginning] = useState(false);
  const filters = filtersOf(t);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('report.title')}
        lead={t('report.lead')}
        actions={
          canWrite ? (
            <Button look="primary" icon="plus" onClick={() => setBeginning(true)}>
              {t('report.begin')}
            </Button>
          ) : null
        }
      />
      <ReportTabs />
      <SearchBar placeholder="" withText={false} filters={filters} />
      <DataTable
        name="reports"
        caption={t('report.caption')}
        columns={columnsOf(t, locale, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.id}
        rowLabel={(row) => row.title}
        rowTo={(row) => `${base}/${row.id}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="file" title={t('report.empty')} text={t('report.emptyText')} />}
      />
      {beginning ? (
        <BeginDrawer
          thisYear={thisYear}
          onClose={() => setBeginning(false)}
          onDone={(id) => navigate(`${base}/${id}`)}
        />
      ) : null}
    </div>
  );
}
