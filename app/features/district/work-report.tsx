import { Link } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { dayOf } from '@/app/lib/format';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { CALL_TARGETS, type WorkStateTopic } from '@/server/domain/inspection/work-state-vocabulary';
import { addDays } from '@/server/domain/shared/working-days';

interface SentRow {
  name: string;
  dispatchId: string | null;
  sentAt: string | null;
  isOld: boolean;
  call: { dueOn: string; isLate: boolean } | null;
}

const Called = ({ call }: { call: SentRow['call'] }) => {
  const t = useText();
  if (call === null) return null;
  return (
    <>
      {' '}
      <Status kind={call.isLate ? 'failed' : 'live'}>{t('workState.calledFor', { day: call.dueOn })}</Status>
    </>
  );
};

/** When something was reported, and the document itself; what is missing or old is said. */
export const SentOn = (row: SentRow) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  if (row.sentAt === null || row.dispatchId === null)
    return (
      <>
        <Status kind="attention">{t('workState.notSent')}</Status>
        <Called call={row.call} />
      </>
    );
  const day = dayOf(row.sentAt);
  return (
    <>
      <Link className="lt-link" to={`/w/${slug}/dispatches/${row.dispatchId}`} aria-label={`${row.name} ${day}`}>
        {day}
      </Link>{' '}
      {row.isOld ? <Status kind="attention">{t('workState.isOld')}</Status> : null}
      <Called call={row.call} />
    </>
  );
};

interface SendReportProps {
  what: string;
  calls: readonly { senderName: string; dueOn: string; note: string }[];
  superiors: readonly string[];
  lastSentAt: string | null;
  send: (idempotencyKey: string) => Promise<{ to: string[] }>;
  newKey: () => string;
  onDone: () => void;
}

/** 上报 of what stands above it: to whom, when it was last, and the question before it goes. */
export const SendReport = ({ what, calls, superiors, lastSentAt, send, newKey, onDone }: SendReportProps) => {
  const t = useText();
  const toast = useToast();
  const [key, setKey] = useState<string | null>(null);
  const names = superiors.join(t('common.list'));
  if (superiors.length === 0) return <p className="lt-note">{t('workState.nobody')}</p>;
  return (
    <>
      {calls.map(({ senderName, dueOn, note }) => (
        <p key={`${senderName} ${dueOn}`} className="lt-note lt-note-attention">
          {t('workState.calledBy', { name: senderName, day: dueOn, note })}
        </p>
      ))}
      <div className="lt-row">
        <Button look="primary" icon="send" onClick={() => setKey(newKey())}>
          {t('workState.send')}
        </Button>
        <span className="lt-2">{t('workState.to', { names })}</span>
        <span className="lt-3">
          {lastSentAt === null ? t('workState.neverSent') : t('workState.lastSent', { day: dayOf(lastSentAt) })}
        </span>
        <Confirm
          open={key !== null}
          onClose={() => setKey(null)}
          title={t('workState.sendTitle', { what })}
          effect={t('workState.sendEffect', { names })}
          act={t('workState.send')}
          onConfirm={async () => {
            if (key === null) return;
            const { to } = await send(key);
            toast({ text: t('workState.doneSent', { names: to.join(t('common.list')) }) });
            onDone();
          }}
        />
      </div>
    </>
  );
};

interface CallValues {
  whom: 'missing' | 'all';
  dueOn: string;
  words?: string;
}

/** 布置上报: who is to report, and by when. */
export const CallReports = ({ topic, onDone }: { topic: WorkStateTopic; onDone: () => void }) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const [open, setOpen] = useState(false);
  const labels = { whom: t('workState.callWhom'), dueOn: t('workState.callDueOn'), words: t('workState.callWords') };
  return (
    <>
      <Button icon="send" onClick={() => setOpen(true)}>
        {t('workState.call')}
      </Button>
      {open ? (
        <FormDrawer<CallValues>
          open
          onClose={() => setOpen(false)}
          title={t('workState.call')}
          submitLabel={t('workState.call')}
          fieldLabels={labels}
          initialValues={{ whom: 'missing', dueOn: addDays(today, 10) }}
          onSubmit={async ({ words, ...values }, idempotencyKey) => {
            const { sent, left } = await client.workState.askReports.mutate(
              { topic, ...values, words: words || undefined },
              { context: { idempotencyKey } },
            );
            toast({ text: t('workState.called', { n: sent, left }) });
            onDone();
          }}
        >
          <p className="lt-note">{t('workState.callEffect')}</p>
          <FormField name="whom" label={labels.whom} required>
            <select className="lt-select">
              {CALL_TARGETS.map((value) => (
                <option key={value} value={value}>
                  {t(`workState.call_${value}`)}
                </option>
              ))}
            </select>
          </FormField>
          <FormField name="dueOn" label={labels.dueOn} required>
            <input className="lt-input" type="date" min={today} />
          </FormField>
          <FormField name="words" label={labels.words}>
            <textarea className="lt-input lt-textarea" rows={3} maxLength={200} />
          </FormField>
        </FormDrawer>
      ) : null}
    </>
  );
};
