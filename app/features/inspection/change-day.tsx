import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { InspectionView } from '@/server/domain/inspection/inspection';

interface ChangeDayValues {
  scheduledOn: string;
  reason: string;
}

/** 改期: another day for one unit, which is told why. */
export const ChangeDay = ({ inspection }: { inspection: InspectionView }) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [open, setOpen] = useState(false);
  const labels = { scheduledOn: t('inspection.newDay'), reason: t('inspection.changeReason') };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('inspection.changeDay')}</Button>
      {open ? (
        <FormDrawer<ChangeDayValues>
          open
          onClose={() => setOpen(false)}
          title={t('inspection.changeDay')}
          submitLabel={t('inspection.changeDay')}
          fieldLabels={labels}
          initialValues={{ scheduledOn: inspection.scheduledOn ?? today }}
          onSubmit={async (values, idempotencyKey) => {
            const { outlivesGrant } = await client.inspection.changeDay.mutate(
              { inspectionId: inspection.id, ...values },
              { context: { idempotencyKey } },
            );
            toast({ text: t(outlivesGrant ? 'inspection.changedBeyondGrant' : 'inspection.changed') });
            revalidate();
          }}
        >
          <p className="lt-note">{t('inspection.changeDayEffect', { unit: inspection.subjectName })}</p>
          <FormField name="scheduledOn" label={labels.scheduledOn} required>
            <input className="lt-input" type="date" min={today} />
          </FormField>
          <FormField name="reason" label={labels.reason} required>
            <textarea className="lt-input lt-textarea" rows={3} maxLength={300} />
          </FormField>
        </FormDrawer>
      ) : null}
    </>
  );
};
