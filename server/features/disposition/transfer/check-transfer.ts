import type { TenantDb } from '@/db/client';
import { updateBatchRow } from '@/db/queries/disposition-transfer.queries';
import { listDeliveryRecords, saveItemProblems } from '@/db/queries/disposition-transfer-item.queries';
import { audit } from '@/server/audit/audit';
import { LARGEST_TRANSFER } from '@/server/domain/disposition/transfer';
import { checkTransferList } from '@/server/domain/disposition/transfer-checks';
import { OPEN_TRANSFER_STATES } from '@/server/domain/disposition/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { holdBatch, missingAnnexes } from './require-batch.ts';

/** 移交前检查 of the whole list and its annexes; nothing is sent that has not passed it. */
export const checkTransfer = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
): Promise<{ wrong: number; warned: number; missingAnnexes: string[]; isReady: boolean }> => {
  const batch = await holdBatch(tdb, scope.tenantId, input.batchId, OPEN_TRANSFER_STATES);
  const records = await listDeliveryRecords(tdb, scope.tenantId, batch.id, LARGEST_TRANSFER);
  if (records.length === 0) throw new AppError('TRANSFER_NOT_READY', 'the list is empty', { missing: 'items' });
  const checked = checkTransferList(records).filter((record) => record.problems.length > 0);
  await saveItemProblems(tdb, scope.tenantId, batch.id, checked);
  const wrong = checked.filter((record) => record.isWrong).length;
  const missing = missingAnnexes(batch);
  const isReady = wrong === 0 && missing.length === 0;
  const state = batch.state === 'draft' || batch.state === 'checked' ? (isReady ? 'checked' : 'draft') : batch.state;
  await updateBatchRow(tdb, scope.tenantId, batch.id, {
    state,
    checkedAt: isReady ? new Date().toISOString() : null,
  });
  const warned = checked.length - wrong;
  await audit(tdb, scope, {
    action: 'disposition.checkTransfer',
    objectKind: 'transfer_batch',
    objectId: batch.id,
    objectLabel: batch.batchNumber,
    detail: { records: records.length, wrong, warned, missingAnnexes: missing },
  });
  return { wrong, warned, missingAnnexes: missing, isReady };
};
