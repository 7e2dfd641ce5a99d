import { useRevalidator } from '@remix-run/react';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/app/components/button';
import { CallFailureNote } from '@/app/components/call-failure-note';
import { useSubmission } from '@/app/components/form-drawer';
import { PhotoInput } from '@/app/components/photo-input';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { isComposing } from '@/app/lib/hotkeys';
import type { UploadedFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { MOST_PHOTOS } from '@/server/domain/inspection/vocabulary';

const PROOFS = 'image/png,image/jpeg,image/webp,application/pdf';

/**
 * 整改回复: what was done, when, and the proof, from the desk or from the phone beside the shelf. It stands open under
 * the demand, so that there is nothing to open first.
 */
export const AnswerForm = ({ findingDispatchId }: { findingDispatchId: string }) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { slug } = useWorkspace().tenant;
  const titleId = useId();
  const [measure, setMeasure] = useState('');
  const [doneOn, setDoneOn] = useState(today);
  const [proofs, setProofs] = useState<UploadedFile[]>([]);
  const { busy, failure, submit } = useSubmission();

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    await submit(async (idempotencyKey) => {
      const input = { findingDispatchId, measure, doneOn, proofObjectIds: proofs.map((proof) => proof.id) };
      await client.inspection.answerFinding.mutate(input, { context: { idempotencyKey } });
      toast({ text: t('inspection.answered') });
      revalidate();
    });
  };
  return (
    <form
      className="lt-section lt-answer-form"
      aria-labelledby={titleId}
      onSubmit={(event) => void send(event)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isComposing(event.nativeEvent)) {
          event.preventDefault();
          event.currentTarget.requestSubmit();
        }
      }}
    >
      <h2 id={titleId}>{t('inspection.answerTitle')}</h2>
      {failure ? <CallFailureNote failure={failure} /> : null}
      <label className="lt-field">
        <span className="lt-label">{t('inspection.measure')}</span>
        <textarea
          className="lt-input lt-textarea"
          rows={4}
          maxLength={2000}
          required
          value={measure}
          onChange={(event) => setMeasure(event.target.value)}
        />
      </label>
      <label className="lt-field">
        <span className="lt-label">{t('inspection.doneOn')}</span>
        <input
          className="lt-input"
          type="date"
          max={today}
          required
          value={doneOn}
          onChange={(event) => setDoneOn(event.target.value)}
        />
      </label>
      <div className="lt-field">
        <span className="lt-label">{t('inspection.proofs')}</span>
        <PhotoInput
          slug={slug}
          label={t('inspection.proofs')}
          most={MOST_PHOTOS}
          accept={PROOFS}
          value={proofs}
          onChange={setProofs}
        />
      </div>
      <Button type="submit" look="primary" icon="send" busy={busy}>
        {t('inspection.submitAnswer')} <kbd className="lt-kbd lt-kbd-hint">Ctrl Enter</kbd>
      </Button>
    </form>
  );
};
