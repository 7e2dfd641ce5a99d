import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button, ButtonLink } from '@/app/components/button';
import { DataTable } from '@/app/components/data-table';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { useToast } from '@/app/components/toast';
import { useCategories } from '@/app/features/archive/use-categories';
import { wholePage } from '@/app/features/filing/filing-labels';
import { FilingTabs } from '@/app/features/filing/filing-tabs';
import { departmentColumns, lineColumns, YearSwitch } from '@/app/features/filing/plan-columns';
import { AddLineDrawer, EditLineDrawer } from '@/app/features/filing/plan-drawers';
import { CloseDrawer, ReleaseDrawer, ReopenDrawer, YearCheck } from '@/app/features/filing/year-drawers';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import { yearOfParam } from '@/app/lib/one-of';
import type { ScreenHandle } from '@/app/lib/screen';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { PlanLineView, PlanView } from '@/server/domain/filing/filing-plan';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('filing.title') }] };

export const loader = async ({ request, context, params }: LoaderFunctionArgs) => {
  const { workspace, filing } = context.api.workspace(params.slug ?? '');
  const asked = new URL(request.url).searchParams.get('year');
  const load = async () => {
    const { permissions } = await workspace.current();
    // The year that is being collected is the one that has ended.
    const year = yearOfParam(asked) ?? new Date(Date.now() + 8 * 3_600_000).getUTCFullYear() - 1;
    return {
      plan: await filing.plan({ year }),
      departments: permissions.includes('filing.handIn') ? await filing.departments() : [],
    };
  };
  return loadOrThrow({ request, context }, load());
};

const useReminder = (year: number) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const remind = (lineIds?: string[]) =>
    void act(async () => {
      const { departments, persons, withoutPerson } = await client.filing.remind.mutate({ year, lineIds });
      toast({
        text:
          withoutPerson > 0
            ? t('filing.remindWithout', { persons, without: withoutPerson })
            : t('filing.remindDone', { departments, persons }),
      });
    });
  return { remind, busy };
};

const Standing = ({ plan }: { plan: PlanView }) => {
  const t = useText();
  if (plan.plan?.state === 'closed') {
    const { closedOn, filedCount, missingCount } = plan.plan;
    return (
      <p className="lt-note lt-note-info">
        {t('filing.planClosed', { date: closedOn ?? '', filed: filedCount ?? 0, missing: missingCount ?? 0 })}
        {plan.plan.closingNote ? ` ${plan.plan.closingNote}` : ''}
      </p>
    );
  }
  const missing = plan.lines.filter((line) => line.accepted < line.expectedCount).length;
  if (plan.lines.length === 0) {
    return null;
  }
  return (
    <p className={`lt-note lt-filing-line ${missing > 0 ? 'lt-note-attention' : 'lt-note-info'}`}>
      {missing > 0 ? t('filing.missingKinds', { n: missing }) : t('filing.allComplete')}
    </p>
  );
};

type Layer =
  | { kind: 'add' }
  | { kind: 'close' }
  | { kind: 'reopen' }
  | { kind: 'release' }
  | { kind: 'edit'; line: PlanLineView }
  | null;

const LineActions = ({ line, edit, year }: { line: PlanLineView; edit: () => void; year: number }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const { remind } = useReminder(year);
  return (
    <>
      {line.accepted + line.handedIn < line.expectedCount ? (
        <button type="button" className="lt-link" onClick={() => remind([line.id])}>
          {t('filing.remindLine')}
        </button>
      ) : null}
      <button type="button" className="lt-link" onClick={edit}>
        {t('common.edit')}
      </button>
      {line.accepted + line.handedIn + line.returned === 0 ? (
        <button
          type="button"
          className="lt-link"
          disabled={busy}
          onClick={() =>
            void act(() => client.filing.removePlanLine.mutate({ lineId: line.id }), { done: t('filing.lineRemoved') })
          }
        >
          {t('filing.removeLine')}
        </button>
      ) : null}
    </>
  );
};

