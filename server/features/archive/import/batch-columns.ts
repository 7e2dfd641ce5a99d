import type { ImportBatchRecord } from '@/db/queries/archive-import.queries';
import type { ColumnField, WorkbookColumn } from '@/server/domain/archive/import-columns';

interface Mapping {
  columns?: WorkbookColumn[];
  sheetName?: string;
  otherSheets?: string[];
}

const mappingOf = (batch: Pick<ImportBatchRecord, 'columnMapping'>): Mapping => (batch.columnMapping ?? {}) as Mapping;

/** The columns of the workbook that have a heading, as they were read. */
export const columnsOfBatch = (batch: Pick<ImportBatchRecord, 'columnMapping'>): WorkbookColumn[] =>
  (mappingOf(batch).columns ?? []).filter((column) => column.header !== '');

export const fieldsOfBatch = (batch: Pick<ImportBatchRecord, 'columnMapping'>): ColumnField[] =>
  columnsOfBatch(batch).flatMap((column) => column.field ?? []);

export const sheetsOfBatch = (
  batch: Pick<ImportBatchRecord, 'columnMapping'>,
): { sheetName: string | null; otherSheets: string[] } => {
  const { sheetName = null, otherSheets = [] } = mappingOf(batch);
  return { sheetName, otherSheets };
};
