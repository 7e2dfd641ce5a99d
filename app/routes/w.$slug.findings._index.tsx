import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { type Column, DataTable } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { SUBJECT_KINDS } from '@/app/features/inspection/campaign-form-drawer';
import { FINDING_STATUS } from '@/app/features/inspection/inspection-labels';
import { FIRST_RANK_YEARS, RANK_YEARS, RankingTable } from '@/app/features/inspection/ranking-table';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { FindingRowView } from '@/server/domain/inspection/closure';
import { FINDING_SEVERITIES } from '@/server/domain/inspection/vocabulary';
import type { PageInfo } from '@/server/domain/shared/pagination';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('closure.findingsTitle') }] };

const SHOWN_STATES = ['draft', 'issued', 'answered', 'returned', 'verified'] as const;

const filterOf = (search: URLSearchParams) => ({
  search: search.get('q') || undefined,
  unitSlug: search.get('unit') || undefined,
  state: oneOf(SHOWN_STATES, search.get('state')),
  severity: oneOf(FINDING_SEVERITIES, search.get('severity')),
  year: yearOfParam(search.get('year')),
  overdue: search.get('overdue') === 'yes' ? true : undefined,
});

const yearsOf = (search: URLSearchParams): number =>
  RANK_YEARS.find((years) => String(years) === search.get('years')) ?? FIRST_RANK_YEARS;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const asked = { request, context };
  const api = context.api.workspace(params.slug ?? '').closure;
  const page = pageOfParams(search);
  if (search.get('view') === 'rank') {
    const years = yearsOf(search);
    const kind = oneOf(SUBJECT_KINDS, search.get('kind'));
    const ranked = await loadOrThrow(asked, api.rankUnits({ years, kind, ...page }));
    return { view: 'rank' as const, years, inspectors: await loadOrThrow(asked, api.inspectors()), ...ranked };
  }
  return { view: 'list' as const, ...(await loadOrThrow(asked, api.findings({ ...filterOf(search), ...page }))) };
};

const filtersOf = (t: Translate, today: string): Filter[] => [
  {
    name: 'state',
    label: t('closure.column_state'),
    options: SHOWN_STATES.map((state) => ({ value: state, label: t(`inspection.findingState_${state}`) })),
  },
  {
    name: 'severity',
    label: t('inspection.severity'),
    options: FINDING_SEVERITIES.map((severity) => ({ value: severity, label: t(`inspection.severity_${severity}`) })),
  },
  {
    name: 'year',
    label: t('inspection.year'),
    options: recentYears(today).map((year) => ({
      value: String(year),
      label: t('inspection.yearOption', { year: String(year) }),
    })),
  },
  { name: 'overdue', label: t('closure.overdue'), options: [{ value: 'yes', label: t('closure.overdueYes') }] },
];

const StateCell = ({ row, t }: { row: FindingRowView; t: Translate }) =>
  row.isOverdue ? (
    <Status kind="overdue">{t('closure.overdueYes')}</Status>
  ) : (
    <Status kind={FINDING_STATUS[row.state]}>{t(`inspection.findingState_${row.state}`)}</Status>
  );

const columnsOf = (t: Translate, to: (row: FindingRowView) => string): Column<FindingRowView>[] => [
  {
    key: 'fact',
    title: t('closure.column_fact'),
    render: (row) => <Link to={to(row)}>{row.fact}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  { key: 'unit', title: t('closure.column_unit'), render: (row) => row.subjectName, truncate: true, width: '176px' },
  { key: 'state', title: t('closure.column_state'), render: (row) => <StateCell row={row} t={t} />, width: '104px' },
  {
    key: 'severity',
    title: t('inspection.severity'),
    render: (row) => t(`inspection.severity_${row.severity}`),
    width: '88px',
  },
  {
    key: 'due',
    title: t('closure.column_due'),
    render: (row) =>
      row.state === 'issued' || row.state === 'returned' ? <DeadlineText dueOn={row.dueOn} withDate /> : row.dueOn,
    width: '176px',
  },
  {
    key: 'document',
    title: t('closure.column_document'),
    render: (row) => <span className="lt-nowrap">{row.documentNumber ?? '—'}</span>,
    width: '176px',
  },
  {
    key: 'escalation',
    title: t('closure.column_escalation'),
    render: (row) => (row.escalation ? t(`closure.level_${row.escalation}`) : '—'),
    width: '128px',
  },
  {
    key: 'object',
    title: t('closure.column_object'),
    render: (row) => row.pinnedLabel ?? '—',
    truncate: true,
    width: '176px',
    hiddenAtFirst: true,
  },
  {
    key: 'campaign',
    title: t('closure.column_campaign'),
    render: (row) => row.campaignTitle,
    truncate: true,
    width: '200px',
    hiddenAtFirst: true,
  },
];

const FindingTable = ({ rows, page }: { rows: FindingRowView[]; page: PageInfo }) => {
  const t = useText();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}/inspections`;
  const to = (row: FindingRowView) => `${base}/${row.campaignId}/${row.inspectionId}`;
  const filters = filtersOf(t, useToday());
  return (
    <DataTable
      name="findings"
      lead={<SearchBar placeholder={t('closure.findingsSearch')} filters={filters} keep={['unit']} />}
      caption={t('closure.findingsCaption')}
      columns={columnsOf(t, to)}
      rows={rows}
      page={page}
      rowKey={(row) => row.id}
      rowLabel={(row) => row.fact}
      rowTo={to}
      filters={describeFilters(params, filters)}
      empty={<Empty icon="flag" title={t('closure.findingsEmpty')} text={t('closure.findingsEmptyText')} />}
    />
  );
};

export default function Findings() {
  const t = useText();
  const data = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const canPlan = useCan('inspection.plan');
  const { slug } = useWorkspace().tenant;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('closure.findingsTitle')}
        lead={t('closure.findingsLead')}
        actions={
          data.view === 'list' ? (
            <a className="lt-btn" href={downloadPath(slug, 'closure.downloadFindings', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('closure.exportFindings')}</span>
            </a>
          ) : null
        }
      />
      {canPlan ? (
        <div className="lt-section-head">
          <Segments
            name="view"
            label={t('closure.findingsTitle')}
            segments={[
              { value: 'list', label: t('closure.viewList') },
              { value: 'rank', label: t('closure.viewRank') },
            ]}
          />
        </div>
      ) : null}
      {data.view === 'rank' ? (
        <RankingTable rows={data.rows} page={data.page} years={data.years} inspectors={data.inspectors} />
      ) : (
        <FindingTable rows={data.rows} page={data.page} />
      )}
    </div>
  );
}
