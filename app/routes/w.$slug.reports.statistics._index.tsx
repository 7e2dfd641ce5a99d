import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { YearSwitch } from '@/app/features/figure/year-switch';
import { ReportTabs } from '@/app/features/statistics/report-tabs';
import { languageOf, STATE_KINDS } from '@/app/features/statistics/statistics-words';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { dayOf } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { thisYear } from '@/app/lib/shanghai-year.server';
import { useWorkspace } from '@/app/lib/workspace';
import type { ReturnRowView } from '@/server/domain/statistics/statistics';

export const handle: ScreenHandle = {
  crumbs: ({ params }, t) => [
    { label: t('report.title'), to: `/w/${params.slug}/reports` },
    { label: t('statistics.title') },
  ],
};

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const year = yearOfParam(new URL(request.url).searchParams.get('year')) ?? thisYear();
  const { statistics } = context.api.workspace(params.slug ?? '');
  return { year, rows: await loadOrThrow({ request, context }, statistics.list({ year })) };
};

const columnsOf = (t: Translate, locale: Locale, toForm: (key: string) => string): Column<ReturnRowView>[] => [
  {
    key: 'name',
    title: t('statistics.form'),
    render: (row) => <Link to={toForm(row.formKey)}>{row.name[languageOf(locale)]}</Link>,
    onPhone: 'title',
  },
  {
    key: 'issuer',
    title: t('statistics.issuer'),
    render: (row) => row.issuerName ?? t('statistics.national', { code: row.formKey }),
    width: '200px',
  },
  {
    key: 'state',
    title: t('statistics.state'),
    render: (row) => (
      <>
        <Status kind={STATE_KINDS[row.state]}>{t(`statistics.state_${row.state}`)}</Status>
        {row.isLate ? <Status kind="overdue">{t('statistics.late')}</Status> : null}
      </>
    ),
    width: '180px',
  },
  { key: 'dueOn', title: t('statistics.dueOn'), render: (row) => row.dueOn ?? '—', width: '132px' },
  {
    key: 'submittedAt',
    title: t('statistics.submittedAt'),
    render: (row) => (row.submittedAt ? dayOf(row.submittedAt) : '—'),
    width: '132px',
  },
  { key: 'reason', title: t('statistics.reason'), render: (row) => row.reason ?? '—', truncate: true },
];

/** 统计年报: the forms that this office fills in for a year. */
export default function StatisticalReturns() {
  const t = useText();
  const locale = useLocale();
  const { year, rows } = useLoaderData<typeof loader>();
  const base = `/w/${useWorkspace().tenant.slug}/reports/statistics`;
  const toForm = (key: string) => `${base}/${key}?year=${year}`;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('statistics.title')}
        lead={t('statistics.lead', { year: String(year) })}
        actions={<YearSwitch year={year} thisYear={Number(useToday().slice(0, 4))} />}
      />
      <ReportTabs year={year} />
      <DataTable
        name="statistics"
        caption={t('statistics.caption', { year: String(year) })}
        columns={columnsOf(t, locale, toForm)}
        rows={rows}
        page={{ nextCursor: null, previousCursor: null, total: rows.length }}
        rowKey={(row) => row.formKey}
        rowLabel={(row) => row.name[languageOf(locale)]}
        rowTo={(row) => toForm(row.formKey)}
        empty={<Empty icon="file" title={t('statistics.empty')} text={t('statistics.emptyText')} />}
      />
    </div>
  );
}
