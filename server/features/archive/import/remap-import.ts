import type { TenantDb } from '@/db/client';
import { type ImportBatchRecord, lockBatch, updateBatch } from '@/db/queries/archive-import.queries';
import { type MemoryRow, remember } from '@/db/queries/archive-import-match.queries';
import { audit } from '@/server/audit/audit';
import { topCategoryCode } from '@/server/domain/archive/archival-category';
import type { ImportState, RemapImportInput } from '@/server/domain/archive/import-batch';
import { headingKey, isColumnField } from '@/server/domain/archive/import-columns';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { readImportJob } from '@/server/features/archive/archive.jobs';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { columnsOfBatch } from './batch-columns.ts';

const canRead: readonly ImportState[] = ['previewed', 'failed'];

/** Only what differs from what was read is worth remembering. */
const taughtOf = (batch: ImportBatchRecord, input: RemapImportInput): MemoryRow[] => {
  const read = new Map(columnsOfBatch(batch).map((column) => [column.header, column.field]));
  const headings = input.columns.flatMap(({ header, field }): MemoryRow[] => {
    if (!read.has(header) || read.get(header) === field) return [];
    if (field !== null && !isColumnField(field, batch.categoryCode))
      throw new AppError('BAD_INPUT', `${field} is no field of ${batch.categoryCode}`);
    return [{ kind: 'heading', typedKey: headingKey(header), typed: header, meaning: field ?? '' }];
  });
  const words = input.words.map(({ typed, retentionCode }) => ({
    kind: 'retention',
    typedKey: typed,
    typed,
    meaning: retentionCode,
  }));
  return [...headings, ...words].filter((row) => row.typedKey !== '');
};

/** 重新读取: the same file with other columns, another sheet, or values for the whole file. What changed is remembered. */
export const remapImport = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RemapImportInput,
): Promise<{ jobId: string }> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'an import needs a person');
  const batch = await lockBatch(tdb, tenantId, input.batchId);
  if (!batch) throw new AppError('NOT_FOUND', `batch ${input.batchId} is not in tenant ${tenantId}`);
  if (!canRead.includes(batch.state as ImportState) || batch.kind !== 'new')
    throw new AppError('IMPORT_NOT_READY', `batch is ${batch.state}`);
  const taught = taughtOf(batch, input);
  refuseClassified(...taught.map((row) => row.typed), input.defaults.orgCode);
  await remember(tdb, { tenantId, categoryCode: topCategoryCode(batch.categoryCode), updatedBy: accountId }, taught);
  const jobId = await enqueue(tdb, scope, readImportJob, { batchId: batch.id });
  await updateBatch(tdb, tenantId, batch.id, {
    state: 'uploaded',
    jobId,
    defaults: JSON.stringify(input.defaults),
    ...(input.sheetName === undefined ? {} : { sheetName: input.sheetName }),
  });
  await audit(tdb, scope, {
    action: 'archive.remapImport',
    objectKind: 'import_batch',
    objectId: batch.id,
    objectLabel: batch.fileName,
    detail: {
      taught: taught.map(({ typed, meaning }) => `${typed}=${meaning}`).slice(0, 50),
      defaults: input.defaults,
    },
  });
  return { jobId };
};
