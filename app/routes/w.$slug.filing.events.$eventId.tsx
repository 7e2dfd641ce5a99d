import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { DeadlineText } from '@/app/components/deadline-text';
import { FactList } from '@/app/components/fact-list';
import { PageHeader } from '@/app/components/page-header';
import { ReasonDrawer } from '@/app/components/reason-drawer';
import { useToast } from '@/app/components/toast';
import { AcceptEventDrawer, ReportEventDrawer } from '@/app/features/filing/event-act-drawers';
import { AddTasksDrawer, EditEventDrawer } from '@/app/features/filing/event-drawer';
import { EventStatus } from '@/app/features/filing/event-labels';
import { EventMissing, EventRecords } from '@/app/features/filing/event-records';
import { EventTasks } from '@/app/features/filing/event-tasks';
import { useText } from '@/app/i18n/use-text';
import { formatIsoDateTime } from '@/app/lib/format';
import { loadOrThrow } from '@/app/lib/load.server';
import type { ScreenHandle } from '@/app/lib/screen';
import { pageOfParams } from '@/app/lib/search-params';
import { useCan, useWorkspaceClient } from '@/app/lib/workspace';
import type { EventView } from '@/server/domain/filing/major-event';

export const handle: ScreenHandle = {
  crumbs: ({ params, data }, t) => [
    { label: t('filing.eventsTitle'), to: `/w/${params.slug}/filing/events` },
    { label: (data as { event?: EventView } | undefined)?.event?.name ?? t('filing.eventName') },
  ],
};

export const loader = ({ request, context, params }: LoaderFunctionArgs) => {
  const { filing, workspace } = context.api.workspace(params.slug ?? '');
  const eventId = params.eventId ?? '';
  const asked = pageOfParams(new URL(request.url).searchParams);
  const load = async () => {
    const { permissions } = await workspace.current();
    return {
      event: await filing.event({ eventId }),
      records: await filing.eventRecords({ eventId, ...asked }),
      departments: permissions.includes('filing.handIn') ? await filing.departments() : [],
    };
  };
  return loadOrThrow({ request, context }, load());
};

type Layer = 'edit' | 'tasks' | 'accept' | 'reopen' | 'report' | null;

const Actions = ({ event, setLayer }: { event: EventView; setLayer: (layer: Layer) => void }) => {
  const t = useText();
  if (!useCan('filing.manage')) {
    return null;
  }
  return (
    <>
      <Button icon="send" onClick={() => setLayer('report')}>
        {t('event.report')}
      </Button>
      {event.acceptedOn ? (
        <Button onClick={() => setLayer('reopen')}>{t('event.reopen')}</Button>
      ) : (
        <>
          <Button onClick={() => setLayer('edit')}>{t('event.edit')}</Button>
          <Button look="primary" icon="check" onClick={() => setLayer('accept')}>
            {t('event.accept')}
          </Button>
        </>
      )}
    </>
  );
};

const Facts = ({ event }: { event: EventView }) => {
  const t = useText();
  return (
    <FactList
      facts={[
        [t('filing.eventKind'), t(`filing.eventKind_${event.kind}`)],
        [t('filing.eventHost'), event.host],
        [t('event.responsible'), event.responsibleName],
        [t('filing.eventFrom'), [event.heldFrom, event.heldTo].filter(Boolean).join(' – ')],
        [t('event.dueOn'), event.dueOn],
        [t('event.plan'), event.plan],
        [t('filing.note'), event.note],
        [
          t('event.accepted'),
          event.acceptedOn ? t('event.acceptedBy', { name: event.acceptedByName ?? '', date: event.acceptedOn }) : null,
        ],
        [t('event.acceptNote'), event.acceptanceNote],
        [t('event.reported'), event.reportedAt ? formatIsoDateTime(event.reportedAt) : t('event.notReported')],
      ]}
    />
  );
};

export default function MajorEvent() {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { event, records, departments } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const canManage = useCan('filing.manage');
  const [layer, setLayer] = useState<Layer>(null);
  const close = () => setLayer(null);
  const done = (text: string) => {
    toast({ text });
    revalidate();
  };
  const active = departments.filter((one) => one.state === 'active');
  return (
    <div className="lt-page">
      <PageHeader title={event.name} actions={<Actions event={event} setLayer={setLayer} />} />
      <p className="lt-wrap lt-filing-line">
        <EventStatus state={event.state} />
        {event.acceptedOn === null && event.dueOn ? <DeadlineText dueOn={event.dueOn} withDate /> : null}
      </p>
      {event.reopenReason ? (
        <p className="lt-note lt-note-attention lt-filing-line">
          {t('event.reopenedFor', { reason: event.reopenReason })}
        </p>
      ) : null}
      <Facts event={event} />
      <section className="lt-section" aria-labelledby="tasks">
        <div className="lt-section-head">
          <h2 id="tasks" className="lt-grow">
            {t('filing.eventTasks')}
          </h2>
          {canManage && event.acceptedOn === null && active.length > 0 ? (
            <Button icon="plus" onClick={() => setLayer('tasks')}>
              {t('event.addTasks')}
            </Button>
          ) : null}
        </div>
        {event.tasks.length === 0 ? <p className="lt-3">{t('event.tasksNone')}</p> : <EventTasks event={event} />}
      </section>
      <EventMissing event={event} />
      <EventRecords event={event} records={records} />
      {layer === 'edit' ? (
        <EditEventDrawer event={event} departments={active} onClose={close} onDone={() => done(t('event.saved'))} />
      ) : null}
      {layer === 'tasks' ? (
        <AddTasksDrawer event={event} departments={active} onClose={close} onDone={() => done(t('event.tasksAdded'))} />
      ) : null}
      {layer === 'accept' ? (
        <AcceptEventDrawer event={event} onClose={close} onDone={() => done(t('event.accepted'))} />
      ) : null}
      {layer === 'report' ? (
        <ReportEventDrawer event={event} onClose={close} onDone={(to) => done(t('event.reportDone', { to }))} />
      ) : null}
      <ReasonDrawer
        open={layer === 'reopen'}
        onClose={close}
        title={t('event.reopen')}
        effect={t('event.reopenEffect')}
        label={t('event.reopenReason')}
        act={t('event.reopen')}
        onSubmit={async (reason) => {
          await client.filing.reopenEvent.mutate({ eventId: event.id, rowVersion: event.rowVersion, reason });
          done(t('event.reopened'));
        }}
      />
    </div>
  );
}
