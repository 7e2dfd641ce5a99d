import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { DeadlineText } from '@/app/components/deadline-text';
import { KeysetPager } from '@/app/components/keyset-pager';
import { PageHeader } from '@/app/components/page-header';
import { Empty } from '@/app/components/state-block';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { FilingTabs, ReviewTabs } from '@/app/features/filing/filing-tabs';
import { IssueDrawer, ReportDrawer } from '@/app/features/filing/key-task-drawers';
import { AddLineDrawer, type TaskOfList } from '@/app/features/filing/plan-drawers';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan } from '@/app/lib/workspace';
import type { KeyTaskListView } from '@/server/domain/filing/registers';

export const handle: ScreenHandle = { crumbs: (_match, t) => [{ label: t('filing.keyTasksTitle') }] };

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { workspace, filing } = context.api.workspace(params.slug ?? '');
  const asked = pageOfParams(new URL(request.url).searchParams);
  const load = async () => {
    const { permissions } = await workspace.current();
    const issues = permissions.includes('filing.issueTasks');
    return {
      issues,
      lists: issues ? await filing.issuedKeyTasks(asked) : await filing.keyTasks(asked),
      units: issues ? await filing.keyTaskUnits() : [],
      departments: permissions.includes('filing.handIn') ? await filing.departments() : [],
    };
  };
  return loadOrThrow({ request, context }, load());
};

type Layer =
  | { kind: 'issue' }
  | { kind: 'report'; list: KeyTaskListView }
  | { kind: 'plan'; year: number; task: TaskOfList }
  | null;

const TaskRow = (props: { list: KeyTaskListView; task: KeyTaskListView['tasks'][number]; plan?: () => void }) => {
  const t = useText();
  const { task, plan } = props;
  return (
    <tr>
      <td className="lt-num">{task.number}</td>
      <td>
        {task.title}
        {task.requirement ? <span className="lt-3"> {task.requirement}</span> : null}
      </td>
      <td>
        {task.expected === null || task.filed === null
          ? t('filing.keyTaskNone')
          : t('filing.keyTaskProgress', { filed: task.filed, expected: task.expected })}
      </td>
      <td className="lt-table-actions">
        {plan ? (
          <button type="button" className="lt-link" onClick={plan}>
            {t('filing.keyTaskPlan')}
          </button>
        ) : null}
      </td>
    </tr>
  );
};

const TaskList = ({ list, setLayer }: { list: KeyTaskListView; setLayer: (layer: Layer) => void }) => {
  const t = useText();
  const canManage = useCan('filing.manage') && list.box === 'in' && !list.isReported;
  return (
    <section className="lt-section" aria-label={list.title}>
      <div className="lt-section-head lt-filing-head">
        <h2>{list.title}</h2>
        <span className="lt-3">
          {[list.documentNumber, list.otherName, formatIsoDateTime(list.issuedAt)].filter(Boolean).join(' · ')}
        </span>
        <span className="lt-end lt-row">
          {list.isReported ? (
            <Status kind="done">{t('filing.keyTasksReported')}</Status>
          ) : (
            <DeadlineText dueOn={list.dueOn} withDate />
          )}
          {canManage ? (
            <Button icon="send" onClick={() => setLayer({ kind: 'report', list })}>
              {t('filing.keyTasksReport')}
            </Button>
          ) : null}
        </span>
      </div>
      <div className="lt-scroll-x">
        <table className="lt-table lt-table-plain">
          <caption className="lt-hidden">{list.title}</caption>
          <thead>
            <tr>
              <th scope="col" className="lt-num">
                {t('filing.correctionNo')}
              </th>
              <th scope="col">{t('filing.task')}</th>
              <th scope="col">{t('filing.standing')}</th>
              <th scope="col">
                <span className="lt-hidden">{t('filing.keyTaskPlan')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.tasks.map((task) => {
              const { dispatchId, year } = list;
              const { number, title } = task;
              const plan = () => setLayer({ kind: 'plan', year, task: { dispatchId, number, title } });
              return <TaskRow key={number} list={list} task={task} plan={canManage ? plan : undefined} />;
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
};

export default function KeyTasks() {
  const t = useText();
  const toast = useToast();
  const { issues, lists, units, departments } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const [layer, setLayer] = useState<Layer>(null);
  const close = () => setLayer(null);
  const done = (text: string) => {
    toast({ text });
    revalidate();
  };
  return (
    <div className="lt-page">
      <PageHeader
        title={t('filing.keyTasksTitle')}
        lead={issues ? t('filing.keyTasksLeadOut') : t('filing.keyTasksLeadIn')}
        actions={
          issues ? (
            <Button look="primary" icon="send" onClick={() => setLayer({ kind: 'issue' })}>
              {t('filing.keyTasksIssue')}
            </Button>
          ) : null
        }
      />
      {issues ? <ReviewTabs /> : <FilingTabs />}
      {lists.rows.length === 0 ? <Empty icon="flag" title={t('filing.keyTasksEmpty')} /> : null}
      {lists.rows.map((list) => (
        <TaskList key={list.dispatchId} list={list} setLayer={setLayer} />
      ))}
      {lists.page.nextCursor || lists.page.previousCursor ? (
        <KeysetPager page={lists.page} shown={lists.rows.length} />
      ) : null}
      {layer?.kind === 'issue' ? (
        <IssueDrawer units={units} onClose={close} onDone={(sent) => done(t('filing.keyTasksIssued', { n: sent }))} />
      ) : null}
      {layer?.kind === 'report' ? (
        <ReportDrawer list={layer.list} onClose={close} onDone={() => done(t('filing.keyTasksReported'))} />
      ) : null}
      {layer?.kind === 'plan' ? (
        <AddLineDrawer
          open
          year={layer.year}
          departments={departments}
          task={layer.task}
          onClose={close}
          onDone={() => done(t('filing.lineSaved'))}
        />
      ) : null}
    </div>
  );
}
