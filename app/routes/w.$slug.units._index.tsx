import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { ButtonLink } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { DeadlineText } from '@/app/components/deadline-text';
import { FigureRow } from '@/app/components/figure-row';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { SUBJECT_KINDS } from '@/app/features/inspection/campaign-form-drawer';
import type { Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatDate, formatIsoDate, formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useWorkspace } from '@/app/lib/workspace';
import type { UnitRowView, UnitsSummary } from '@/server/domain/inspection/inspection';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('inspection.unitsTitle') }] };

const ATTENTION = ['overdue', 'open', 'none'] as const;

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '').inspection;
  const call = api.units({
    kind: oneOf(SUBJECT_KINDS, search.get('kind')),
    attention: oneOf(ATTENTION, search.get('attention')),
    search: search.get('q') || undefined,
    ...pageOfParams(search),
  });
  const asked = { request, context };
  return { ...(await loadOrThrow(asked, call)), summary: await loadOrThrow(asked, api.unitsSummary()) };
};

const filtersOf = (t: Translate): Filter[] => [
  {
    name: 'attention',
    label: t('inspection.attention'),
    options: ATTENTION.map((value) => ({ value, label: t(`inspection.attention_${value}`) })),
  },
];

const UnitStatus = ({ unit, t }: { unit: UnitRowView; t: Translate }) => {
  if (unit.overdueFindings > 0) {
    return <Status kind="overdue">{t('inspection.overdueCount', { n: unit.overdueFindings })}</Status>;
  }
  if (unit.openFindings > 0) {
    return <Status kind="attention">{t('inspection.rectifyingCount', { n: unit.openFindings })}</Status>;
  }
  return <Status kind="done">{t('inspection.normal')}</Status>;
};

const lastOf = (unit: UnitRowView, t: Translate, base: string) => {
  if (!unit.lastInspectionId || !unit.lastState) {
    return <span className="lt-3">{t('inspection.never')}</span>;
  }
  return (
    <Link to={`${base}/inspections/${unit.lastCampaignId}/${unit.lastInspectionId}`}>
      {unit.lastInspectedOn ?? '—'} {t(`inspection.state_${unit.lastState}`)}
    </Link>
  );
};

const columnsOf = (t: Translate, base: string): Column<UnitRowView>[] => [
  {
    key: 'name',
    title: t('inspection.unit'),
    render: (unit) => <span className="lt-strong">{unit.name}</span>,
    truncate: true,
    onPhone: 'title',
  },
  {
    key: 'status',
    title: t('inspection.state'),
    render: (unit) => <UnitStatus unit={unit} t={t} />,
    width: '120px',
  },
  {
    key: 'open',
    title: t('inspection.openFindings'),
    render: (unit) => (unit.openFindings === 0 ? '—' : formatNumber(unit.openFindings)),
    numeric: true,
    width: '88px',
  },
  {
    key: 'answered',
    title: t('inspection.answeredCount'),
    render: (unit) => (unit.answeredFindings === 0 ? '—' : formatNumber(unit.answeredFindings)),
    numeric: true,
    width: '80px',
  },
  {
    key: 'due',
    title: t('inspection.nextDue'),
    render: (unit) => (unit.nextDueOn ? <DeadlineText dueOn={unit.nextDueOn} withDate /> : '—'),
    width: '176px',
  },
  {
    key: 'last',
    title: t('inspection.lastInspection'),
    render: (unit) => lastOf(unit, t, base),
    width: '176px',
  },
  {
    key: 'grant',
    title: t('inspection.grant'),
    render: (unit) =>
      unit.grantLiveUntil ? t('inspection.grantLiveUntil', { time: formatIsoDate(unit.grantLiveUntil) }) : '—',
    width: '128px',
  },
  {
    key: 'kind',
    title: t('inspection.subjectKind'),
    render: (unit) => t(`tenancy.kind_${unit.kind}`),
    width: '104px',
    hiddenAtFirst: true,
  },
  {
    key: 'parent',
    title: t('inspection.parentUnit'),
    render: (unit) => unit.parentName ?? '—',
    truncate: true,
    hiddenAtFirst: true,
  },
];

const figuresOf = (t: Translate, summary: UnitsSummary) => [
  { key: 'units', label: t('inspection.figureUnits'), value: formatNumber(summary.units) },
  {
    key: 'inspected',
    label: t('inspection.figureInspected'),
    value: `${formatNumber(summary.inspectedThisYear)}/${formatNumber(summary.units)}`,
  },
  { key: 'open', label: t('inspection.figureOpen'), value: formatNumber(summary.openFindings) },
  { key: 'overdue', label: t('inspection.figureOverdue'), value: formatNumber(summary.overdueFindings) },
  {
    key: 'openUnits',
    label: t('inspection.figureOpenUnits'),
    value: formatNumber(summary.openUnits),
    to: '?attention=open',
  },
  {
    key: 'overdueUnits',
    label: t('inspection.figureOverdueUnits'),
    value: formatNumber(summary.overdueUnits),
    to: '?attention=overdue',
  },
];

const KindSegments = ({ summary }: { summary: UnitsSummary }) => {
  const t = useText();
  const kinds = SUBJECT_KINDS.flatMap((kind) => summary.kinds.find((one) => one.kind === kind) ?? []);
  return (
    <Segments
      name="kind"
      label={t('inspection.subjectKind')}
      segments={[
        { value: '', label: t('inspection.allKinds'), count: summary.units },
        ...kinds.map(({ kind, units }) => ({ value: kind, label: t(`tenancy.kind_${kind}`), count: units })),
      ]}
    />
  );
};

export default function Units() {
  const t = useText();
  const locale = useLocale();
  const today = useToday();
  const { rows, page, summary } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const base = `/w/${useWorkspace().tenant.slug}`;
  const filters = filtersOf(t);
  return (
    <div className="lt-page">
      <PageHeader
        title={t('inspection.unitsTitle')}
        lead={t('inspection.unitsLead', { date: formatDate(today, locale), n: summary.units })}
        actions={
          <ButtonLink to={`${base}/inspections?new=1`} icon="clip">
            {t('inspection.createCampaign')}
          </ButtonLink>
        }
      />
      <FigureRow label={t('inspection.unitsTitle')} figures={figuresOf(t, summary)} />
      <div className="lt-section-head lt-scroll-x">
        <KindSegments summary={summary} />
      </div>
      <DataTable
        name="units"
        lead={<SearchBar placeholder={t('inspection.unitsSearch')} filters={filters} keep={['kind']} />}
        caption={t('inspection.unitsListCaption')}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(unit) => String(unit.tenantId)}
        rowLabel={(unit) => unit.name}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="building" title={t('inspection.unitsEmpty')} text={t('inspection.unitsEmptyText')} />}
      />
    </div>
  );
}
