import type { TenantDb } from '@/db/client';
import { type BatchRow, findBatchRow, lockBatchRow } from '@/db/queries/disposition-transfer.queries';
import type { TransferState } from '@/server/domain/disposition/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';

export const requireBatch = async (tdb: TenantDb, tenantId: number, batchId: string): Promise<BatchRow> => {
  const batch = await findBatchRow(tdb, tenantId, batchId);
  if (!batch) throw new AppError('NOT_FOUND', `transfer ${batchId} is not in tenant ${tenantId}`);
  return batch;
};

/** The batch, held until the transaction ends, in one of the states in which the act makes sense. */
export const holdBatch = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  states: readonly TransferState[],
): Promise<BatchRow> => {
  const batch = await lockBatchRow(tdb, tenantId, batchId);
  if (!batch) throw new AppError('NOT_FOUND', `transfer ${batchId} is not in tenant ${tenantId}`);
  if (!states.includes(batch.state as TransferState))
    throw new AppError('TRANSFER_STATE_WRONG', `transfer ${batchId} is ${batch.state}`);
  return batch;
};

const ANNEXES = ['openOpinion', 'disclosureStatus', 'secrecyStatus'] as const;
/** 三项附具 that are still empty (Implementing Regulations art. 30). */
export const missingAnnexes = (batch: BatchRow): (typeof ANNEXES)[number][] =>
  ANNEXES.filter((annex) => !batch[annex]?.trim());
