import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { PhotoInput } from '@/app/components/photo-input';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import type { UploadedFile } from '@/app/lib/upload';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import { MOST_PHOTOS } from '@/server/domain/inspection/vocabulary';

interface AnswerValues {
  measure: string;
  doneOn: string;
  proofs?: UploadedFile[];
}

/** 整改回复: what was done, when, and the proof, from the desk or from the phone beside the shelf. */
export const AnswerDrawer = (props: { findingDispatchId: string; open: boolean; onClose: () => void }) => {
  const { findingDispatchId, open, onClose } = props;
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { slug } = useWorkspace().tenant;
  const labels = {
    measure: t('inspection.measure'),
    doneOn: t('inspection.doneOn'),
    proofObjectIds: t('inspection.proofs'),
  };
  return (
    <FormDrawer<AnswerValues>
      open={open}
      onClose={onClose}
      title={t('inspection.answerTitle')}
      submitLabel={t('inspection.submitAnswer')}
      initialValues={{ doneOn: today, proofs: [] }}
      fieldLabels={labels}
      onSubmit={async ({ measure, doneOn, proofs = [] }, idempotencyKey) => {
        const input = { findingDispatchId, measure, doneOn, proofObjectIds: proofs.map((proof) => proof.id) };
        await client.inspection.answerFinding.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('inspection.answered') });
        revalidate();
      }}
    >
      <FormField name="measure" label={labels.measure} required>
        <textarea className="lt-input lt-textarea" rows={5} maxLength={2000} />
      </FormField>
      <FormField name="doneOn" label={labels.doneOn} required>
        <input className="lt-input" type="date" max={today} />
      </FormField>
      <FormField name="proofs" label={labels.proofObjectIds}>
        <PhotoInput
          slug={slug}
          label={labels.proofObjectIds}
          most={MOST_PHOTOS}
          accept="image/png,image/jpeg,image/webp,application/pdf"
        />
      </FormField>
    </FormDrawer>
  );
};
