import type { TenantDb } from '@/db/client';
import { findBatch, type ImportBatchRecord, updateBatch } from '@/db/queries/archive-import.queries';
import { listImportRows } from '@/db/queries/archive-import-row.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import { audit } from '@/server/audit/audit';
import { placeOfRow, type RowProblemView } from '@/server/domain/archive/import-batch';
import type { WorkbookColumn } from '@/server/domain/archive/import-columns';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { storeWorkbook } from '@/server/features/archive/workbook-writer';
import type { ObjectStore } from '@/server/objects/object-store';
import { registerUpload } from '@/server/objects/store-upload';
import type { TenantScope } from '@/server/tenancy/scope';
import { columnsOfBatch } from './batch-columns.ts';
import { storedRecordOf } from './prepare-row.ts';
import { reasonText } from './problem-reasons.ts';

const PAGE = 1_000;
/** Beyond this the workbook itself is wrong, and correcting it row by row is no help. */
const MOST_ROWS = 20_000;

const rowName = (rowNumber: number): string => {
  const { sheet, row } = placeOfRow(rowNumber);
  return sheet === 1 ? String(row) : `卷内目录 ${row}`;
};

async function* wrongRows(
  tdb: TenantDb,
  tenantId: number,
  { id: batchId, categoryCode: category }: ImportBatchRecord,
  fields: readonly WorkbookColumn[],
) {
  let after: number | undefined;
  for (let read = 0; read < MOST_ROWS; read += PAGE) {
    const rows = await listImportRows(tdb, tenantId, batchId, {
      onlyWrong: true,
      problemCode: undefined,
      direction: 'after',
      after,
      limit: PAGE,
    });
    for (const row of rows) {
      const { cells } = storedRecordOf(row);
      const reasons = (row.problems as RowProblemView[])
        .filter((problem) => problem.severity === 'error')
        .map((problem) => reasonText(problem, category));
      yield [rowName(row.rowNumber), ...fields.map(({ field }) => (field && cells[field]) ?? null), reasons.join('；')];
    }
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.rowNumber;
  }
}

/** The wrong rows with a reason each, under the headings of the file that came, so that it can be corrected and imported. */
export const makeErrorWorkbook = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { batchId: string },
): Promise<{ objectId: string }> => {
  const { tenantId } = scope;
  const batch = await findBatch(tdb, tenantId, input.batchId);
  if (!batch) throw new AppError('NOT_FOUND', `batch ${input.batchId} is not in tenant ${tenantId}`);
  if (batch.wrongCount === 0) throw new AppError('IMPORT_NOT_READY', 'no row is wrong');
  const fields = new Set<string>();
  const mapped = columnsOfBatch(batch).filter(({ field }) => {
    const isNew = field !== null && field !== 'serialNumber' && !fields.has(field);
    fields.add(field ?? '');
    return isNew;
  });
  const received = await storeWorkbook(objects, tenantId, {
    fileName: `导入错误-${batch.fileName.replace(/\.[A-Za-z0-9]{1,5}$/, '')}.xlsx`,
    sheetName: '导入错误',
    headings: ['行号', ...mapped.map((column) => column.header), '错误原因'],
    rows: wrongRows(tdb, tenantId, batch, mapped),
  });
  const stored = await registerUpload(tdb, scope, received);
  await updateBatch(tdb, tenantId, batch.id, { errorObjectId: stored.id });
  await audit(tdb, scope, {
    action: 'archive.makeErrorWorkbook',
    objectKind: 'import_batch',
    objectId: batch.id,
    objectLabel: batch.fileName,
  });
  return { objectId: stored.id };
};

/** The error workbook made last. */
export const downloadImportErrors = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
): Promise<FileReference> => {
  const batch = await findBatch(tdb, scope.tenantId, input.batchId);
  const object = batch?.errorObjectId ? await findStoredObject(tdb, scope.tenantId, batch.errorObjectId) : null;
  if (object?.state !== 'stored') throw new AppError('NOT_FOUND', `batch ${input.batchId} has no error workbook`);
  return object;
};
