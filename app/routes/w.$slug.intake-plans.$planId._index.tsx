import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { type Column, DataTable } from '@/app/components/data-table';
import { Icon } from '@/app/components/icon';
import { PageHeader } from '@/app/components/page-header';
import { SearchBar } from '@/app/components/search-bar';
import { Segments } from '@/app/components/segments';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { accessionsPath } from '@/app/features/disposition/accessions-path';
import { AddPlanUnitsDrawer } from '@/app/features/disposition/add-plan-units-drawer';
import { countsText, PLAN_STATUS, PROGRESS_STATUS, yearSpan } from '@/app/features/disposition/disposition-labels';
import { PlanDayDrawer } from '@/app/features/disposition/plan-day-drawer';
import { PlanUnitDrawer } from '@/app/features/disposition/plan-unit-drawer';
import type { Translate } from '@/app/i18n/messages';
import { useText } from '@/app/i18n/use-text';
import { downloadPath } from '@/app/lib/download';
import { formatNumber } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { oneOf } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { PLAN_PROGRESS, type PlanUnitPage, type PlanUnitView, type PlanView } from '@/server/domain/disposition/plan';

interface Loaded {
  plan: PlanView;
  units: PlanUnitPage;
}

export const handle: ScreenHandle<Loaded> = {
  crumbs: ({ data, params }, t) => [
    { label: t('disposition.plansTitle'), to: `/w/${params.slug}/intake-plans` },
    { label: data?.plan.title ?? '' },
  ],
};

const filterOf = (search: URLSearchParams) => ({
  q: search.get('q') || undefined,
  progress: oneOf(PLAN_PROGRESS, search.get('progress')),
});

export const loader = async ({ request, context, params }: LoaderFunctionArgs): Promise<Loaded> => {
  const { slug = '', planId = '' } = params;
  const asked = { request, context };
  const search = new URL(request.url).searchParams;
  const { disposition } = context.api.workspace(slug);
  const plan = await loadOrThrow(asked, disposition.planById({ planId }));
  const units = await loadOrThrow(
    asked,
    disposition.planUnits({ planId, ...filterOf(search), ...pageOfParams(search) }),
  );
  return { plan, units };
};

/** What a unit delivered leads to its records, and what was accepted of it to the entries of the register. */
const columnsOf = (t: Translate, slug: string, planId: string): Column<PlanUnitView>[] => [
  { key: 'unit', title: t('disposition.sender'), render: (row) => row.unitName, width: '220px', onPhone: 'title' },
  { key: 'scope', title: t('disposition.scope'), render: (row) => row.scope, truncate: true },
  { key: 'years', title: t('disposition.years'), render: (row) => yearSpan(row), width: '112px' },
  { key: 'dueOn', title: t('disposition.dueOn'), render: (row) => row.dueOn, width: '112px' },
  {
    key: 'progress',
    title: t('disposition.progress'),
    render: (row) => <Status kind={PROGRESS_STATUS[row.progress]}>{t(`disposition.progress_${row.progress}`)}</Status>,
    width: '128px',
  },
  {
    key: 'announced',
    title: t('disposition.announced'),
    render: (row) => (row.announcedItems === null ? '—' : formatNumber(row.announcedItems)),
    numeric: true,
    width: '104px',
    onPhone: 'hide',
  },
  {
    key: 'delivered',
    title: t('disposition.delivered'),
    render: (row) =>
      row.deliveredItems === 0 ? (
        '0'
      ) : (
        <Link to={`/w/${slug}/intake-plans/${planId}/records?unit=${row.unitTenantId}`}>
          {formatNumber(row.deliveredItems)}
        </Link>
      ),
    numeric: true,
    width: '88px',
    onPhone: 'hide',
  },
  {
    key: 'accepted',
    title: t('disposition.planAccepted'),
    render: (row) => {
      const { acceptedVolumes: volume, acceptedPieces: piece, acceptedBoxes: box } = row;
      const text = countsText({ volume, piece, box }, t);
      return volume + piece + box === 0 ? (
        text
      ) : (
        <Link to={accessionsPath(slug, { plan: planId, unit: String(row.unitTenantId) })}>{text}</Link>
      );
    },
    width: '170px',
  },
];

/** Issue while it is a draft, close while it runs. */
const PlanAct = ({ plan }: { plan: PlanView }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [asking, setAsking] = useState(false);
  if (plan.state === 'closed') return null;
  const isDraft = plan.state === 'draft';
  const word = isDraft ? t('disposition.issue') : t('disposition.close');
  const go = async () => {
    if (isDraft) {
      const options = { context: { idempotencyKey: newIdempotencyKey() } };
      const { units } = await client.disposition.issuePlan.mutate({ planId: plan.id }, options);
      toast({ text: t('disposition.issued', { n: units }) });
    } else {
      await client.disposition.closePlan.mutate({ planId: plan.id });
      toast({ text: t('disposition.closed') });
    }
    revalidate();
  };
  return (
    <>
      <Button look={isDraft ? 'primary' : 'plain'} icon={isDraft ? 'send' : undefined} onClick={() => setAsking(true)}>
        {word}
      </Button>
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title={word}
        effect={isDraft ? t('disposition.issueEffect', { n: plan.unitCount }) : t('disposition.closeEffect')}
        act={word}
        onConfirm={go}
      />
    </>
  );
};

