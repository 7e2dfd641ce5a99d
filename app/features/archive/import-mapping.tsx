import { useRevalidator } from '@remix-run/react';
import { useState } from 'react';
import { Button } from '@/app/components/button';
import { FormDrawer, FormField } from '@/app/components/form-drawer';
import { useToast } from '@/app/components/toast';
import { useLocale, useText } from '@/app/i18n/use-text';
import { useWorkspaceClient } from '@/app/lib/workspace';
import type { ImportBatchView } from '@/server/domain/archive/import-batch';
import { BASE_COLUMN_FIELDS, columnFieldsOf } from '@/server/domain/archive/import-columns';
import { RETENTION_CODES } from '@/server/domain/archive/retention';
import { withCode } from './archive-labels';
import { importFieldLabel } from './import-labels';

interface MappingValues {
  sheetName?: string;
  filingYear?: string;
  retentionCode?: string;
  orgCode?: string;
  columns?: Record<string, string>;
  words?: Record<string, string>;
}

const SHARED = new Set<string>(BASE_COLUMN_FIELDS);

/** Fields to choose from: shared ones, then the category's own. */
const FieldOptions = ({ category }: { category: string }) => {
  const t = useText();
  const locale = useLocale();
  const fields = columnFieldsOf(category);
  const own = fields.filter((field) => !SHARED.has(field));
  const option = (field: string) => (
    <option key={field} value={field}>
      {importFieldLabel(field, category, locale, t)}
    </option>
  );
  return (
    <>
      <option value="">{t('catalogueImport.mappingIgnore')}</option>
      <optgroup label={t('catalogueImport.group_shared')}>
        {fields.filter((field) => SHARED.has(field)).map(option)}
      </optgroup>
      {own.length > 0 ? <optgroup label={t('catalogueImport.group_own')}>{own.map(option)}</optgroup> : null}
    </>
  );
};

const RetentionOptions = ({ none }: { none: string }) => {
  const locale = useLocale();
  return (
    <>
      <option value="">{none}</option>
      {RETENTION_CODES.map((entry) => (
        <option key={entry.code} value={entry.code}>
          {withCode(entry.code, locale === 'en' ? entry.en : entry.zh)}
        </option>
      ))}
    </>
  );
};

const WholeFile = ({ batch }: { batch: ImportBatchView }) => {
  const t = useText();
  return (
    <>
      {batch.otherSheets.length > 0 ? (
        <FormField name="sheetName" label={t('catalogueImport.mappingSheet')}>
          <select className="lt-select">
            <option value="">{t('catalogueImport.mappingSheetAuto')}</option>
            {[batch.sheetName ?? '', ...batch.otherSheets].map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </FormField>
      ) : null}
      <FormField
        name="filingYear"
        label={t('archive.field_filingYear')}
        rules={[{ pattern: /^\d{4}$/, message: t('form.fieldInvalid', { label: t('archive.field_filingYear') }) }]}
        help={t('catalogueImport.defaultsHelp')}
      >
        <input className="lt-input" inputMode="numeric" maxLength={4} />
      </FormField>
      <FormField name="retentionCode" label={t('archive.field_retentionCode')}>
        <select className="lt-select">
          <RetentionOptions none={t('catalogueImport.defaultNone')} />
        </select>
      </FormField>
      <FormField name="orgCode" label={t('archive.field_orgCode')}>
        <input className="lt-input" maxLength={20} />
      </FormField>
    </>
  );
};

const columnsOf = (batch: ImportBatchView): ImportBatchView['columns'] =>
  batch.columns.filter((column, index, all) => all.findIndex((other) => other.header === column.header) === index);

const initialOf = (batch: ImportBatchView): MappingValues => ({
  sheetName: '',
  filingYear: batch.defaults.filingYear === undefined ? '' : String(batch.defaults.filingYear),
  retentionCode: batch.defaults.retentionCode ?? '',
  orgCode: batch.defaults.orgCode ?? '',
  columns: Object.fromEntries(columnsOf(batch).map((column, index) => [`c${index}`, column.field ?? ''])),
  words: {},
});

/** A field that was given to a column is taken from the column that had it before. */
const chosenColumns = (batch: ImportBatchView, values: MappingValues) => {
  const chosen = columnsOf(batch).map(({ header, field }, index) => ({
    header,
    was: field,
    field: values.columns?.[`c${index}`] || null,
  }));
  const changed = new Set(chosen.flatMap(({ was, field }) => (field !== null && field !== was ? [field] : [])));
  return chosen.map(({ header, was, field }) => ({
    header,
    field: field !== null && field === was && changed.has(field) ? null : field,
  }));
};

const MappingDrawer = ({ batch, onClose }: { batch: ImportBatchView; onClose: () => void }) => {
  const t = useText();
  const toast = useToast();
  const client = useWorkspaceClient();
  const { revalidate } = useRevalidator();
  const send = async (values: MappingValues, idempotencyKey: string): Promise<void> => {
    const { filingYear, retentionCode, orgCode, sheetName } = values;
    const words = batch.unknownWords.flatMap((typed, index) => {
      const code = RETENTION_CODES.find((entry) => entry.code === values.words?.[`w${index}`])?.code;
      return code ? [{ typed, retentionCode: code }] : [];
    });
    const retention = RETENTION_CODES.find((entry) => entry.code === retentionCode)?.code;
    const defaults = {
      ...(filingYear ? { filingYear: Number(filingYear) } : {}),
      ...(retention ? { retentionCode: retention } : {}),
      ...(orgCode?.trim() ? { orgCode: orgCode.trim() } : {}),
    };
    const input = { batchId: batch.id, columns: chosenColumns(batch, values), defaults, words };
    await client.archive.remapImport.mutate(sheetName ? { ...input, sheetName } : input, {
      context: { idempotencyKey },
    });
    toast({ text: t('catalogueImport.mappingDone') });
    revalidate();
  };
  return (
    <FormDrawer<MappingValues>
      open
      onClose={onClose}
      title={t('catalogueImport.mappingTitle')}
      submitLabel={t('catalogueImport.mappingSubmit')}
      initialValues={initialOf(batch)}
      onSubmit={send}
    >
      <p className="lt-2 lt-reason-effect">{t('catalogueImport.mappingHelp')}</p>
      {batch.unknownWords.length > 0 ? <h3>{t('catalogueImport.mappingWords')}</h3> : null}
      {batch.unknownWords.map((typed, index) => (
        <FormField key={typed} name={['words', `w${index}`]} label={t('catalogueImport.mappingWord', { typed })}>
          <select className="lt-select">
            <RetentionOptions none={t('catalogueImport.defaultNone')} />
          </select>
        </FormField>
      ))}
      <h3>{t('catalogueImport.defaults')}</h3>
      <WholeFile batch={batch} />
      <h3>{t('catalogueImport.mappingColumns')}</h3>
      {columnsOf(batch).map((column, index) => (
        <FormField key={column.header} name={['columns', `c${index}`]} label={column.header}>
          <select className="lt-select">
            <FieldOptions category={batch.categoryCode} />
          </select>
        </FormField>
      ))}
    </FormDrawer>
  );
};

/** 调整栏目: says how the file is to be read instead. */
export const MappingButton = ({ batch }: { batch: ImportBatchView }) => {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon="columns" onClick={() => setOpen(true)}>
        {t('catalogueImport.mapping')}
      </Button>
      {open ? <MappingDrawer batch={batch} onClose={() => setOpen(false)} /> : null}
    </>
  );
};
