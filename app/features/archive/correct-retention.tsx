import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ItemView } from '@/server/domain/archive/archive-record';
import { needsAppraisal, type RetentionCode } from '@/server/domain/archive/retention';
import { retentionOptions } from './archive-labels';

interface Values {
  retentionCode: RetentionCode;
  basisDate?: string;
  reason: string;
}

/** 更正保管期限: a 更正单 of its own, because the code may follow. What lies in a volume is corrected with the volume. */
export const CorrectRetention = ({ item }: { item: ItemView }) => {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const [open, setOpen] = useState(false);
  const labels = {
    retentionCode: t('archive.field_retentionCode'),
    basisDate: t('archive.retentionBasisDate'),
    reason: t('archive.correctReason'),
  };
  if (item.parentId !== null) {
    return null;
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('archive.retentionCorrect')}</Button>
      <FormDrawer<Values>
        open={open}
        onClose={() => setOpen(false)}
        title={t('archive.retentionCorrect')}
        initialValues={{ retentionCode: item.retentionCode as RetentionCode }}
        fieldLabels={labels}
        onSubmit={async ({ retentionCode, basisDate, reason }) => {
          const { id, rowVersion } = item;
          const changed = await client.archive.correctRetention.mutate({
            id,
            rowVersion,
            retentionCode,
            ...(basisDate ? { basisDate } : {}),
            reason,
          });
          toast({ text: t('archive.retentionDone', { code: changed.referenceCode }) });
          revalidate();
        }}
      >
        <p className="lt-2 lt-reason-effect">{t('archive.retentionEffect')}</p>
        <FormField name="retentionCode" label={labels.retentionCode} required>
          <select className="lt-select">
            {retentionOptions(locale)
              .filter(({ value }) => !needsAppraisal(item.retentionCode, value))
              .map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
          </select>
        </FormField>
        <FormField name="basisDate" label={labels.basisDate} help={t('archive.retentionBasisDateHelp')}>
          <input className="lt-input" type="date" />
        </FormField>
        <FormField name="reason" label={labels.reason} required help={t('archive.correctReasonHelp')}>
          <textarea className="lt-input lt-textarea" rows={2} maxLength={500} />
        </FormField>
      </FormDrawer>
    </>
  );
};
