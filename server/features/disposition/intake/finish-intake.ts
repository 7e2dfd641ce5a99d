import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertItems } from '@/db/queries/archive-item.queries';
import { findFonds, readToday } from '@/db/queries/archive-scheme.queries';
import { type IntakeRow, insertFondsRow, lockIntake, updateIntake } from '@/db/queries/disposition-intake.queries';
import {
  countDecisions,
  type IntakeItemRow,
  listAllIntakeItems,
  setIntakeItemCodes,
  setProvenance,
} from '@/db/queries/disposition-intake-item.queries';
import { audit } from '@/server/audit/audit';
import type { FinishIntakeInput } from '@/server/domain/disposition/intake';
import {
  type AnswerBody,
  type AnsweredRecord,
  type FrozenRecord,
  INLINE_TRANSFER,
  transferBody,
} from '@/server/domain/disposition/transfer';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeUpload } from '@/server/objects/store-upload';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { writeAccession } from '../accession/write-accession.ts';
import { finishIntakeJob } from '../disposition.jobs.ts';
import { linesOf, transferorKindOf } from './accession-lines.ts';
import { composeHoldings } from './compose-holding.ts';
import { holdIntake } from './require-intake.ts';

const PART = 500;
const LIST_BYTES = 100_000_000;

interface Accepted {
  accessionId: string | null;
  accessionNumber: string | null;
  fondsNumber: string | null;
  codes: Map<string, string>;
}

/** The delivery's line in the register, and the archives' own rows that belong to it. */
const fileHoldings = async (
  tdb: TenantDb,
  scope: TenantScope,
  intake: IntakeRow,
  records: readonly FrozenRecord[],
  today: string,
): Promise<Accepted> => {
  const { tenantId } = scope;
  if (records.length === 0) return { accessionId: null, accessionNumber: null, fondsNumber: null, codes: new Map() };
  const fonds = intake.fondsId ? await findFonds(tdb, tenantId, intake.fondsId) : undefined;
  if (!fonds) throw new AppError('NOT_FOUND', `intake ${intake.id} has no fonds`);
  const { accessionId, accessionNumber } = await writeAccession(tdb, scope, {
    sourceKind: intake.senderKind === 'enterprise' ? 'enterprise' : 'unit',
    transferorKind: transferorKindOf(intake.senderKind),
    sourceTenantId: intake.senderTenantId,
    sourceName: intake.senderName,
    mode: 'transfer',
    topics: [...new Set(records.flatMap((record) => record.topics))],
    receivedOn: today,
    fondsId: fonds.id,
    place: intake.place,
    handedOverBy: transferBody.parse(intake.facts).signedName,
    handledBy: intake.decidedByName ?? scope.actorName,
    remarks: `${intake.batchNumber}（第${intake.round}次移交）`,
    intakeId: intake.id,
    lines: linesOf(records),
  });
  const place = { tenantId, fondsId: fonds.id, fondsNumber: fonds.number, createdBy: intake.createdBy };
  const holdings = await composeHoldings(tdb, place, records);
  for (let start = 0; start < holdings.length; start += PART)
    await insertItems(
      tdb,
      tenantId,
      holdings.slice(start, start + PART).map((holding) => holding.item),
    );
  const origin = { tenantId, originTenantId: intake.senderTenantId, accessionId, accessionedOn: today };
  await setProvenance(
    tdb,
    origin,
    holdings.map((holding) => holding.provenance),
  );
  const coded = holdings.map(({ item, provenance, archivesCode }) => ({
    originItemId: provenance.originItemId,
    itemId: item.id,
    archivesCode,
  }));
  await setIntakeItemCodes(tdb, tenantId, intake.id, coded);
  const codes = new Map(coded.map((row) => [row.originItemId, row.archivesCode]));
  return { accessionId, accessionNumber, fondsNumber: fonds.number, codes };
};

const answersOf = (items: readonly IntakeItemRow[], codes: ReadonlyMap<string, string>): AnsweredRecord[] =>
  items.map((item) => ({
    itemId: item.originItemId,
    accepted: item.decision === 'accepted',
    archivesCode: codes.get(item.originItemId) ?? null,
    reason: item.reason,
  }));

/**
 * Takes the accepted records in and answers the unit, in one transaction: either the archives holds them and the
 * receipt is on its way, or neither. Done already, it does nothing.
 */
