import type { TenantDb } from '@/db/client';
import {
  findFiledTwin,
  findImportJob,
  type ImportBatchRecord,
  lockBatch,
  updateBatch,
} from '@/db/queries/archive-import.queries';
import { countReadyRows } from '@/db/queries/archive-import-row.queries';
import { audit } from '@/server/audit/audit';
import { canFile, type ImportState } from '@/server/domain/archive/import-batch';
import { AppError } from '@/server/domain/shared/app-error';
import { fileImportJob } from '@/server/features/archive/archive.jobs';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { alreadyFiled } from './start-import.ts';

/** A filing whose job gave up may be asked for again; it goes on where it was. */
const hasGivenUp = async (tdb: TenantDb, tenantId: number, batch: ImportBatchRecord): Promise<boolean> => {
  if (batch.state !== 'filing' || batch.jobId === null) return false;
  const job = await findImportJob(tdb, tenantId, batch.jobId);
  return job?.state === 'failed' || job?.state === 'cancelled';
};

/** 提交: owes the filing of all rows that are right. Rows that were corrected after a first filing are filed by a second one. */
export const submitImport = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
): Promise<{ jobId: string; rows: number }> => {
  const { tenantId } = scope;
  const batch = await lockBatch(tdb, tenantId, input.batchId);
  if (!batch) throw new AppError('NOT_FOUND', `batch ${input.batchId} is not in tenant ${tenantId}`);
  if (batch.kind !== 'new') throw new AppError('IMPORT_NOT_READY', 'an edited export is applied, not filed');
  if (!canFile(batch.state as ImportState) && !(await hasGivenUp(tdb, tenantId, batch)))
    throw new AppError('IMPORT_NOT_READY', `batch is ${batch.state}`);
  const rows = await countReadyRows(tdb, tenantId, batch.id);
  if (rows === 0)
    throw new AppError(batch.state === 'filed' ? 'IMPORT_ALREADY_FILED' : 'IMPORT_NOT_READY', 'no row is left to file');
  const twin = await findFiledTwin(tdb, tenantId, batch);
  if (twin && twin.id !== batch.id) throw alreadyFiled(twin);
  const jobId = await enqueue(tdb, scope, fileImportJob, { batchId: batch.id });
  await updateBatch(tdb, tenantId, batch.id, { state: 'filing', jobId });
  await audit(tdb, scope, {
    action: 'archive.fileImport',
    objectKind: 'import_batch',
    objectId: batch.id,
    objectLabel: batch.fileName,
    detail: { rows },
  });
  return { jobId, rows };
};
