import type { TenantDb } from '@/db/client';
import { type BatchRow, lockBatchRow, updateBatchRow } from '@/db/queries/disposition-transfer.queries';
import { countBatchItems, listDeliveryRecords, markItemsSent } from '@/db/queries/disposition-transfer-item.queries';
import { audit } from '@/server/audit/audit';
import {
  type FrozenRecord,
  INLINE_TRANSFER,
  LARGEST_TRANSFER,
  type TransferBody,
} from '@/server/domain/disposition/transfer';
import { checkTransferList } from '@/server/domain/disposition/transfer-checks';
import { AppError } from '@/server/domain/shared/app-error';
import { sendDispatch } from '@/server/features/tenancy';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeUpload } from '@/server/objects/store-upload';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { sendTransferJob } from '../disposition.jobs.ts';
import { holdBatch, missingAnnexes, requireBatch } from './require-batch.ts';

const LIST_BYTES = 200_000_000;

const refuse = (missing: string): never => {
  throw new AppError('TRANSFER_NOT_READY', missing, { missing });
};

/** Checked, with its annexes, signed: only then may it go. */
const requireReady = (batch: BatchRow): void => {
  if (!batch.checkedAt) refuse('check');
  if (missingAnnexes(batch).length > 0) refuse('annexes');
  if (!batch.signedName || !batch.signedOn) refuse('signature');
};

const bodyOf = (batch: BatchRow, scope: TenantScope, counts: TransferBody['counts']): TransferBody => ({
  batchId: batch.id,
  batchNumber: batch.batchNumber,
  title: batch.title,
  round: batch.round,
  basis: batch.basis as TransferBody['basis'],
  fondsNumber: batch.fondsNumber,
  fondsName: batch.fondsName,
  fondsClosedOn: batch.fondsClosedOn,
  senderKind: scope.tenantKind,
  openOpinion: batch.openOpinion ?? '',
  disclosureStatus: batch.disclosureStatus ?? '',
  secrecyStatus: batch.secrecyStatus ?? '',
  fourProperty: batch.fourProperty,
  description: batch.description,
  signedName: batch.signedName ?? '',
  signedOn: batch.signedOn ?? '',
  counts,
  planDispatchId: batch.planDispatchId,
});

/** The list as it stands in this moment; a record that was changed since the check is checked once more. */
const freezeList = async (tdb: TenantDb, tenantId: number, batchId: string): Promise<FrozenRecord[]> => {
  const records = await listDeliveryRecords(tdb, tenantId, batchId, LARGEST_TRANSFER);
  if (records.length === 0) refuse('items');
  if (checkTransferList(records).some((record) => record.isWrong)) refuse('check');
  return records;
};

/**
 * Freezes the list as a stored file, and sends it with the annexes. The archives reads nothing else. A batch that has
 * gone already is left as it is, so that a second bell does not send it twice.
 */
export const dispatchTransfer = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
  objects: ObjectStore,
): Promise<{ sent: boolean }> => {
  const { tenantId } = scope;
  const batch = await lockBatchRow(tdb, tenantId, input.batchId);
  if (!batch) throw new AppError('NOT_FOUND', `transfer ${input.batchId} is not in tenant ${tenantId}`);
  if (batch.state === 'submitted') return { sent: false };
  requireReady(batch);
  const records = await freezeList(tdb, tenantId, batch.id);
  const { items, volumes, pieces, boxes, pages } = await countBatchItems(tdb, tenantId, batch.id, true);
  const list = await storeUpload(tdb, scope, objects, {
    stream: Buffer.from(JSON.stringify(records)),
    fileName: `移交清单_${batch.batchNumber}_第${batch.round}次.json`,
    maxBytes: LIST_BYTES,
  });
  const sent = await sendDispatch(tdb, scope, {
    addresseeTenantId: batch.archivesTenantId,
    kind: 'transfer',
    documentNumber: batch.batchNumber,
    title: batch.title,
    body: bodyOf(batch, scope, { items, volumes, pieces, boxes, pages }),
    objectId: batch.id,
    inReplyTo: batch.round === 1 ? (batch.planDispatchId ?? undefined) : undefined,
    attachments: [list.id],
  });
  await markItemsSent(tdb, tenantId, batch.id, batch.round);
  await updateBatchRow(tdb, tenantId, batch.id, { state: 'submitted', dispatchId: sent.id });
  await audit(tdb, scope, {
    action: 'disposition.sendTransfer',
    objectKind: 'transfer_batch',
    objectId: batch.id,
    objectLabel: batch.batchNumber,
    detail: { archives: batch.archivesName, round: batch.round, items, sha256: list.sha256 },
  });
  return { sent: true };
};

/**
 * The worker's part. A list that is no longer ready, because a record was changed meanwhile, goes back to the person:
 * nothing has been written by then.
 */
export const runSendTransfer = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
  objects: ObjectStore,
): Promise<{ sent: boolean }> => {
  try {
    return await dispatchTransfer(tdb, scope, input, objects);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'TRANSFER_NOT_READY') throw error;
    const batch = await requireBatch(tdb, scope.tenantId, input.batchId);
    const state = batch.round === 1 ? 'draft' : 'returned';
    await updateBatchRow(tdb, scope.tenantId, batch.id, { state, checkedAt: null });
    await audit(tdb, scope, {
      action: 'disposition.stopSending',
      objectKind: 'transfer_batch',
      objectId: batch.id,
      objectLabel: batch.batchNumber,
      detail: { ...error.details },
    });
    return { sent: false };
  }
};

/** 发送. A short list goes at once, a long one with a worker; pressed twice it goes once. */
export const sendTransfer = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
  objects: ObjectStore,
): Promise<{ jobId: string | null }> => {
  const batch = await holdBatch(tdb, scope.tenantId, input.batchId, ['checked', 'returned', 'rejected', 'sending']);
  requireReady(batch);
  const { items } = await countBatchItems(tdb, scope.tenantId, batch.id, true);
  if (items <= INLINE_TRANSFER) {
    await dispatchTransfer(tdb, scope, input, objects);
    return { jobId: null };
  }
  const jobId = await enqueue(tdb, scope, sendTransferJob, { batchId: batch.id });
  await updateBatchRow(tdb, scope.tenantId, batch.id, { state: 'sending', jobId });
  await audit(tdb, scope, {
    action: 'disposition.startSending',
    objectKind: 'transfer_batch',
    objectId: batch.id,
    objectLabel: batch.batchNumber,
    detail: { items },
  });
  return { jobId };
};
