import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { InspectionView } from '@/server/domain/inspection/inspection';
import { INSPECTION_RESULTS, type InspectionResult, resultForSeverities } from '@/server/domain/inspection/vocabulary';

interface CloseValues {
  result: InspectionResult;
  conclusion: string;
}

/** 办结. The result is suggested by the worst finding. */
export const CloseDrawer = (props: { inspection: InspectionView; open: boolean; onClose: () => void }) => {
  const { inspection, open, onClose } = props;
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const labels = { result: t('inspection.result'), conclusion: t('inspection.conclusion') };
  return (
    <FormDrawer<CloseValues>
      open={open}
      onClose={onClose}
      title={t('inspection.closeTitle')}
      submitLabel={t('inspection.close')}
      initialValues={{ result: resultForSeverities(inspection.findings.map((finding) => finding.severity)) }}
      fieldLabels={labels}
      onSubmit={async (values, idempotencyKey) => {
        const input = { inspectionId: inspection.id, ...values };
        const { documentNumber } = await client.inspection.close.mutate(input, { context: { idempotencyKey } });
        toast({ text: t('inspection.closed', { number: documentNumber }) });
        revalidate();
      }}
    >
      <p className="lt-note">{t('inspection.closeEffect')}</p>
      <FormField name="result" label={labels.result} required>
        <select className="lt-select">
          {INSPECTION_RESULTS.map((result) => (
            <option key={result} value={result}>
              {t(`inspection.result_${result}`)}
            </option>
          ))}
        </select>
      </FormField>
      <FormField name="conclusion" label={labels.conclusion} required>
        <textarea className="lt-input lt-textarea" rows={5} maxLength={2000} />
      </FormField>
    </FormDrawer>
  );
};
