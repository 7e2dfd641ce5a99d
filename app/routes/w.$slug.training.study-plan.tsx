import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status, type StatusKind } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { HoldPlanDrawer } from '@/app/features/training/hold-plan-drawer';
import { planFormText } from '@/app/features/training/skill-words';
import { TrainingTabs } from '@/app/features/training/training-tabs';
import type { Locale, Translate } from '@/app/i18n/messages';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { PLAN_LINE_STANDINGS, type PlanLineStanding } from '@/server/domain/training/course-vocabulary';
import type { PlanLineView } from '@/server/domain/training/study-plan';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('staffing.planTitle') }] };

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  year: yearOfParam(search.get('year')),
  standing: oneOf(PLAN_LINE_STANDINGS, search.get('standing')),
});

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const { studyPlan } = context.api.workspace(params.slug ?? '');
  return loadOrThrow({ request, context }, studyPlan.lines({ ...filterOf(search), ...pageOfParams(search) }));
};

const STANDING_STATUS: Record<PlanLineStanding, StatusKind> = {
  waiting: 'none',
  overdue: 'overdue',
  arranged: 'live',
  held: 'done',
};

const filtersOf = (t: Translate, today: string): Filter[] => [
  {
    name: 'year',
    label: t('training.year'),
    options: recentYears(today).map((year) => ({
      value: String(year),
      label: t('training.yearOption', { year: String(year) }),
    })),
  },
  {
    name: 'standing',
    label: t('staffing.planStanding'),
    options: PLAN_LINE_STANDINGS.map((one) => ({ value: one, label: t(`staffing.plan_${one}`) })),
  },
];

const columnsOf = (t: Translate, locale: Locale, base: string): Column<PlanLineView>[] => [
  { key: 'plannedOn', title: t('staffing.plannedOn'), render: (row) => row.plannedOn, width: '112px' },
  {
    key: 'topic',
    title: t('staffing.topic'),
    render: (row) => <Link to={`${base}/registers/entries/${row.entryId}`}>{row.topic}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  { key: 'form', title: t('staffing.form'), render: (row) => planFormText(row.form, locale), width: '104px' },
  { key: 'audience', title: t('staffing.audience'), render: (row) => row.audience ?? '—', truncate: true },
  {
    key: 'speaker',
    title: t('training.speaker'),
    render: (row) => row.speaker ?? '—',
    width: '104px',
    hiddenAtFirst: true,
  },
  {
    key: 'standing',
    title: t('staffing.planStanding'),
    render: (row) => <Status kind={STANDING_STATUS[row.standing]}>{t(`staffing.plan_${row.standing}`)}</Status>,
    width: '112px',
  },
  {
    key: 'session',
    title: t('staffing.itsSession'),
    render: (row) =>
      row.session ? (
        <Link className="lt-link" to={`${base}/training/${row.session.id}`}>
          {t('staffing.sessionOn', { day: row.session.heldOn })}
        </Link>
      ) : (
        '—'
      ),
    width: '152px',
  },
  {
    key: 'attendance',
    title: t('training.attendanceCount'),
    render: (row) => (row.session ? formatNumber(row.session.attendanceCount) : '—'),
    numeric: true,
    width: '96px',
  },
];

/** 学习计划: each line, the session that it became, and how many came. */
export default function StudyPlan() {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { rows, page } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const base = `/w/${slug}`;
  const canOrganise = useCan('training.organise');
  const [line, setLine] = useState<PlanLineView | null>(null);
  const filters = filtersOf(t, useToday());
  return (
    <div className="lt-page">
      <PageHeader
        title={t('staffing.planTitle')}
        lead={t('staffing.planLead')}
        actions={
          <>
            <a className="lt-btn" href={downloadPath(slug, 'studyPlan.downloadLines', filterOf(params))} download>
              <Icon name="download" />
              <span>{t('staffing.exportPlan')}</span>
            </a>
            <Link className="lt-btn" to={`${base}/registers/study_plan`}>
              {t('staffing.toPlanRegister')}
            </Link>
          </>
        }
      />
      <TrainingTabs />
      <SearchBar placeholder={t('staffing.searchPlan')} filters={filters} />
      <DataTable
        name="study-plan"
        caption={t('staffing.planTitle')}
        columns={columnsOf(t, locale, base)}
        rows={rows}
        page={page}
        rowKey={(row) => row.entryId}
        rowLabel={(row) => row.topic}
        rowActions={
          canOrganise
            ? (row) =>
                row.session ? null : (
                  <Button look="text" aria-label={`${t('staffing.hold')} ${row.topic}`} onClick={() => setLine(row)}>
                    {t('staffing.hold')}
                  </Button>
                )
            : undefined
        }
        filters={describeFilters(params, filters)}
        empty={<Empty icon="cap" title={t('staffing.planEmpty')} text={t('staffing.planEmptyText')} />}
      />
      {line ? (
        <HoldPlanDrawer
          line={line}
          onClose={() => setLine(null)}
          onSubmit={async (input, idempotencyKey) => {
            await client.studyPlan.hold.mutate({ ...input, entryId: line.entryId }, { context: { idempotencyKey } });
            toast({ text: t('staffing.heldNow') });
            revalidate();
          }}
        />
      ) : null}
    </div>
  );
}
