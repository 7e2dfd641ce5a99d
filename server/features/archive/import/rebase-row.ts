import type { TenantDb } from '@/db/client';
import { lockBatch, recountBatch } from '@/db/queries/archive-import.queries';
import { findImportRow, updateImportRow } from '@/db/queries/archive-import-row.queries';
import { findItem } from '@/db/queries/archive-item.queries';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { audit } from '@/server/audit/audit';
import { canFile, type ImportRowView, type ImportState } from '@/server/domain/archive/import-batch';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { fieldsOfBatch } from './batch-columns.ts';
import { compareWithRecord, type StoredUpdate } from './compare-with-record.ts';
import { toRowView } from './list-import-rows.ts';

/** 仍用文件中的值: a person has seen what somebody else changed meanwhile, and the row is to be applied to that. */
export const rebaseRow = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string; rowNumber: number },
): Promise<ImportRowView> => {
  const { tenantId } = scope;
  const batch = await lockBatch(tdb, tenantId, input.batchId);
  const row = batch && (await findImportRow(tdb, tenantId, batch.id, input.rowNumber));
  const item = row?.knownItemId ? await findItem(tdb, tenantId, row.knownItemId) : undefined;
  if (!batch || !row || !item) throw new AppError('NOT_FOUND', `row ${input.rowNumber} of batch ${input.batchId}`);
  if (batch.kind !== 'update' || !canFile(batch.state as ImportState) || row.itemId !== null)
    throw new AppError('IMPORT_NOT_READY', `batch is ${batch.state}`);
  const { cells } = row.record as StoredUpdate;
  const next = compareWithRecord(item, cells, {
    fields: fieldsOfBatch(batch),
    rowVersion: item.rowVersion,
    today: await readToday(tdb),
    isRepeated: false,
  });
  await updateImportRow(tdb, tenantId, batch.id, { rowNumber: row.rowNumber, ...next });
  await recountBatch(tdb, tenantId, batch.id);
  await audit(tdb, scope, {
    action: 'archive.rebaseImportRow',
    objectKind: 'import_batch',
    objectId: batch.id,
    objectLabel: batch.fileName,
    detail: { rowNumber: row.rowNumber, referenceCode: item.referenceCode },
  });
  return toRowView({ ...row, ...next, itemId: null });
};
