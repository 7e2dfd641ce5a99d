import { Link } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { dayOf } from '@/app/lib/format';
import { useWorkspace } from '@/app/lib/workspace';

/** When something was reported, and the document itself; what is missing or old is said. */
export const SentOn = (row: { name: string; dispatchId: string | null; sentAt: string | null; isOld: boolean }) => {
  const t = useText();
  const { slug } = useWorkspace().tenant;
  if (row.sentAt === null || row.dispatchId === null) return <Status kind="attention">{t('workState.notSent')}</Status>;
  const day = dayOf(row.sentAt);
  return (
    <>
      <Link className="lt-link" to={`/w/${slug}/dispatches/${row.dispatchId}`} aria-label={`${row.name} ${day}`}>
        {day}
      </Link>{' '}
      {row.isOld ? <Status kind="attention">{t('workState.isOld')}</Status> : null}
    </>
  );
};

interface SendReportProps {
  what: string;
  superiors: readonly string[];
  lastSentAt: string | null;
  send: (idempotencyKey: string) => Promise<{ to: string[] }>;
  newKey: () => string;
  onDone: () => void;
}

/** 上报 of what stands above it: to whom, when it was last, and the question before it goes. */
export const SendReport = ({ what, superiors, lastSentAt, send, newKey, onDone }: SendReportProps) => {
  const t = useText();
  const toast = useToast();
  const [key, setKey] = useState<string | null>(null);
  const names = superiors.join(t('common.list'));
  if (superiors.length === 0) return <p className="lt-note">{t('workState.nobody')}</p>;
  return (
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
  );
};