const HeaderActions = ({ plan, setLayer }: { plan: PlanView; setLayer: (layer: Layer) => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const { remind, busy: reminding } = useReminder(plan.year);
  const owing = plan.lines.some((line) => line.accepted + line.handedIn < line.expectedCount);
  const copy = () =>
    act(async () => {
      const { added } = await client.filing.copyPlan.mutate({ year: plan.year });
      toast({ text: t('filing.copied', { n: added }) });
    });
  return (
    <>
      <Button icon="send" onClick={() => setLayer({ kind: 'release' })}>
        {t('filing.release')}
      </Button>
      <Button onClick={() => setLayer({ kind: 'close' })}>{t('filing.closePlan')}</Button>
      {plan.lines.length === 0 && plan.departments.length > 0 ? (
        <Button busy={busy} onClick={() => void copy()}>
          {t('filing.copyPlan')}
        </Button>
      ) : null}
      {owing ? (
        <Button icon="bell" busy={reminding} onClick={() => remind()}>
          {t('filing.remind')}
        </Button>
      ) : null}
      {plan.departments.length > 0 ? (
        <Button look="primary" icon="plus" onClick={() => setLayer({ kind: 'add' })}>
          {t('filing.addLine')}
        </Button>
      ) : null}
    </>
  );
};

export default function FilingPlan() {
  const t = useText();
  const categories = useCategories();
  const toast = useToast();
  const { plan, departments } = useLoaderData<typeof loader>();
  const { slug } = useWorkspace().tenant;
  const isOpen = plan.plan?.state !== 'closed';
  const isManager = useCan('filing.manage');
  const canManage = isManager && isOpen;
  const { revalidate } = useRevalidator();
  const [layer, setLayer] = useState<Layer>(null);
  const done = () => {
    toast({ text: t('filing.lineSaved') });
    revalidate();
  };
  const needsDepartments = plan.departments.length === 0;
  return (
    <div className="lt-page">
      <PageHeader
        title={t('filing.title')}
        lead={t('filing.lead')}
        actions={
          <>
            <YearSwitch plan={plan} />
            {canManage ? <HeaderActions plan={plan} setLayer={setLayer} /> : null}
            {isManager && !isOpen ? (
              <Button onClick={() => setLayer({ kind: 'reopen' })}>{t('filing.reopen')}</Button>
            ) : null}
          </>
        }
      />
      <FilingTabs />
      {plan.releasedAt ? (
        <p className="lt-2 lt-filing-line">{t('filing.releasedOn', { time: formatIsoDateTime(plan.releasedAt) })}</p>
      ) : null}
      {isOpen && plan.plan?.reopenedOn ? (
        <p className="lt-note lt-note-info">
          {t('filing.reopenedOn', { date: plan.plan.reopenedOn, reason: plan.plan.reopenReason ?? '' })}
        </p>
      ) : null}
      {needsDepartments ? (
        <Empty
          icon="building"
          title={t('filing.noDepartments')}
          text={t('filing.noDepartmentsText')}
          action={
            canManage ? (
              <ButtonLink look="primary" to={`/w/${slug}/filing/departments`}>
                {t('filing.departmentAdd')}
              </ButtonLink>
            ) : null
          }
        />
      ) : (
        <>
          <Standing plan={plan} />
          {canManage ? (
            <p className="lt-2 lt-filing-line">
              {t('filing.checkResult')}
              {t('common.colon')}
              <YearCheck plan={plan} />
            </p>
          ) : null}
          <section aria-labelledby="by-department" className="lt-section">
            <div className="lt-section-head">
              <h2 id="by-department">{t('filing.planByDepartment')}</h2>
              <span className="lt-3">
                {t('filing.progressOf', { accepted: plan.totals.accepted, expected: plan.totals.expected })}
              </span>
              {canManage ? (
                <Link className="lt-end" to={`/w/${slug}/filing/inbox`}>
                  {t('filing.tab_inbox')}
                </Link>
              ) : null}
            </div>
            <DataTable
              name="filing-departments"
              caption={t('filing.planByDepartment')}
              columns={departmentColumns(t, { slug, year: plan.year, canManage: isManager })}
              rows={plan.departments}
              page={wholePage(plan.departments)}
              rowKey={(row) => row.departmentId}
              rowLabel={(row) => row.departmentName}
              empty={<Empty title={t('filing.departmentEmpty')} />}
            />
          </section>
          <section aria-labelledby="lines" className="lt-section">
            <div className="lt-section-head">
              <h2 id="lines">{t('filing.planLines')}</h2>
            </div>
            <DataTable
              name="filing-lines"
              caption={t('filing.planLines')}
              columns={lineColumns(t, categories)}
              rows={plan.lines}
              page={wholePage(plan.lines)}
              rowKey={(line) => line.id}
              rowLabel={(line) => `${line.departmentName} ${line.kind}`}
              rowActions={
                canManage
                  ? (line) => <LineActions line={line} year={plan.year} edit={() => setLayer({ kind: 'edit', line })} />
                  : undefined
              }
              empty={<Empty icon="list" title={t('filing.planEmpty')} text={t('filing.planEmptyText')} />}
            />
          </section>
        </>
      )}
      <AddLineDrawer
        open={layer?.kind === 'add'}
        year={plan.year}
        departments={departments}
        onClose={() => setLayer(null)}
        onDone={done}
      />
      {layer?.kind === 'edit' ? (
        <EditLineDrawer line={layer.line} onClose={() => setLayer(null)} onDone={done} />
      ) : null}
      {layer?.kind === 'release' ? (
        <ReleaseDrawer
          year={plan.year}
          onClose={() => setLayer(null)}
          onDone={(names) => {
            toast({ text: t('filing.releaseDone', { names }) });
            revalidate();
          }}
        />
      ) : null}
      {layer?.kind === 'close' ? <CloseDrawer plan={plan} onClose={() => setLayer(null)} onDone={done} /> : null}
      {layer?.kind === 'reopen' ? <ReopenDrawer plan={plan} onClose={() => setLayer(null)} onDone={done} /> : null}
    </div>
  );
}
