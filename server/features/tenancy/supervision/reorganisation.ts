import { v7 as uuidv7 } from 'uuid';
import { type Pools, type SystemDb, withSystemDb } from '@/db/client';
import {
  beginRelation,
  type ChangeInsert,
  endRelation,
  findUnitForUpdate,
  insertChange,
  insertName,
  insertUnit,
  listBelow,
  listSupervisorsEver,
  lockReorganisation,
  type RelationRow,
  readToday,
  type UnitRow,
  wouldCircle,
} from '@/db/queries/supervision.queries';
import { AppError } from '@/server/domain/shared/app-error';
import { maySupervise } from '@/server/domain/tenancy/supervision';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import type { TenantScope } from '@/server/tenancy/scope';

/** The decree behind a change. */
export interface Decree {
  effectiveOn: string;
  decreeNumber?: string | undefined;
  note?: string | undefined;
}

/**
 * One reorganisation by a bureau: the directory is locked, and who is within reach is settled before anything is
 * written. Changes of one unit are recorded in the order of their days, so that no past day ever gets another tree.
 */
export interface Reorganisation {
  sdb: SystemDb;
  scope: TenantScope;
  decree: Decree;
  today: string;
  /** Below the bureau on the day of the change, and still so today when that day is past; and what the act founds. */
  reach: Set<number>;
}

/** @param decree none for an act that changes no relation and is about today */
export const reorganise = <T>(
  pools: Pools,
  scope: TenantScope,
  decree: Decree | null,
  run: (act: Reorganisation) => Promise<T>,
): Promise<T> =>
  withSystemDb(pools, async (sdb) => {
    await lockReorganisation(sdb);
    const today = await readToday(sdb);
    const effectiveOn = decree?.effectiveOn ?? today;
    const thatDay = (await listBelow(sdb, scope.tenantId, effectiveOn)).map((unit) => unit.tenantId);
    const now = new Set((await listBelow(sdb, scope.tenantId, today)).map((unit) => unit.tenantId));
    const reach = new Set(effectiveOn < today ? thatDay.filter((id) => now.has(id)) : thatDay);
    return run({ sdb, scope, decree: decree ?? { effectiveOn }, today, reach });
  });

const openUnit = async (act: Reorganisation, id: number): Promise<UnitRow> => {
  const unit = await findUnitForUpdate(act.sdb, id);
  if (!unit) throw new AppError('NOT_FOUND', `tenant ${id} is not there`);
  if (unit.closedOn !== null) throw new AppError('TENANT_CLOSED', `tenant ${id} closes on ${unit.closedOn}`);
  return unit;
};

/** A unit that this bureau may change. What is not below it is answered like what does not exist. */
export const unitWithinReach = async (act: Reorganisation, id: number): Promise<UnitRow> => {
  if (!act.reach.has(id)) throw new AppError('NOT_FOUND', `tenant ${id} is not below ${act.scope.tenantId}`);
  return openUnit(act, id);
};

/** The bureau itself or a unit below it, when it may supervise that kind. */
export const supervisorWithinReach = async (
  act: Reorganisation,
  id: number,
  unitKind: TenantKind,
): Promise<UnitRow> => {
  const supervisor = id === act.scope.tenantId ? await openUnit(act, id) : await unitWithinReach(act, id);
  if (!maySupervise(supervisor.kind as TenantKind, unitKind)) {
    throw new AppError('SUPERVISOR_KIND_WRONG', `a ${supervisor.kind} does not supervise a ${unitKind}`);
  }
  return supervisor;
};

const outOfOrder = (what: string): AppError => new AppError('REORGANISATION_OUT_OF_ORDER', what);

/** @throws AppError REORGANISATION_OUT_OF_ORDER when something was recorded for this day or a later one */
const checkOrder = (row: RelationRow, on: string): void => {
  if (row.validFrom >= on || (row.validTo !== null && row.validTo > on)) {
    throw outOfOrder(`unit ${row.unitTenantId} has a change on or after ${on}`);
  }
};

/** Ends where the unit stood: within this bureau's tree, or everywhere when the unit itself ends. */
export const endSupervision = async (act: Reorganisation, unitId: number, everywhere: boolean): Promise<void> => {
  const on = act.decree.effectiveOn;
  const rows = await listSupervisorsEver(act.sdb, unitId);
  const ours = rows.filter(
    (row) => everywhere || row.supervisorTenantId === act.scope.tenantId || act.reach.has(row.supervisorTenantId),
  );
  for (const row of ours) checkOrder(row, on);
  for (const row of ours.filter((candidate) => candidate.validTo === null)) await endRelation(act.sdb, row, on);
};

/** @throws AppError SUPERVISION_CYCLE */
export const beginSupervision = async (act: Reorganisation, unitId: number, supervisorId: number): Promise<void> => {
  const on = act.decree.effectiveOn;
  if (await wouldCircle(act.sdb, unitId, supervisorId, on)) {
    throw new AppError('SUPERVISION_CYCLE', `${supervisorId} stands below ${unitId} on or after ${on}`);
  }
  await beginRelation(act.sdb, { supervisorTenantId: supervisorId, unitTenantId: unitId, validFrom: on });
};

export interface NewUnit {
  slug: string;
  kind: TenantKind;
  name: string;
  shortName: string;
  region?: string | undefined;
  supervisorId: number;
}

/** A new unit with its first name and its place in the tree. */
export const foundUnit = async (act: Reorganisation, unit: NewUnit): Promise<number> => {
  await supervisorWithinReach(act, unit.supervisorId, unit.kind);
  const { slug, kind, name, shortName } = unit;
  const on = act.decree.effectiveOn;
  const id = await insertUnit(act.sdb, { slug, kind, name, shortName, region: unit.region ?? null, createdOn: on });
  const decreeNumber = act.decree.decreeNumber ?? null;
  await insertName(act.sdb, { tenantId: id, validFrom: on, name, decreeNumber }, null);
  await beginSupervision(act, id, unit.supervisorId);
  act.reach.add(id);
  return id;
};

export const recordChange = async (
  act: Reorganisation,
  change: Pick<ChangeInsert, 'kind' | 'sourceTenantIds' | 'targetTenantIds'>,
): Promise<string> => {
  const id = uuidv7();
  await insertChange(act.sdb, {
    ...change,
    id,
    effectiveOn: act.decree.effectiveOn,
    decreeNumber: act.decree.decreeNumber ?? null,
    note: act.decree.note ?? null,
    recordedBy: act.scope.accountId,
    recordedIn: act.scope.tenantId,
  });
  return id;
};

export { outOfOrder };
