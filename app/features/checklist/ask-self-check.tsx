import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useToday } from '@/app/lib/clock';
import { useWorkspaceClient } from '@/app/lib/workspace';

/** 布置自查 to the units of a campaign that have had their notice. */
export const AskSelfCheck = ({ campaignId }: { campaignId: string }) => {
  const t = useText();
  const toast = useToast();
  const today = useToday();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [open, setOpen] = useState(false);
  const labels = { dueOn: t('checklist.askDue'), words: t('checklist.askWords') };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('checklist.askSelfCheck')}</Button>
      <FormDrawer<{ dueOn: string; words: string }>
        open={open}
        onClose={() => setOpen(false)}
        title={t('checklist.askSelfCheck')}
        submitLabel={t('checklist.askSelfCheck')}
        fieldLabels={labels}
        onSubmit={async (values, idempotencyKey) => {
          const input = { campaignId, ...values };
          const { asked } = await client.checklist.askSelfCheck.mutate(input, { context: { idempotencyKey } });
          toast({ text: t('checklist.asked', { n: asked }) });
          revalidate();
        }}
      >
        <p className="lt-note">{t('checklist.askEffect')}</p>
        <FormField name="dueOn" label={labels.dueOn} required>
          <input className="lt-input" type="date" min={today} />
        </FormField>
        <FormField name="words" label={labels.words} required>
          <textarea className="lt-input lt-textarea" rows={4} maxLength={1000} />
        </FormField>
      </FormDrawer>
    </>
  );
};
