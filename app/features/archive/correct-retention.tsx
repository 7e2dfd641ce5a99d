import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useLocale, useText } from '@/app/i18n/use-text';
import type { ItemView } from '@/server/domain/archive/archive-record';
import { needsAppraisal, type RetentionCode } from '@/server/domain/archive/retention';
import { retentionOptions } from './archive-labels';
import { useItemAct } from './use-item-act';

interface Values {
  retentionCode: RetentionCode;
  basisDate?: string;
  reason: string;
}

/** 更正保管期限: a 更正单 of its own, because the code may follow. What lies in a volume is corrected with the volume. */
export const CorrectRetention = ({ item }: { item: ItemView }) => {
  const t = useText();
  const locale = useLocale();
  const { client, open, show, hide, done } = useItemAct();
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
      <Button onClick={show}>{t('archive.retentionCorrect')}</Button>
      <FormDrawer<Values>
        open={open}
        onClose={hide}
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
          done(t('archive.retentionDone', { code: changed.referenceCode }));
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
