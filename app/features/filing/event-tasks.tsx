import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { DeadlineText } from '@/app/components/deadline-text';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useAct } from '@/app/lib/use-act';
import { useCan, useWorkspaceClient } from '@/app/lib/workspace';
import type { EventView } from '@/server/domain/filing/major-event';

type Task = EventView['tasks'][number];

const Standing = ({ task }: { task: Task }) => {
  const t = useText();
  if (task.acceptedOn) {
    return <Status kind="done">{t('filing.eventAccepted', { date: task.acceptedOn })}</Status>;
  }
  if (task.deliveredOn) {
    return <Status kind="live">{t('filing.delivered', { date: task.deliveredOn })}</Status>;
  }
  return (
    <>
      <DeadlineText dueOn={task.dueOn} />
      {task.returnReason ? (
        <span className="lt-2">{t('filing.eventReturnedFor', { reason: task.returnReason })}</span>
      ) : null}
    </>
  );
};

/** Who collects what until when: delivered, then accepted or given back. */
export const EventTasks = ({ event }: { event: EventView }) => {
  const t = useText();
  const today = useToday();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const canManage = useCan('filing.manage');
  const { act, busy } = useAct();
  const [returned, setReturned] = useState<Task | null>(null);
  const keyOf = ({ departmentId, material }: Task) => ({ eventId: event.id, departmentId, material });
  const link = (label: string, onClick: () => void) => (
    <button type="button" className="lt-link" disabled={busy} onClick={onClick}>
      {label}
    </button>
  );
  const deliver = (task: Task) =>
    act(() => client.filing.deliverTask.mutate({ ...keyOf(task), deliveredOn: today }), {
      done: t('filing.eventDelivered'),
    });
  const accept = (task: Task) =>
    act(() => client.filing.judgeTask.mutate({ ...keyOf(task), isAccepted: true }), {
      done: t('filing.eventAcceptDone'),
    });
  const actions = (task: Task) => {
    if (!canManage || task.acceptedOn || event.acceptedOn) {
      return null;
    }
    if (!task.deliveredOn) {
      return link(t('filing.eventDeliver'), () => void deliver(task));
    }
    return (
      <>
        {link(t('filing.eventAccept'), () => void accept(task))}
        {link(t('filing.eventReturn'), () => setReturned(task))}
      </>
    );
  };
  return (
    <>
      <ul className="lt-event-tasks">
        {event.tasks.map((task) => (
          <li key={`${task.departmentId} ${task.material}`}>
            <span>
              {task.departmentName} · {t(`filing.material_${task.material}`)}
            </span>
            <Standing task={task} />
            {task.records > 0 ? <span className="lt-2">{t('filing.eventRecords', { n: task.records })}</span> : null}
            {actions(task)}
          </li>
        ))}
      </ul>
      <ReasonDrawer
        open={returned !== null}
        onClose={() => setReturned(null)}
        title={t('filing.eventReturnTitle')}
        effect={t('filing.eventReturnLead')}
        label={t('filing.eventReturnReason')}
        act={t('filing.eventReturn')}
        onSubmit={async (reason) => {
          if (!returned) {
            return;
          }
          await client.filing.judgeTask.mutate({ ...keyOf(returned), isAccepted: false, reason });
          toast({ text: t('filing.eventReturnDone') });
          revalidate();
        }}
      />
    </>
  );
};
