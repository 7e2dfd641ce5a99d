import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import {
  type DepartureRow,
  expandToPieces,
  findDeparture,
  insertDeparture,
  isProposedElsewhere,
  lockDeparting,
  setItemsDeparted,
  updateDeparture,
} from '@/db/queries/disposition-departure.queries';
import { nextNumber } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import type {
  CompleteDepartureInput,
  DeclineDepartureInput,
  ProposeDepartureInput,
} from '@/server/domain/disposition/departure';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { addTodo, closeTodo } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';

/** With the pieces of its volumes; beyond it a departure is drawn up in parts. */
const MOST_ITEMS = 2000;
const TODO = 'departure.decide';

/** @throws AppError NOT_FOUND; DEPARTURE_NOT_THERE; DEPARTURE_TERM_RUNNING */
const requireDeparting = async (
  tdb: TenantDb,
  scope: TenantScope,
  kind: string,
  itemIds: readonly string[],
): Promise<void> => {
  const rows = await lockDeparting(tdb, scope.tenantId, itemIds);
  if (rows.length !== itemIds.length) throw new AppError('NOT_FOUND', 'a record is not in this tenant');
  const gone = rows.find((row) => !row.isThere);
  if (gone) throw new AppError('DEPARTURE_NOT_THERE', gone.referenceCode);
  const kept = kind === 'destroyed' ? rows.find((row) => !row.isOver) : undefined;
  if (kept) throw new AppError('DEPARTURE_TERM_RUNNING', kept.referenceCode);
};

/**
 * 移出登记, proposed: which records, on what paper, why. Volumes take their pieces along. What is to be destroyed has to
 * be beyond its term: permanent records and the old 长期 and 短期 never are before a new appraisal.
 * @throws AppError NOT_FOUND; DEPARTURE_NOT_THERE; DEPARTURE_TERM_RUNNING; DEPARTURE_PROPOSED_ALREADY
 */
export const proposeDeparture = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ProposeDepartureInput,
): Promise<{ departureId: string; departureNumber: string; items: number }> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a departure is proposed by a person');
  const { kind, basis, reason } = input;
  refuseClassified(basis, reason);
  const named = [...new Set(input.itemIds)];
  await requireDeparting(tdb, scope, kind, named);
  const itemIds = await expandToPieces(tdb, tenantId, named);
  if (itemIds.length > MOST_ITEMS) throw new AppError('BAD_INPUT', 'more records than one departure takes');
  await requireDeparting(tdb, scope, kind, itemIds);
  if (await isProposedElsewhere(tdb, tenantId, itemIds))
    throw new AppError('DEPARTURE_PROPOSED_ALREADY', 'a record stands on another proposal');
  const year = (await readToday(tdb)).slice(0, 4);
  const number = await nextNumber(tdb, tenantId, `departure-${year}`);
  const departureNumber = `YC${year}-${String(number).padStart(4, '0')}`;
  const departureId = uuidv7();
  await insertDeparture(tdb, {
    tenantId,
    id: departureId,
    departureNumber,
    kind,
    itemIds,
    basis,
    reason,
    proposedBy: accountId,
    proposedByName: scope.actorName,
  });
  await addTodo(tdb, scope, {
    kind: TODO,
    title: `移出登记 ${departureNumber} 待审批`,
    source: scope.actorName,
    link: 'departures?state=proposed',
    objectId: departureId,
    permission: 'disposition.approveDeparture',
  });
  await audit(tdb, scope, {
    action: 'disposition.proposeDeparture',
    objectKind: 'departure',
    objectId: departureId,
    objectLabel: departureNumber,
    detail: { kind, basis, reason, items: itemIds.length },
  });
  return { departureId, departureNumber, items: itemIds.length };
};

const requireProposed = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { departureId: string; rowVersion: number },
): Promise<DepartureRow & { decidedBy: string }> => {
  const { accountId, tenantId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a departure is decided by a person');
  const row = await findDeparture(tdb, tenantId, input.departureId);
  if (!row) throw new AppError('NOT_FOUND', `departure ${input.departureId} is not in tenant ${tenantId}`);
  if (row.rowVersion !== input.rowVersion) throw new AppError('STALE_VERSION', `departure ${row.id}`);
  if (row.state !== 'proposed') throw new AppError('TRANSFER_STATE_WRONG', `departure ${row.id} is ${row.state}`);
  if (row.proposedBy === accountId) throw new AppError('DEPARTURE_SAME_PERSON', row.departureNumber);
  return { ...row, decidedBy: accountId };
};

/**
 * 批准并执行: the records have left on that day. Two witnesses and a method stand with what was destroyed.
 * @throws AppError NOT_FOUND; STALE_VERSION; TRANSFER_STATE_WRONG; DEPARTURE_SAME_PERSON; DEPARTURE_WITNESSES;
 * DEPARTURE_NOT_THERE, DEPARTURE_TERM_RUNNING where the records changed after the proposal
 */
export const completeDeparture = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CompleteDepartureInput,
): Promise<{ items: number }> => {
  const row = await requireProposed(tdb, scope, input);
  const { leftOn, witnesses } = input;
  refuseClassified(...witnesses);
  if (leftOn > (await readToday(tdb))) throw new AppError('BAD_INPUT', 'left in the future');
  const method = row.kind === 'destroyed' ? (input.method ?? null) : null;
  if (row.kind === 'destroyed' && (method === null || witnesses.length < 2))
    throw new AppError('DEPARTURE_WITNESSES', row.departureNumber);
  await requireDeparting(tdb, scope, row.kind, row.itemIds);
  const key = { tenantId: scope.tenantId, id: row.id, rowVersion: row.rowVersion };
  const by = { decidedBy: row.decidedBy, decidedByName: scope.actorName };
  if (!(await updateDeparture(tdb, key, { ...by, state: 'done', leftOn, method, witnesses })))
    throw new AppError('STALE_VERSION', `departure ${row.id}`);
  const items = await setItemsDeparted(tdb, scope.tenantId, row.itemIds, { leftOn, kind: row.kind });
  await closeTodo(tdb, scope, { kind: TODO, objectId: row.id });
  await audit(tdb, scope, {
    action: 'disposition.completeDeparture',
    objectKind: 'departure',
    objectId: row.id,
    objectLabel: row.departureNumber,
    detail: { kind: row.kind, leftOn, method, witnesses, items },
  });
  return { items };
};

/** 不同意: the records stay where they are and can be proposed again. */
export const declineDeparture = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: DeclineDepartureInput,
): Promise<void> => {
  refuseClassified(input.reason);
  const row = await requireProposed(tdb, scope, input);
  const key = { tenantId: scope.tenantId, id: row.id, rowVersion: row.rowVersion };
  const by = { decidedBy: row.decidedBy, decidedByName: scope.actorName };
  if (!(await updateDeparture(tdb, key, { ...by, state: 'declined', declineReason: input.reason })))
    throw new AppError('STALE_VERSION', `departure ${row.id}`);
  await closeTodo(tdb, scope, { kind: TODO, objectId: row.id });
  await audit(tdb, scope, {
    action: 'disposition.declineDeparture',
    objectKind: 'departure',
    objectId: row.id,
    objectLabel: row.departureNumber,
    detail: { reason: input.reason },
  });
};
