import { Link, useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { retentionName } from '@/app/features/archive/archive-labels';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspace, useWorkspaceClient } from '@/app/lib/workspace';
import type { InspectionClosure } from '@/server/domain/inspection/closure';

const RETENTIONS = ['Y', 'D30', 'D10'] as const;

interface FileValues {
  fondsId: string;
  retentionCode: (typeof RETENTIONS)[number];
  referenceCode?: string;
}

interface CaseFileProps {
  inspectionId: string;
  caseFile: InspectionClosure['caseFile'];
  /** The bureau's own fonds; empty when it keeps none yet. */
  fonds: readonly { id: string; number: string; name: string }[];
  mayWrite: boolean;
}

/** 案卷: where the closed inspection lies in the bureau's own archives, or the act that puts it there. */
export const CaseFile = ({ inspectionId, caseFile, fonds, mayWrite }: CaseFileProps) => {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const { slug } = useWorkspace().tenant;
  const [filing, setFiling] = useState(false);
  if (caseFile) {
    return (
      <p>
        {t('closure.caseFile')} <Link to={`/w/${slug}/archives/${caseFile.itemId}`}>{caseFile.referenceCode}</Link>
      </p>
    );
  }
  if (!mayWrite || fonds.length === 0) {
    return null;
  }
  const labels = {
    fondsId: t('closure.fileCaseFonds'),
    retentionCode: t('closure.fileCaseRetention'),
    referenceCode: t('inspection.referenceCode'),
  };
  return (
    <>
      <Button icon="box" onClick={() => setFiling(true)}>
        {t('closure.fileCase')}
      </Button>
      <FormDrawer<FileValues>
        open={filing}
        onClose={() => setFiling(false)}
        title={t('closure.fileCaseTitle')}
        submitLabel={t('closure.fileCase')}
        initialValues={{ fondsId: fonds[0]?.id ?? '', retentionCode: 'D30' }}
        fieldLabels={labels}
        onSubmit={async (values, idempotencyKey) => {
          const input = { inspectionId, ...values };
          const { referenceCode } = await client.closure.fileCase.mutate(input, { context: { idempotencyKey } });
          toast({ text: t('closure.caseFiled', { code: referenceCode }) });
          revalidate();
        }}
      >
        <p className="lt-note">{t('closure.fileCaseEffect')}</p>
        <FormField name="fondsId" label={labels.fondsId} required>
          <select className="lt-select">
            {fonds.map((one) => (
              <option key={one.id} value={one.id}>
                {one.number} {one.name}
              </option>
            ))}
          </select>
        </FormField>
        <FormField name="retentionCode" label={labels.retentionCode} required>
          <select className="lt-select">
            {RETENTIONS.map((code) => (
              <option key={code} value={code}>
                {retentionName(code, locale)}
              </option>
            ))}
          </select>
        </FormField>
        <FormField name="referenceCode" label={labels.referenceCode} help={t('closure.fileCaseCodeHelp')}>
          <input className="lt-input" maxLength={100} />
        </FormField>
      </FormDrawer>
    </>
  );
};
