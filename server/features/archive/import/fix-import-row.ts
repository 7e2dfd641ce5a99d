import type { TenantDb } from '@/db/client';
import { lockBatch, recountBatch } from '@/db/queries/archive-import.queries';
import { findCodeInBatch, findImportRow, updateImportRow } from '@/db/queries/archive-import-row.queries';
import { findTakenCodes } from '@/db/queries/archive-item.queries';
import { audit } from '@/server/audit/audit';
import {
  canFile,
  type FixImportRowInput,
  type ImportRowView,
  type ImportState,
} from '@/server/domain/archive/import-batch';
import type { RecordProblem } from '@/server/domain/archive/record-checks';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { toRowView } from './list-import-rows.ts';
import { loadImportContext } from './load-context.ts';
import { prepareAgain, storedRecordOf } from './prepare-row.ts';
import { TAKEN } from './read-import.ts';

/** Corrects a row in place: what was typed over is read and checked as if it had come that way. */
export const fixImportRow = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: FixImportRowInput,
): Promise<ImportRowView> => {
  const { tenantId } = scope;
  const batch = await lockBatch(tdb, tenantId, input.batchId);
  const row = batch && (await findImportRow(tdb, tenantId, batch.id, input.rowNumber));
  if (!batch || !row)
    throw new AppError('NOT_FOUND', `row ${input.rowNumber} of batch ${input.batchId} is not in tenant ${tenantId}`);
  if (!canFile(batch.state as ImportState)) throw new AppError('IMPORT_NOT_READY', `batch is ${batch.state}`);
  if (row.itemId !== null) throw new AppError('ITEM_FILED', `row ${row.rowNumber} is filed`);
  const prepared = prepareAgain(storedRecordOf(row), input.cells, await loadImportContext(tdb, tenantId, batch));
  if (prepared.record.item === null) throw new AppError('CLASSIFIED_CONTENT_REFUSED', 'a secrecy marking was found');
  const code = prepared.record.item.referenceCode;
  const repeats: RecordProblem[] = [];
  if (code !== null) {
    if ((await findTakenCodes(tdb, tenantId, [code])).size > 0) repeats.push(TAKEN);
    const other = await findCodeInBatch(tdb, tenantId, batch.id, code, row.rowNumber);
    if (other !== null) repeats.push({ ...TAKEN, detail: `row:${other}` });
  }
  const next = {
    ...prepared,
    rowNumber: row.rowNumber,
    problems: [...prepared.problems, ...repeats],
    isWrong: prepared.isWrong || repeats.length > 0,
  };
  await updateImportRow(tdb, tenantId, batch.id, next);
  await recountBatch(tdb, tenantId, batch.id);
  await audit(tdb, scope, {
    action: 'archive.fixImportRow',
    objectKind: 'import_batch',
    objectId: batch.id,
    objectLabel: batch.fileName,
    detail: { rowNumber: row.rowNumber, fields: Object.keys(input.cells).slice(0, 30), isWrong: next.isWrong },
  });
  return toRowView({ ...next, itemId: null });
};
