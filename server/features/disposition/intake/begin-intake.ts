import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findTakenCodes } from '@/db/queries/archive-item.queries';
import { findDelivery } from '@/db/queries/disposition-delivery.queries';
import { findIntakeOfDispatch, insertIntake, lockIntake, updateIntake } from '@/db/queries/disposition-intake.queries';
import { findHeldOrigins, insertIntakeItems } from '@/db/queries/disposition-intake-item.queries';
import { audit } from '@/server/audit/audit';
import { codeSort } from '@/server/domain/archive/reference-code';
import {
  type FrozenRecord,
  frozenRecord,
  INLINE_TRANSFER,
  type TransferBody,
  transferBody,
} from '@/server/domain/disposition/transfer';
import { checkTransferList } from '@/server/domain/disposition/transfer-checks';
import { AppError } from '@/server/domain/shared/app-error';
import type { ObjectStore } from '@/server/objects/object-store';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { readDeliveryJob } from '../disposition.jobs.ts';
import { readAttachedList } from '../transfer/read-attached.ts';

const PART = 1_000;

/** What the archives finds besides what the unit could see: codes and records that stand in its own catalogue. */
const checkAgainstHoldings = async (
  tdb: TenantDb,
  tenantId: number,
  senderTenantId: number,
  records: readonly FrozenRecord[],
) => {
  const taken = await findTakenCodes(
    tdb,
    tenantId,
    records.map((record) => record.referenceCode),
  );
  const held = await findHeldOrigins(
    tdb,
    tenantId,
    senderTenantId,
    records.map((record) => record.itemId),
  );
  return checkTransferList(records).map((checked, index) => {
    const record = records[index] as FrozenRecord;
    const problems = [...checked.problems];
    if (taken.has(record.referenceCode))
      problems.push({ code: 'CODE_TAKEN', isError: false, detail: record.referenceCode });
    if (held.has(record.itemId)) problems.push({ code: 'ALREADY_HELD', isError: true, detail: record.referenceCode });
    return {
      originItemId: record.itemId,
      sortKey: codeSort(record.referenceCode),
      record,
      problems,
      isWrong: problems.some((problem) => problem.isError),
    };
  });
};

/**
 * Reads the frozen list of a delivery into rows with their problems. A list that cannot be read or holds another number
 * than the body says ends the intake as failed; nothing of it is kept.
 */
export const readDelivery = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { intakeId: string },
  objects: ObjectStore,
): Promise<{ records: number }> => {
  const { tenantId } = scope;
  const intake = await lockIntake(tdb, tenantId, input.intakeId);
  if (!intake) throw new AppError('NOT_FOUND', `intake ${input.intakeId} is not in tenant ${tenantId}`);
  if (intake.state !== 'checking') return { records: intake.itemCount };
  const facts = transferBody.parse(intake.facts);
  const event = { objectKind: 'transfer_intake', objectId: intake.id, objectLabel: intake.batchNumber };
  try {
    const records = await readAttachedList(tdb, tenantId, intake.dispatchId, objects, frozenRecord);
    if (records.length !== facts.counts.items)
      throw new AppError('TRANSFER_LIST_DAMAGED', `${records.length} records, ${facts.counts.items} announced`);
    const rows = await checkAgainstHoldings(tdb, tenantId, intake.senderTenantId, records);
    for (let start = 0; start < rows.length; start += PART)
      await insertIntakeItems(tdb, tenantId, intake.id, rows.slice(start, start + PART));
    await updateIntake(tdb, tenantId, intake.id, { state: 'pending_review' });
    const wrong = rows.filter((row) => row.isWrong).length;
    await audit(tdb, scope, { ...event, action: 'disposition.checkDelivery', detail: { records: rows.length, wrong } });
    return { records: rows.length };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await updateIntake(tdb, tenantId, intake.id, { state: 'failed', errorCode: error.code });
    await audit(tdb, scope, { ...event, action: 'disposition.failDelivery', detail: { code: error.code } });
    return { records: 0 };
  }
};

const factsOf = (body: unknown): TransferBody => {
  const facts = transferBody.safeParse(body);
  if (!facts.success) throw new AppError('TRANSFER_LIST_DAMAGED', 'the transfer has another shape');
  const { openOpinion, disclosureStatus, secrecyStatus } = facts.data;
  if ([openOpinion, disclosureStatus, secrecyStatus].some((annex) => annex.trim() === ''))
    throw new AppError('TRANSFER_LIST_DAMAGED', 'an annex is missing');
  return facts.data;
};

/** 开始接收审核 of a delivery that came in. Begun twice, it is the same intake. */
export const beginIntake = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { dispatchId: string },
  objects: ObjectStore,
): Promise<{ intakeId: string; jobId: string | null }> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'an intake needs a person');
  const delivery = await findDelivery(tdb, tenantId, input.dispatchId);
  if (!delivery) throw new AppError('NOT_FOUND', `transfer ${input.dispatchId} was not sent to tenant ${tenantId}`);
  const begun = await findIntakeOfDispatch(tdb, tenantId, delivery.dispatchId);
  if (begun) throw new AppError('TRANSFER_STATE_WRONG', `transfer ${input.dispatchId} is intake ${begun.id}`);
  const facts = factsOf(delivery.body);
  const intakeId = uuidv7();
  const isLong = facts.counts.items > INLINE_TRANSFER;
  const jobId = isLong ? await enqueue(tdb, scope, readDeliveryJob, { intakeId }) : null;
  await insertIntake(tdb, {
    tenantId,
    id: intakeId,
    senderTenantId: delivery.senderTenantId,
    senderName: delivery.senderName,
    senderKind: facts.senderKind,
    dispatchId: delivery.dispatchId,
    batchId: facts.batchId,
    batchNumber: facts.batchNumber,
    title: facts.title,
    round: facts.round,
    facts: JSON.stringify(facts),
    itemCount: facts.counts.items,
    boxCount: facts.counts.boxes,
    jobId,
    createdBy: accountId,
  });
  await audit(tdb, scope, {
    action: 'disposition.beginIntake',
    objectKind: 'transfer_intake',
    objectId: intakeId,
    objectLabel: facts.batchNumber,
    detail: { sender: delivery.senderName, round: facts.round, items: facts.counts.items },
  });
  if (!isLong) await readDelivery(tdb, scope, { intakeId }, objects);
  return { intakeId, jobId };
};
