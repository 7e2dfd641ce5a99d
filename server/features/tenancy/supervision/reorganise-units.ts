import type { Pools } from '@/db/client';
import {
  closeUnit,
  findLastNaming,
  insertName,
  listBelow,
  listSupervisorsEver,
  listUnitsFrom,
  setUnitName,
} from '@/db/queries/supervision.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type {
  AbolishUnitInput,
  CreateUnitInput,
  MergeUnitsInput,
  MoveUnitInput,
  RenameUnitInput,
  SplitUnitInput,
} from '@/server/domain/tenancy/supervision';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import type { TenantScope } from '@/server/tenancy/scope';
import {
  beginSupervision,
  endSupervision,
  foundUnit,
  outOfOrder,
  type Reorganisation,
  recordChange,
  reorganise,
  supervisorWithinReach,
  unitWithinReach,
} from './reorganisation.ts';

interface Recorded {
  changeId: string;
  /** The unit that goes on: the new, the moved, the renamed, the one merged into. */
  unitId: number;
}

const log = async (
  act: Reorganisation,
  verb: string,
  changeId: string,
  label: string,
  detail: Record<string, unknown>,
) =>
  audit(act.sdb, act.scope, {
    action: `supervision.${verb}`,
    objectKind: 'tenant_change',
    objectId: changeId,
    objectLabel: label,
    detail: { ...detail, effectiveOn: act.decree.effectiveOn, decreeNumber: act.decree.decreeNumber ?? null },
  });

/** 新设单位 under the bureau or a unit below it. */
export const createUnit = (pools: Pools, scope: TenantScope, input: CreateUnitInput): Promise<Recorded> =>
  reorganise(pools, scope, input, async (act) => {
    const unitId = await foundUnit(act, input);
    const changeId = await recordChange(act, { kind: 'create', sourceTenantIds: [], targetTenantIds: [unitId] });
    await log(act, 'createUnit', changeId, input.name, { unitId, supervisorId: input.supervisorId });
    return { changeId, unitId };
  });

/** 划转: puts a unit, and with it all below it, under another supervisor from a day on. */
export const moveUnit = (pools: Pools, scope: TenantScope, input: MoveUnitInput): Promise<Recorded> =>
  reorganise(pools, scope, input, async (act) => {
    const unit = await unitWithinReach(act, input.unitId);
    await supervisorWithinReach(act, input.supervisorId, unit.kind as TenantKind);
    await endSupervision(act, unit.id, false);
    await beginSupervision(act, unit.id, input.supervisorId);
    const changeId = await recordChange(act, {
      kind: 'move',
      sourceTenantIds: [unit.id],
      targetTenantIds: [input.supervisorId],
    });
    await log(act, 'moveUnit', changeId, unit.name, { unitId: unit.id, supervisorId: input.supervisorId });
    return { changeId, unitId: unit.id };
  });

/** 更名: the fonds goes on under the new name; days before keep the old one. The short name changes at once. */
export const renameUnit = (pools: Pools, scope: TenantScope, input: RenameUnitInput): Promise<Recorded> =>
  reorganise(pools, scope, input, async (act) => {
    const { effectiveOn, name, shortName } = input;
    const unit = await unitWithinReach(act, input.unitId);
    const last = await findLastNaming(act.sdb, unit.id);
    if (last && last.validFrom >= effectiveOn) throw outOfOrder(`unit ${unit.id} has a name since ${last.validFrom}`);
    const since = (await listSupervisorsEver(act.sdb, unit.id)).map((row) => row.validFrom);
    const [first = unit.createdOn] = [unit.createdOn, ...since].sort();
    const before = last || first >= effectiveOn ? null : { validFrom: first, name: unit.name };
    await insertName(
      act.sdb,
      { tenantId: unit.id, validFrom: effectiveOn, name, decreeNumber: input.decreeNumber ?? null },
      before,
    );
    await setUnitName(act.sdb, unit.id, { shortName, name: effectiveOn <= act.today ? name : undefined });
    const changeId = await recordChange(act, {
      kind: 'rename',
      sourceTenantIds: [unit.id],
      targetTenantIds: [unit.id],
    });
    await log(act, 'renameUnit', changeId, name, { unitId: unit.id, before: unit.name });
    return { changeId, unitId: unit.id };
  });