export const completeIntake = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { intakeId: string },
  objects: ObjectStore,
): Promise<{ accepted: number; returned: number }> => {
  const { tenantId } = scope;
  const intake = await lockIntake(tdb, tenantId, input.intakeId);
  if (!intake) throw new AppError('NOT_FOUND', `intake ${input.intakeId} is not in tenant ${tenantId}`);
  if (intake.state !== 'accepting') return { accepted: 0, returned: 0 };
  const items = await listAllIntakeItems(tdb, tenantId, intake.id);
  const records = items.filter((item) => item.decision === 'accepted').map((item) => item.record as FrozenRecord);
  const today = await readToday(tdb);
  const filed = await fileHoldings(tdb, scope, intake, records, today);
  const list = await storeUpload(tdb, scope, objects, {
    stream: Buffer.from(JSON.stringify(answersOf(items, filed.codes))),
    fileName: `接收回执_${intake.batchNumber}_第${intake.round}次.json`,
    maxBytes: LIST_BYTES,
  });
  const returned = items.length - records.length;
  const body: AnswerBody = {
    batchId: intake.batchId,
    batchNumber: intake.batchNumber,
    round: intake.round,
    acceptedCount: records.length,
    returnedCount: returned,
    acceptedOn: today,
    receivedByName: intake.decidedByName ?? scope.actorName,
    accessionNumber: filed.accessionNumber,
    fondsNumber: filed.fondsNumber,
    place: intake.place,
  };
  const answer = await sendDispatch(tdb, scope, {
    addresseeTenantId: intake.senderTenantId,
    kind: 'transfer_answer',
    documentNumber: filed.accessionNumber ?? undefined,
    title: `接收回执：${intake.title}`.slice(0, 200),
    body,
    objectId: intake.batchId,
    inReplyTo: intake.dispatchId,
    attachments: [list.id],
  });
  await updateIntake(tdb, tenantId, intake.id, {
    state: records.length > 0 ? 'accepted' : 'rejected',
    accessionId: filed.accessionId,
    answerDispatchId: answer.id,
    decidedOn: today,
  });
  await audit(tdb, scope, {
    action: 'disposition.finishIntake',
    objectKind: 'transfer_intake',
    objectId: intake.id,
    objectLabel: intake.batchNumber,
    detail: { accepted: records.length, returned, accessionNumber: filed.accessionNumber, sha256: list.sha256 },
  });
  return { accepted: records.length, returned };
};

/** The fonds under which the records will stand: one of the archives, or a new one for this unit. */
const settleFonds = async (
  tdb: TenantDb,
  scope: TenantScope,
  intake: IntakeRow,
  input: FinishIntakeInput,
): Promise<string> => {
  if (input.fondsId) {
    const fonds = await findFonds(tdb, scope.tenantId, input.fondsId);
    if (!fonds) throw new AppError('NOT_FOUND', `fonds ${input.fondsId} is not in tenant ${scope.tenantId}`);
    return fonds.id;
  }
  if (!input.newFonds) throw new AppError('BAD_INPUT', 'accepted records need a fonds');
  const id = uuidv7();
  const { fondsClosedOn } = transferBody.parse(intake.facts);
  await insertFondsRow(tdb, { tenantId: scope.tenantId, id, ...input.newFonds, closedOn: fondsClosedOn });
  return id;
};

/** 办结接收: every record is decided. A short list is done at once, a long one by a worker. */
export const finishIntake = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: FinishIntakeInput,
  objects: ObjectStore,
): Promise<{ jobId: string | null }> => {
  const { tenantId } = scope;
  refuseClassified(input.receivedByName, input.place, input.newFonds?.name);
  const intake = await holdIntake(tdb, tenantId, input.intakeId, ['pending_review', 'accepting']);
  const counts = await countDecisions(tdb, tenantId, intake.id);
  if (counts.open > 0)
    throw new AppError('INTAKE_NOT_DECIDED', `${counts.open} records are open`, { open: counts.open });
  const isFresh = intake.state === 'pending_review';
  const fondsId = isFresh && counts.accepted > 0 ? await settleFonds(tdb, scope, intake, input) : undefined;
  const named = { decidedByName: input.receivedByName, place: input.place ?? null };
  await updateIntake(tdb, tenantId, intake.id, {
    state: 'accepting',
    ...(isFresh ? named : {}),
    ...(fondsId ? { fondsId } : {}),
  });
  if (counts.accepted + counts.returned <= INLINE_TRANSFER) {
    await completeIntake(tdb, scope, { intakeId: intake.id }, objects);
    return { jobId: null };
  }
  const jobId = await enqueue(tdb, scope, finishIntakeJob, { intakeId: intake.id });
  await updateIntake(tdb, tenantId, intake.id, { jobId });
  await audit(tdb, scope, {
    action: 'disposition.startFinishing',
    objectKind: 'transfer_intake',
    objectId: intake.id,
    objectLabel: intake.batchNumber,
    detail: { accepted: counts.accepted, returned: counts.returned },
  });
  return { jobId };
};
