import { useRevalidator } from '@remix-run/react';
import { useEffect, useId, useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { useSubmission } from '@/app/components/form-drawer';
import { Status } from '@/app/components/status';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { failureOf, newIdempotencyKey } from '@/app/lib/trpc';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { keepCheckIn, readKept } from './kept-check-ins';
import { useAccountId } from './use-kept-check-ins';

/** One field and one button: people stand at a door with a phone in their hand. */
export const CheckInForm = ({ invitationId, scanned }: { invitationId: string; scanned: string }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { busy, failure, submit, reset } = useSubmission();
  const { slug } = useWorkspace().tenant;
  const accountId = useAccountId();
  const [isKept, setKept] = useState(false);
  useEffect(() => {
    setKept(readKept(slug, accountId).some((one) => one.invitationId === invitationId));
  }, [slug, accountId, invitationId]);
  const [code, setCode] = useState(scanned);
  const helpId = useId();
  const keep = () => {
    keepCheckIn(slug, accountId, { invitationId, code, scannedAt: new Date().toISOString(), key: newIdempotencyKey() });
    reset();
    setKept(true);
    toast({ text: t('training.kept') });
  };
  const send = async () => {
    // Nobody at the door waits for a network that is not there.
    if (!navigator.onLine) {
      keep();
      return;
    }
    const outcome = await submit(async (idempotencyKey) => {
      await client.training.checkIn.mutate({ invitationId, code }, { context: { idempotencyKey } });
    });
    if (outcome.ok) {
      toast({ text: t('training.checkedIn') });
      revalidate();
    } else if (outcome.error !== null && failureOf(outcome.error).code === null) {
      keep();
    }
  };
  if (isKept) {
    return <Status kind="live">{t('training.keptWaiting')}</Status>;
  }
  return (
    <>
      {failure ? <CallFailureNote failure={failure} /> : null}
      <form
        className="lt-check-in"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <label className="lt-field">
          <span className="lt-label">{t('training.checkInCode')}</span>
          <input
            className="lt-input"
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            required
            aria-describedby={helpId}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        </label>
        <Button type="submit" look="primary" busy={busy}>
          {t('training.checkIn')}
        </Button>
      </form>
      <p id={helpId} className="lt-3">
        {t('training.checkInHelp')}
      </p>
    </>
  );
};
