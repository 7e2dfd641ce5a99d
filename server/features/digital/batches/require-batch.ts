import type { TenantDb } from '@/db/client';
import { type BatchRow, findBatchRow, lockBatch } from '@/db/queries/digitisation-batch.queries';
import { AppError } from '@/server/domain/shared/app-error';

const notHere = (tenantId: number, batchId: string) =>
  new AppError('NOT_FOUND', `digitisation batch ${batchId} is not in tenant ${tenantId}`);

export const requireBatch = async (tdb: TenantDb, tenantId: number, batchId: string): Promise<BatchRow> => {
  const batch = await findBatchRow(tdb, tenantId, batchId);
  if (!batch) throw notHere(tenantId, batchId);
  return batch;
};

/** Locked and still running: what changes a batch begins here. */
export const requireRunning = async (tdb: TenantDb, tenantId: number, batchId: string): Promise<BatchRow> => {
  const batch = await lockBatch(tdb, tenantId, batchId);
  if (!batch) throw notHere(tenantId, batchId);
  if (batch.state !== 'running') throw new AppError('DIGITISATION_CLOSED', `batch is ${batch.state}`);
  return batch;
};
