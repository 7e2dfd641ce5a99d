import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { type DispatchRow, findDispatchRow } from '@/db/queries/dispatch.queries';
import { insertReceiptRow } from '@/db/queries/disposition-receipt.queries';
import { type BatchRow, lockBatchRow, updateBatchRow } from '@/db/queries/disposition-transfer.queries';
import { markItemsAnswered, returnSentItems, setItemsLeft } from '@/db/queries/disposition-transfer-item.queries';
import { audit } from '@/server/audit/audit';
import { type AnswerBody, answerBody, answeredRecord, INLINE_TRANSFER } from '@/server/domain/disposition/transfer';
import { AppError } from '@/server/domain/shared/app-error';
import { sendDispatch } from '@/server/features/tenancy';
import type { ObjectStore } from '@/server/objects/object-store';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { takeReceiptJob } from '../disposition.jobs.ts';
import { readAttachedList } from './read-attached.ts';

interface Answer {
  dispatch: DispatchRow;
  body: AnswerBody;
  batch: BatchRow;
}

/** The answer and the batch it is about, which is held: it must come from those archives, on that very delivery. */
const holdAnswer = async (tdb: TenantDb, tenantId: number, answerDispatchId: string): Promise<Answer> => {
  const dispatch = await findDispatchRow(tdb, tenantId, answerDispatchId);
  const body = answerBody.safeParse(dispatch?.body);
  if (dispatch?.kind !== 'transfer_answer' || dispatch.addresseeTenantId !== tenantId || !body.success)
    throw new AppError('NOT_FOUND', `answer ${answerDispatchId} was not sent to tenant ${tenantId}`);
  const batch = await lockBatchRow(tdb, tenantId, body.data.batchId);
  if (batch?.archivesTenantId !== dispatch.tenantId)
    throw new AppError('NOT_FOUND', `answer ${answerDispatchId} is about no batch of tenant ${tenantId}`);
  return { dispatch, body: body.data, batch };
};

const nextState = (body: AnswerBody, batch: BatchRow): string => {
  if (body.returnedCount === 0) return 'accepted';
  return body.acceptedCount + batch.acceptedCount === 0 ? 'rejected' : 'returned';
};

/**
 * 登记回执: what was accepted has left the unit as of today, what was returned waits for a second delivery. The rows of
 * the unit are written by the unit alone, whenever it comes to it; a second time changes nothing.
 */
export const enterReceipt = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { answerDispatchId: string },
  objects: ObjectStore,
): Promise<{ left: number; returned: number }> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a receipt is entered by a person');
  const { dispatch, body, batch } = await holdAnswer(tdb, tenantId, input.answerDispatchId);
  const { round, acceptedCount, returnedCount, acceptedOn, receivedByName } = body;
  const facts = { round, acceptedCount, returnedCount, acceptedOn, receivedByName };
  const row = { tenantId, batchId: batch.id, answerDispatchId: dispatch.id, ...facts, takenBy: accountId };
  if (!(await insertReceiptRow(tdb, row))) return { left: 0, returned: 0 };
  if (batch.state !== 'submitted' || round !== batch.round || dispatch.inReplyTo !== batch.dispatchId)
    throw new AppError('TRANSFER_STATE_WRONG', `transfer ${batch.id} is ${batch.state} in round ${batch.round}`);
  const answers = await readAttachedList(tdb, tenantId, dispatch.id, objects, answeredRecord);
  await markItemsAnswered(tdb, tenantId, batch.id, answers);
  // A list that the archives could not read comes back whole; no record is named in the answer.
  if (body.note !== null) await returnSentItems(tdb, tenantId, batch.id, body.note);
  const left = await setItemsLeft(tdb, tenantId, batch.id, await readToday(tdb));
  const state = nextState(body, batch);
  const again = { round: batch.round + 1, checkedAt: null, signedBy: null, signedName: null, signedOn: null };
  await updateBatchRow(tdb, tenantId, batch.id, { state, ...(state === 'accepted' ? {} : again) });
  await sendDispatch(tdb, scope, {
    addresseeTenantId: batch.archivesTenantId,
    kind: 'receipt',
    title: dispatch.title,
    body: { receivedBy: scope.actorName, note: null },
    objectId: batch.id,
    inReplyTo: dispatch.id,
  });
  await audit(tdb, scope, {
    action: 'disposition.takeReceipt',
    objectKind: 'transfer_batch',
    objectId: batch.id,
    objectLabel: batch.batchNumber,
    detail: { ...facts, accessionNumber: body.accessionNumber, left },
  });
  return { left, returned: returnedCount };
};

/** 登记回执 on the screen: a long list goes to a worker. */
export const takeReceipt = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { answerDispatchId: string },
  objects: ObjectStore,
): Promise<{ jobId: string | null }> => {
  const { body, batch, dispatch } = await holdAnswer(tdb, scope.tenantId, input.answerDispatchId);
  if (body.acceptedCount + body.returnedCount > INLINE_TRANSFER) {
    const jobId = await enqueue(tdb, scope, takeReceiptJob, { answerDispatchId: dispatch.id });
    await updateBatchRow(tdb, scope.tenantId, batch.id, { jobId });
    await audit(tdb, scope, {
      action: 'disposition.startReceipt',
      objectKind: 'transfer_batch',
      objectId: batch.id,
      objectLabel: batch.batchNumber,
    });
    return { jobId };
  }
  const { left, returned } = await enterReceipt(tdb, scope, input, objects);
  if (left + returned === 0) {
    // Said a second time: nothing changes, and the log shows that somebody asked.
    await audit(tdb, scope, {
      action: 'disposition.takeReceiptAgain',
      objectKind: 'transfer_batch',
      objectId: batch.id,
      objectLabel: batch.batchNumber,
    });
  }
  return { jobId: null };
};
