import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertItems } from '@/db/queries/archive-item.queries';
import { findFonds, readToday } from '@/db/queries/archive-scheme.queries';
import {
  type IntakeRow,
  insertFondsRow,
  isFondsNumberTaken,
  lockIntake,
  updateIntake,
} from '@/db/queries/disposition-intake.queries';
import {
  type IntakeItemRow,
  listAllIntakeItems,
  type StoppedItem,
  saveStops,
  setIntakeItemCodes,
  setProvenance,
} from '@/db/queries/disposition-intake-item.queries';
import { audit } from '@/server/audit/audit';
import { type AnsweredRecord, type FrozenRecord, transferBody } from '@/server/domain/disposition/transfer';
import { AppError } from '@/server/domain/shared/app-error';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { writeAccession } from '../accession/write-accession.ts';
import { linesOf, transferorKindOf } from './accession-lines.ts';
import { answerDelivery } from './answer-delivery.ts';
import { type AcceptedRecord, composeHoldings, findStops } from './compose-holding.ts';

const PART = 500;

interface Accepted {
  accessionId: string | null;
  accessionNumber: string | null;
  fondsNumber: string | null;
  codes: Map<string, string>;
}

interface SettledFonds {
  id: string;
  number: string;
}

/** The fonds that was chosen. A new one is made here, together with the records that stand under it. */
const settleFonds = async (tdb: TenantDb, tenantId: number, intake: IntakeRow): Promise<SettledFonds> => {
  const { newFondsNumber: number, newFondsName: name } = intake;
  if (number !== null && name !== null) {
    const id = uuidv7();
    const { fondsClosedOn } = transferBody.parse(intake.facts);
    await insertFondsRow(tdb, { tenantId, id, number, name, closedOn: fondsClosedOn });
    await updateIntake(tdb, tenantId, intake.id, { fondsId: id, newFondsNumber: null, newFondsName: null });
    return { id, number };
  }
  const fonds = intake.fondsId ? await findFonds(tdb, tenantId, intake.fondsId) : undefined;
  if (!fonds) throw new AppError('NOT_FOUND', `intake ${intake.id} has no fonds`);
  return { id: fonds.id, number: fonds.number };
};

/** The delivery's line in the register, and the archives' own rows that belong to it. */
const fileHoldings = async (
  tdb: TenantDb,
  scope: TenantScope,
  intake: IntakeRow,
  accepted: readonly AcceptedRecord[],
  today: string,
): Promise<Accepted> => {
  const { tenantId } = scope;
  const records = accepted.map((one) => one.record);
  if (records.length === 0) return { accessionId: null, accessionNumber: null, fondsNumber: null, codes: new Map() };
  const fonds = await settleFonds(tdb, tenantId, intake);
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
  const holdings = await composeHoldings(tdb, place, accepted);
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

/** What stands in the way, found before anything is written. */
interface Obstacles {
  stops: StoppedItem[];
  errorCode: string | null;
}
const findObstacles = async (
  tdb: TenantDb,
  tenantId: number,
  intake: IntakeRow,
  accepted: readonly AcceptedRecord[],
): Promise<Obstacles> => {
  if (accepted.length === 0) return { stops: [], errorCode: null };
  const { newFondsNumber, fondsId, senderTenantId } = intake;
  if (newFondsNumber !== null && (await isFondsNumberTaken(tdb, tenantId, newFondsNumber)))
    return { stops: [], errorCode: 'FONDS_NUMBER_TAKEN' };
  const chosen = fondsId ? await findFonds(tdb, tenantId, fondsId) : undefined;
  const fondsNumber = newFondsNumber ?? chosen?.number;
  if (fondsNumber === undefined) return { stops: [], errorCode: 'NOT_FOUND' };
  const stops = await findStops(tdb, { tenantId, senderTenantId, fondsNumber }, accepted);
  return { stops, errorCode: null };
};

/** Back to the person who decides: nothing was taken in, nobody was answered, and each record says what stopped it. */
const stopIntake = async (
  tdb: TenantDb,
  scope: TenantScope,
  intake: IntakeRow,
  { stops, errorCode }: Obstacles,
): Promise<void> => {
  await updateIntake(tdb, scope.tenantId, intake.id, { state: 'pending_review', errorCode, jobId: null });
  await audit(tdb, scope, {
    action: 'disposition.stopIntake',
    objectKind: 'transfer_intake',
    objectId: intake.id,
    objectLabel: intake.batchNumber,
    detail: { stopped: stops.length, codes: stops.slice(0, 20).map((stop) => stop.stopDetail), errorCode },
  });
};

export interface CompletedIntake {
  accepted: number;
  returned: number;
  /** Records that cannot be taken in: then nothing was. */
  stopped: number;
}

/**
 * Takes the accepted records in and answers the unit, in one transaction: either the archives holds them and the
 * receipt is on its way, or neither. Where a record cannot be taken in nothing is, and the intake waits for another
 * decision. Done already, it does nothing.
 */
export const completeIntake = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { intakeId: string },
  objects: ObjectStore,
): Promise<CompletedIntake> => {
  const { tenantId } = scope;
  const intake = await lockIntake(tdb, tenantId, input.intakeId);
  if (!intake) throw new AppError('NOT_FOUND', `intake ${input.intakeId} is not in tenant ${tenantId}`);
  if (intake.state !== 'accepting') return { accepted: 0, returned: 0, stopped: 0 };
  const items = await listAllIntakeItems(tdb, tenantId, intake.id);
  const accepted = items.flatMap(({ decision, record, givenCode }) =>
    decision === 'accepted' ? [{ record: record as FrozenRecord, givenCode }] : [],
  );
  const obstacles = await findObstacles(tdb, tenantId, intake, accepted);
  await saveStops(tdb, tenantId, intake.id, obstacles.stops);
  if (obstacles.stops.length > 0 || obstacles.errorCode !== null) {
    await stopIntake(tdb, scope, intake, obstacles);
    return { accepted: 0, returned: 0, stopped: obstacles.stops.length };
  }
  const today = await readToday(tdb);
  const filed = await fileHoldings(tdb, scope, intake, accepted, today);
  const returned = items.length - accepted.length;
  const answers = answersOf(items, filed.codes);
  const counts = { acceptedCount: accepted.length, returnedCount: returned };
  const { accessionNumber, fondsNumber, accessionId } = filed;
  const answered = await answerDelivery(tdb, scope, objects, intake, {
    answers,
    facts: { ...counts, acceptedOn: today, accessionNumber, fondsNumber, place: intake.place, note: null },
  });
  await updateIntake(tdb, tenantId, intake.id, {
    state: accepted.length > 0 ? 'accepted' : 'rejected',
    accessionId,
    answerDispatchId: answered.dispatchId,
    decidedOn: today,
    errorCode: null,
  });
  await audit(tdb, scope, {
    action: 'disposition.finishIntake',
    objectKind: 'transfer_intake',
    objectId: intake.id,
    objectLabel: intake.batchNumber,
    detail: { accepted: accepted.length, returned, accessionNumber, sha256: answered.sha256 },
  });
  return { accepted: accepted.length, returned, stopped: 0 };
};
