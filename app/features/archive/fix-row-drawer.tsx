import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ImportRowView } from '@/server/domain/archive/import-batch';
import { type ArchiveField, fieldLabel } from './archive-labels';
import { problemText } from './problem-text';

/** In the order of the printed catalogue. What a file may hold besides is shown only when the row holds it. */
const ALWAYS: readonly ArchiveField[] = [
  'referenceCode',
  'title',
  'documentNumber',
  'responsibleParty',
  'documentDate',
  'filingYear',
  'retentionCode',
  'orgCode',
  'itemNumber',
  'pageCount',
];
const WHEN_FILLED: readonly ArchiveField[] = [
  'categoryCode',
  'fondsNumber',
  'catalogueNumber',
  'fileNumber',
  'pageNumber',
  'startDate',
  'endDate',
  'openFlag',
  'securityClassification',
  'boxNumber',
  'remarks',
];

const fieldsOf = (row: ImportRowView): ArchiveField[] => {
  const wrong = new Set(row.problems.map((problem) => problem.field));
  return [...ALWAYS, ...WHEN_FILLED.filter((field) => row.cells[field] || wrong.has(field))];
};

interface FixRowDrawerProps {
  batchId: string;
  row: ImportRowView | null;
  onClose: () => void;
}

/** A wrong row, as it was typed, with the reason below each field that has one. */
export const FixRowDrawer = ({ batchId, row, onClose }: FixRowDrawerProps) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  if (row === null) {
    return null;
  }
  const fields = fieldsOf(row);
  const reasonOf = (field: string): string | undefined =>
    row.problems
      .filter((problem) => problem.field === field)
      .map((problem) => problemText(problem, t))
      .join(t('common.stop')) || undefined;
  const send = async (values: Record<string, string>): Promise<void> => {
    const changed = Object.entries(values).filter(
      ([field, typed]) => (typed ?? '').trim() !== (row.cells[field] ?? ''),
    );
    const cells = Object.fromEntries(changed.map(([field, typed]) => [field, (typed ?? '').trim()]));
    const fixed = await client.archive.fixImportRow.mutate({ batchId, rowNumber: row.rowNumber, cells });
    const reasons = fixed.problems
      .filter((problem) => problem.severity === 'error')
      .map((problem) => problemText(problem, t));
    const text = fixed.isWrong
      ? t('catalogueImport.fixStill', { reasons: reasons.join(t('common.list')) })
      : t('catalogueImport.fixDone', { n: String(row.rowNumber) });
    toast({ text, kind: fixed.isWrong ? 'fail' : 'ok' });
    revalidate();
  };
  return (
    <FormDrawer<Record<string, string>>
      key={row.rowNumber}
      open
      onClose={onClose}
      title={t('catalogueImport.fixTitle', { n: String(row.rowNumber) })}
      initialValues={Object.fromEntries(fields.map((field) => [field, row.cells[field] ?? '']))}
      onSubmit={send}
    >
      <p className="lt-2 lt-reason-effect">{t('catalogueImport.fixHelp')}</p>
      {fields.map((field) => (
        <FormField
          key={field}
          name={field}
          label={fieldLabel(field, t)}
          required={field === 'title'}
          help={reasonOf(field)}
        >
          <input
            className="lt-input"
            maxLength={2000}
            aria-invalid={
              row.problems.some((problem) => problem.field === field && problem.severity === 'error') || undefined
            }
          />
        </FormField>
      ))}
    </FormDrawer>
  );
};
