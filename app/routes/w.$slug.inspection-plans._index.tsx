import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useNavigate, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { type Column, DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { describeFilters, type Filter, SearchBar } from '@/app/components/search-bar';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { InspectionTabs } from '@/app/features/inspection/inspection-tabs';
import { PlanFormDrawer, RuleDrawer } from '@/app/features/inspection/plan-form-drawers';
import { PLAN_STATUS } from '@/app/features/inspection/plan-labels';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { formatIsoDate } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf, recentYears, yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspace } from '@/app/lib/workspace';
import type { PlanRowView } from '@/server/domain/inspection/plan';
import { PLAN_STATES } from '@/server/domain/inspection/plan-vocabulary';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('inspectionPlan.title') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const search = new URL(request.url).searchParams;
  const api = context.api.workspace(params.slug ?? '');
  const filter = { year: yearOfParam(search.get('year')), state: oneOf(PLAN_STATES, search.get('state')) };
  const load = async () => {
    const { permissions } = await api.workspace.current();
    return {
      ...(await api.inspectionPlan.list({ ...filter, ...pageOfParams(search) })),
      rule: permissions.includes('inspection.plan') ? await api.inspectionPlan.rule() : null,
    };
  };
  return loadOrThrow({ request, context }, load());
};

const filtersOf = (t: Translate, today: string): Filter[] => [
  {
    name: 'year',
    label: t('inspectionPlan.year'),
    options: recentYears(today).map((year) => ({
      value: String(year),
      label: t('inspectionPlan.yearOption', { year: String(year) }),
    })),
  },
  {
    name: 'state',
    label: t('inspectionPlan.state'),
    options: PLAN_STATES.map((value) => ({ value, label: t(`inspectionPlan.state_${value}`) })),
  },
];

const columnsOf = (t: Translate, base: string): Column<PlanRowView>[] => [
  {
    key: 'title',
    title: t('inspectionPlan.planTitle'),
    render: (plan) => <Link to={`${base}/${plan.id}`}>{plan.title}</Link>,
    truncate: true,
    onPhone: 'title',
  },
  {
    key: 'state',
    title: t('inspectionPlan.state'),
    render: (plan) => <Status kind={PLAN_STATUS[plan.state]}>{t(`inspectionPlan.state_${plan.state}`)}</Status>,
    width: '104px',
  },
  { key: 'year', title: t('inspectionPlan.year'), render: (plan) => plan.year, numeric: true, width: '72px' },
  {
    key: 'lines',
    title: t('inspectionPlan.lines'),
    render: (plan) => t('inspectionPlan.linesCount', { n: plan.lines }),
    numeric: true,
    width: '88px',
  },
  {
    key: 'rounds',
    title: t('inspectionPlan.rounds'),
    render: ({ roundsBegun: begun, roundsPlanned: planned, roundsClosed: closed }) =>
      t('inspectionPlan.roundsValue', { begun, planned, closed }),
    width: '216px',
  },
  { key: 'by', title: t('inspectionPlan.createdBy'), render: (plan) => plan.createdByName, width: '96px' },
  {
    key: 'decided',
    title: t('inspectionPlan.decidedBy'),
    render: (plan) =>
      plan.decidedByName && plan.decidedAt
        ? t('inspectionPlan.byOn', { name: plan.decidedByName, time: formatIsoDate(plan.decidedAt) })
        : '—',
    width: '176px',
  },
];

/** 年度检查计划: what is meant to be inspected, what a leader has allowed, how far it is. */
export default function InspectionPlans() {
  const t = useText();
  const { rows, page, rule } = useLoaderData<typeof loader>();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  const base = `/w/${useWorkspace().tenant.slug}/inspection-plans`;
  const [canPlan, canApprove] = [useCan('inspection.plan'), useCan('inspection.approve')];
  const [layer, setLayer] = useState<'create' | 'rule' | null>(null);
  const close = () => setLayer(null);
  const filters = filtersOf(t, useToday());
  return (
    <div className="lt-page">
      <PageHeader
        title={t('inspectionPlan.title')}
        lead={t('inspectionPlan.lead')}
        actions={
          <>
            {rule && canApprove ? <Button onClick={() => setLayer('rule')}>{t('inspectionPlan.rule')}</Button> : null}
            {canPlan ? (
              <Button look="primary" icon="plus" onClick={() => setLayer('create')}>
                {t('inspectionPlan.create')}
              </Button>
            ) : null}
          </>
        }
      />
      <InspectionTabs />
      {rule ? (
        <p className="lt-2">
          {t('inspectionPlan.ruleLead', {
            lead: rule.noticeLeadDays,
            inspectors: rule.inspectorsPerUnit,
            days: rule.longestExtensionDays,
          })}
        </p>
      ) : null}
      <DataTable
        name="inspection-plans"
        caption={t('inspectionPlan.caption')}
        lead={<SearchBar placeholder="" withText={false} filters={filters} />}
        columns={columnsOf(t, base)}
        rows={rows}
        page={page}
        rowKey={(plan) => plan.id}
        rowLabel={(plan) => plan.title}
        rowTo={(plan) => `${base}/${plan.id}`}
        filters={describeFilters(params, filters)}
        empty={<Empty icon="clip" title={t('inspectionPlan.empty')} text={t('inspectionPlan.emptyText')} />}
      />
      <PlanFormDrawer open={layer === 'create'} onClose={close} onDone={(planId) => navigate(`${base}/${planId}`)} />
      {rule ? <RuleDrawer open={layer === 'rule'} rule={rule} onClose={close} onDone={revalidate} /> : null}
    </div>
  );
}
