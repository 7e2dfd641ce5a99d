import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { updateBatchRow } from '@/db/queries/disposition-transfer.queries';
import { addBatchItems, countBatchItems, removeBatchItems } from '@/db/queries/disposition-transfer-item.queries';
import { audit } from '@/server/audit/audit';
import {
  type AddTransferItemsInput,
  LARGEST_TRANSFER,
  type RemoveTransferItemsInput,
  type SignTransferInput,
  type UpdateTransferInput,
} from '@/server/domain/disposition/transfer';
import { OPEN_TRANSFER_STATES } from '@/server/domain/disposition/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { settleSelection } from './list-due.ts';
import { holdBatch } from './require-batch.ts';

/** A change of the list makes the last check and the signature void. */
const unsettle = (state: string) => ({
  ...(state === 'checked' ? { state: 'draft' } : {}),
  checkedAt: null,
  signedBy: null,
  signedName: null,
  signedOn: null,
});

/** 选入档案: by selection or one by one. What lies in a volume comes with it. */
export const addTransferItems = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AddTransferItemsInput,
): Promise<{ added: number }> => {
  const { tenantId } = scope;
  if (!input.selection && !input.itemIds?.length) throw new AppError('BAD_INPUT', 'nothing was chosen');
  const batch = await holdBatch(tdb, tenantId, input.batchId, OPEN_TRANSFER_STATES);
  const settled = input.selection ? await settleSelection(tdb, batch.archivesTenantId, input.selection) : {};
  const selection = { ...settled, itemIds: input.itemIds };
  const key = { tenantId, batchId: batch.id, fondsId: batch.fondsId };
  const added = await addBatchItems(tdb, key, selection, LARGEST_TRANSFER);
  const { items } = await countBatchItems(tdb, tenantId, batch.id, false);
  if (items > LARGEST_TRANSFER) throw new AppError('BATCH_TOO_LARGE', undefined, { rows: LARGEST_TRANSFER });
  if (input.itemIds && added === 0) throw new AppError('NOT_FOUND', 'none of the records can be transferred');
  await updateBatchRow(tdb, tenantId, batch.id, unsettle(batch.state));
  await audit(tdb, scope, {
    action: 'disposition.addTransferItems',
    objectKind: 'transfer_batch',
    objectId: batch.id,
    objectLabel: batch.batchNumber,
    detail: { added, selection: input.selection ?? null },
  });
  return { added };
};

export const removeTransferItems = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RemoveTransferItemsInput,
): Promise<{ removed: number }> => {
  const batch = await holdBatch(tdb, scope.tenantId, input.batchId, OPEN_TRANSFER_STATES);
  const removed = await removeBatchItems(tdb, scope.tenantId, batch.id, input.itemIds);
  if (removed === 0) throw new AppError('NOT_FOUND', 'none of the records is on the list');
  const left = await countBatchItems(tdb, scope.tenantId, batch.id, true);
  // A batch whose returned records were all taken off is finished with what was accepted.
  const isFinished = batch.state === 'returned' && left.items === 0 && batch.acceptedCount > 0;
  const change = isFinished ? { state: 'accepted' } : unsettle(batch.state);
  await updateBatchRow(tdb, scope.tenantId, batch.id, change);
  await audit(tdb, scope, {
    action: 'disposition.removeTransferItems',
    objectKind: 'transfer_batch',
    objectId: batch.id,
    objectLabel: batch.batchNumber,
    detail: { removed },
  });
  return { removed };
};

/** 填写移交说明 and the three annexes. */
export const updateTransfer = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: UpdateTransferInput,
): Promise<{ rowVersion: number }> => {
  const { batchId, rowVersion, ...fields } = input;
  const { title, openOpinion, disclosureStatus, secrecyStatus, fourProperty, description } = fields;
  refuseClassified(title, openOpinion, disclosureStatus, secrecyStatus, fourProperty, description);
  const batch = await holdBatch(tdb, scope.tenantId, batchId, OPEN_TRANSFER_STATES);
  if (batch.rowVersion !== rowVersion)
    throw new AppError('STALE_VERSION', `transfer ${batch.id} is at ${batch.rowVersion}`);
  await updateBatchRow(tdb, scope.tenantId, batch.id, {
    title,
    basis: fields.basis,
    openOpinion: openOpinion ?? null,
    disclosureStatus: disclosureStatus ?? null,
    secrecyStatus: secrecyStatus ?? null,
    fourProperty: fourProperty ?? null,
    description: description ?? null,
    signedBy: null,
    signedName: null,
    signedOn: null,
  });
  await audit(tdb, scope, {
    action: 'disposition.updateTransfer',
    objectKind: 'transfer_batch',
    objectId: batch.id,
    objectLabel: batch.batchNumber,
    detail: fields,
  });
  return { rowVersion: batch.rowVersion + 1 };
};

/** 签字: the person who hands over stands for list and annexes. */
export const signTransfer = async (tdb: TenantDb, scope: TenantScope, input: SignTransferInput): Promise<void> => {
  refuseClassified(input.signedName);
  const batch = await holdBatch(tdb, scope.tenantId, input.batchId, OPEN_TRANSFER_STATES);
  if (!batch.checkedAt) throw new AppError('TRANSFER_NOT_READY', 'not checked', { missing: 'check' });
  await updateBatchRow(tdb, scope.tenantId, batch.id, {
    signedBy: scope.accountId,
    signedName: input.signedName,
    signedOn: await readToday(tdb),
  });
  await audit(tdb, scope, {
    action: 'disposition.signTransfer',
    objectKind: 'transfer_batch',
    objectId: batch.id,
    objectLabel: batch.batchNumber,
    detail: { signedName: input.signedName },
  });
};

/** 撤销批次: what was not accepted is free again. A batch of which something was accepted stays. */
export const cancelTransfer = async (tdb: TenantDb, scope: TenantScope, input: { batchId: string }): Promise<void> => {
  const batch = await holdBatch(tdb, scope.tenantId, input.batchId, ['draft', 'checked', 'rejected']);
  await removeBatchItems(tdb, scope.tenantId, batch.id, null);
  await updateBatchRow(tdb, scope.tenantId, batch.id, { state: 'cancelled' });
  await audit(tdb, scope, {
    action: 'disposition.cancelTransfer',
    objectKind: 'transfer_batch',
    objectId: batch.id,
    objectLabel: batch.batchNumber,
  });
};
