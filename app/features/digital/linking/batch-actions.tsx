import { useState } from 'react';
import { Button } from '@/app/components/button';
import { Confirm } from '@/app/components/confirm';
import { JobProgress } from '@/app/components/job-progress';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { newIdempotencyKey } from '@/app/lib/trpc';
import { useAct } from '@/app/lib/use-act';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { LinkBatchDetail } from '@/server/domain/digital/linking';
import type { JobView } from '@/server/domain/platform/job';

type Asked = 'confirm' | 'undo' | null;

const newKey = () => ({ context: { idempotencyKey: newIdempotencyKey() } });

const Questions = ({ batch, asked, onClose }: { batch: LinkBatchDetail; asked: Asked; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { act } = useAct();
  const batchId = batch.id;
  const confirm = async () => {
    const { files } = await client.digital.confirmLinking.mutate({ batchId }, newKey());
    toast({ text: t('digital.confirmed', { n: files }) });
    await act(async () => undefined);
  };
  const undo = async () => {
    await client.digital.undoLinking.mutate({ batchId }, newKey());
    await act(async () => undefined, { done: t('digital.undoStarted') });
  };
  return (
    <>
      <Confirm
        open={asked === 'confirm'}
        onClose={onClose}
        title={t('digital.confirmTitle')}
        effect={t('digital.confirmEffect', {
          matched: batch.matchedCount,
          left: batch.fileCount - batch.matchedCount,
          odd: batch.problemCount,
        })}
        act={t('digital.confirmAct', { n: batch.matchedCount })}
        onConfirm={confirm}
      />
      <Confirm
        open={asked === 'undo'}
        onClose={onClose}
        title={t('digital.undoTitle')}
        effect={t('digital.undoEffect', { n: batch.linkedCount })}
        count={batch.linkedCount}
        act={t('digital.undoAct')}
        onConfirm={undo}
      />
    </>
  );
};

/** What may be done with a batch in its state: match, confirm, take back. */
export const BatchActions = ({ batch, isUndoing }: { batch: LinkBatchDetail; isUndoing: boolean }) => {
  const t = useText();
  const client = useWorkspaceClient();
  const { act, busy } = useAct();
  const [asked, setAsked] = useState<Asked>(null);
  const received = batch.uploads.received ?? 0;
  const match = () =>
    act(() => client.digital.matchBatch.mutate({ batchId: batch.id }, newKey()), { done: t('digital.matchStarted') });
  const isOpen = batch.state === 'collecting' || batch.state === 'matched';
  return (
    <>
      {isOpen ? (
        <Button
          look={batch.state === 'collecting' && received > 0 ? 'primary' : 'plain'}
          icon="link"
          busy={busy}
          disabled={received === 0}
          onClick={() => void match()}
        >
          {batch.state === 'matched' ? t('digital.matchAgain') : t('digital.match', { n: received })}
        </Button>
      ) : null}
      {batch.state === 'matched' ? (
        <Button look="primary" disabled={batch.matchedCount === 0} onClick={() => setAsked('confirm')}>
          {t('digital.confirmAct', { n: batch.matchedCount })}
        </Button>
      ) : null}
      {batch.state === 'linked' && batch.linkedCount > 0 && !isUndoing ? (
        <Button onClick={() => setAsked('undo')}>{t('digital.undoAct')}</Button>
      ) : null}
      <Questions batch={batch} asked={asked} onClose={() => setAsked(null)} />
    </>
  );
};

/** How far the worker is with the batch; a failed job says so and where to look. */
export const BatchProgress = ({ batch, job }: { batch: LinkBatchDetail; job: JobView | null }) => {
  const t = useText();
  const isUndoing = batch.state === 'linked' && job !== null;
  if (batch.state !== 'matching' && batch.state !== 'linking' && !isUndoing) return null;
  const words = isUndoing ? t('digital.undoing') : t(`digital.batch_${batch.state}`);
  return (
    <div className="lt-note lt-note-info lt-batch-progress" role="status">
      <span className="lt-grow">{job?.state === 'failed' ? t('digital.jobFailed') : words}</span>
      {job ? <JobProgress state={job.state} done={job.progressDone} total={job.progressTotal} /> : null}
    </div>
  );
};