export default function Plan() {
  const t = useText();
  const { plan, units } = useLoaderData<typeof loader>();
  const client = useWorkspaceClient();
  const [params] = useSearchParams();
  const { slug } = useWorkspace().tenant;
  const mayPlan = useCan('disposition.receive');
  const { act, busy } = useAct();
  const [changing, setChanging] = useState<PlanUnitView | null>(null);
  const [moving, setMoving] = useState<PlanUnitView | null>(null);
  const [adding, setAdding] = useState(false);
  const filter = filterOf(params);
  const countOf = new Map(units.counts.map((one) => [one.progress, one.units]));
  const segments = [
    { value: '', label: t('common.all'), count: plan.unitCount },
    ...PLAN_PROGRESS.filter((value) => countOf.has(value)).map((value) => ({
      value,
      label: t(`disposition.progress_${value}`),
      count: countOf.get(value) ?? 0,
    })),
  ];
  const remove = ({ unitTenantId }: PlanUnitView) =>
    void act(() => client.disposition.removePlanUnit.mutate({ planId: plan.id, unitTenantId }), {
      done: t('disposition.planUnitRemoved'),
    });
  const moveOf = (row: PlanUnitView) =>
    row.progress === 'accepted' ? null : (
      <button type="button" className="lt-link" onClick={() => setMoving(row)}>
        {t('disposition.planDayMove')}
      </button>
    );
  const actionsOf = (row: PlanUnitView) => (
    <>
      <button type="button" className="lt-link" onClick={() => setChanging(row)}>
        {t('disposition.planUnitChange')}
      </button>
      {plan.unitCount > 1 ? (
        <button type="button" className="lt-link" disabled={busy} onClick={() => remove(row)}>
          {t('disposition.planUnitRemove')}
        </button>
      ) : null}
    </>
  );
  return (
    <div className="lt-page">
      <PageHeader
        title={plan.title}
        lead={
          <>
            <Status kind={PLAN_STATUS[plan.state]}>{t(`disposition.plan_${plan.state}`)}</Status>
            {`${t('common.comma')}${t('disposition.finishedOf', { done: plan.finishedCount, all: plan.unitCount })}`}
          </>
        }
        actions={
          <>
            <ButtonLink to={`/w/${slug}/intake-plans/${plan.id}/records`}>{t('disposition.planRecords')}</ButtonLink>
            <a
              className="lt-btn"
              href={downloadPath(slug, 'disposition.downloadPlanUnits', { planId: plan.id, ...filter })}
              download
            >
              <Icon name="download" />
              <span>{t('disposition.exportExcel')}</span>
            </a>
            {mayPlan && plan.state === 'draft' ? (
              <Button icon="plus" onClick={() => setAdding(true)}>
                {t('disposition.planUnitsAdd')}
              </Button>
            ) : null}
            {mayPlan ? <PlanAct plan={plan} /> : null}
          </>
        }
      />
      <p className="lt-note">{plan.requirement}</p>
      <div className="lt-section-head lt-scroll-x">
        <Segments name="progress" label={t('disposition.progress')} segments={segments} />
      </div>
      <DataTable
        name="plan-units"
        lead={<SearchBar placeholder={t('disposition.planUnitsSearch')} keep={['progress']} />}
        caption={t('disposition.planUnitsCaption')}
        columns={columnsOf(t, slug, plan.id)}
        rows={units.rows}
        page={units.page}
        rowKey={(row) => String(row.unitTenantId)}
        rowLabel={(row) => row.unitName}
        rowActions={mayPlan && plan.state !== 'closed' ? (plan.state === 'draft' ? actionsOf : moveOf) : undefined}
        filters={filter.q || filter.progress ? [filter.q ?? t('disposition.progress')] : []}
        clearTo={`/w/${slug}/intake-plans/${plan.id}`}
        empty={<Empty icon="building" title={t('disposition.plansEmpty')} />}
      />
      {adding ? <AddPlanUnitsDrawer plan={plan} onClose={() => setAdding(false)} /> : null}
      {moving ? <PlanDayDrawer planId={plan.id} unit={moving} onClose={() => setMoving(null)} /> : null}
      {changing ? <PlanUnitDrawer planId={plan.id} unit={changing} onClose={() => setChanging(null)} /> : null}
    </div>
  );
}