/** Closes a unit. Its own units go to a successor; without one it must have none. */
const dissolve = async (act: Reorganisation, unitId: number, successorId: number | null): Promise<void> => {
  const on = act.decree.effectiveOn;
  for (const child of await listUnitsFrom(act.sdb, unitId, on)) {
    if (successorId === null)
      throw new AppError('TENANT_HAS_UNITS', `tenant ${unitId} still supervises ${child.unitTenantId}`);
    if (child.validFrom >= on)
      throw outOfOrder(`unit ${child.unitTenantId} comes under ${unitId} on ${child.validFrom}`);
    const unit = await unitWithinReach(act, child.unitTenantId);
    await supervisorWithinReach(act, successorId, unit.kind as TenantKind);
    await endSupervision(act, unit.id, false);
    await beginSupervision(act, unit.id, successorId);
  }
  await endSupervision(act, unitId, true);
  await closeUnit(act.sdb, unitId, on);
};

const closable = async (act: Reorganisation, unitId: number) => {
  const unit = await unitWithinReach(act, unitId);
  const naming = await findLastNaming(act.sdb, unitId);
  const { effectiveOn } = act.decree;
  if (unit.createdOn > effectiveOn || (naming && naming.validFrom > effectiveOn)) {
    throw outOfOrder(`unit ${unitId} has a change after ${effectiveOn}`);
  }
  return unit;
};

/** 合并: the sources end, their units and their records' fonds find their successor. */
export const mergeUnits = (pools: Pools, scope: TenantScope, input: MergeUnitsInput): Promise<Recorded> =>
  reorganise(pools, scope, input, async (act) => {
    const { into } = input;
    const sourceIds = [...new Set(input.sourceIds)];
    const isNew = !('unitId' in into);
    if (isNew && sourceIds.length < 2) throw new AppError('BAD_INPUT', 'a new unit comes of two or more');
    const sources = [];
    for (const id of sourceIds) sources.push(await closable(act, id));
    const targetId = isNew ? await foundUnit(act, into) : (await unitWithinReach(act, into.unitId)).id;
    for (const source of sources) {
      const below = await listBelow(act.sdb, source.id, input.effectiveOn);
      const taken = new Set([targetId, ...sourceIds]);
      if (source.id === targetId || below.some((unit) => taken.has(unit.tenantId))) {
        throw new AppError('SUPERVISION_CYCLE', `tenant ${source.id} cannot merge with what is below it`);
      }
    }
    for (const source of sources) await dissolve(act, source.id, targetId);
    const kind = isNew ? 'merge_new' : 'merge_into';
    const changeId = await recordChange(act, { kind, sourceTenantIds: sourceIds, targetTenantIds: [targetId] });
    await log(act, 'mergeUnits', changeId, sources.map((unit) => unit.name).join('、'), { sourceIds, targetId });
    return { changeId, unitId: targetId };
  });

/** 分设: new units come out of one that goes on, with its fonds and its own units. */
export const splitUnit = (pools: Pools, scope: TenantScope, input: SplitUnitInput): Promise<Recorded> =>
  reorganise(pools, scope, input, async (act) => {
    const unit = await unitWithinReach(act, input.unitId);
    const targets: number[] = [];
    for (const part of input.newUnits) targets.push(await foundUnit(act, part));
    const kind = input.mainContinues ? 'main_continue' : 'split_new';
    const changeId = await recordChange(act, {
      kind,
      sourceTenantIds: [unit.id],
      targetTenantIds: [unit.id, ...targets],
    });
    await log(act, 'splitUnit', changeId, unit.name, { unitId: unit.id, newUnitIds: targets });
    return { changeId, unitId: unit.id };
  });

/** 撤销: the unit ends on the day, with nothing left below it. */
export const abolishUnit = (pools: Pools, scope: TenantScope, input: AbolishUnitInput): Promise<Recorded> =>
  reorganise(pools, scope, input, async (act) => {
    const unit = await closable(act, input.unitId);
    await dissolve(act, unit.id, null);
    const changeId = await recordChange(act, { kind: 'abolish', sourceTenantIds: [unit.id], targetTenantIds: [] });
    await log(act, 'abolishUnit', changeId, unit.name, { unitId: unit.id });
    return { changeId, unitId: unit.id };
  });
