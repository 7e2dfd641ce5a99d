import { useRevalidator } from '@remix-run/react';
import { useId, useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { useSubmission } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';

/** One field and one button: people stand at a door with a phone in their hand. */
export const CheckInForm = ({ invitationId, scanned }: { invitationId: string; scanned: string }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { busy, failure, submit } = useSubmission();
  const [code, setCode] = useState(scanned);
  const helpId = useId();
  const send = async () => {
    const outcome = await submit(async (idempotencyKey) => {
      await client.training.checkIn.mutate({ invitationId, code }, { context: { idempotencyKey } });
    });
    if (outcome.ok) {
      toast({ text: t('training.checkedIn') });
      revalidate();
    }
  };
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
