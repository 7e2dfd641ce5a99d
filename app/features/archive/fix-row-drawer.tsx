import { useRevalidator } from '@remix-run/react';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ImportBatchView, ImportRowView } from '@/server/domain/archive/import-batch';
import { columnFieldsOf } from '@/server/domain/archive/import-columns';
import { importFieldLabel, rowName } from './import-labels';
import { problemText } from './problem-text';

/** In the order of the printed catalogue. What a file may hold besides is shown only when the row holds it. */
const ALWAYS: readonly string[] = [
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
/** An edited export may change these only. */
const OF_UPDATE: readonly string[] = [
  'title',
  'documentNumber',
  'responsibleParty',
  'documentDate',
  'pageCount',
  'remarks',
];

const fieldsOf = (row: ImportRowView, batch: ImportBatchView): string[] => {
  const wrong = new Set(row.problems.map((problem) => problem.field));
  const held = columnFieldsOf(batch.categoryCode).filter((field) => row.cells[field] || wrong.has(field));
  const first = batch.kind === 'update' ? OF_UPDATE : ALWAYS;
  return [...first, ...held.filter((field) => !first.includes(field) && batch.kind === 'new')];
};

interface FixRowDrawerProps {
  batch: ImportBatchView;
  row: ImportRowView | null;
  onClose: () => void;
}

/** A wrong row, as it was typed, with the reason below each field that has one. */
export const FixRowDrawer = ({ batch, row, onClose }: FixRowDrawerProps) => {
  const t = useText();
  const locale = useLocale();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  if (row === null) {
    return null;
  }
  const fields = fieldsOf(row, batch);
  const label = (field: string): string => importFieldLabel(field, batch.categoryCode, locale, t);
  const name = rowName(row.rowNumber, t);
  const reasonOf = (field: string): string | undefined =>
    row.problems
      .filter((problem) => problem.field === field)
      .map((problem) => problemText(problem, t, label))
      .join(t('common.stop')) || undefined;
  const send = async (values: Record<string, string>): Promise<void> => {
    const changed = Object.entries(values).filter(
      ([field, typed]) => (typed ?? '').trim() !== (row.cells[field] ?? ''),
    );
    const cells = Object.fromEntries(changed.map(([field, typed]) => [field, (typed ?? '').trim()]));
    const fixed = await client.archive.fixImportRow.mutate({ batchId: batch.id, rowNumber: row.rowNumber, cells });
    const reasons = fixed.problems
      .filter((problem) => problem.severity === 'error')
      .map((problem) => problemText(problem, t, label));
    const text = fixed.isWrong
      ? t('catalogueImport.fixStill', { reasons: reasons.join(t('common.list')) })
      : t('catalogueImport.fixDone', { n: name });
    toast({ text, kind: fixed.isWrong ? 'fail' : 'ok' });
    revalidate();
  };
  return (
    <FormDrawer<Record<string, string>>
      key={row.rowNumber}
      open
      onClose={onClose}
      title={t('catalogueImport.fixTitle', { n: name })}
      initialValues={Object.fromEntries(fields.map((field) => [field, row.cells[field] ?? '']))}
      onSubmit={send}
    >
      <p className="lt-2 lt-reason-effect">{t('catalogueImport.fixHelp')}</p>
      {fields.map((field) => (
        <FormField key={field} name={field} label={label(field)} required={field === 'title'} help={reasonOf(field)}>
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
