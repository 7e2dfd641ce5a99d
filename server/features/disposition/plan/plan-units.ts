import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findPlanRow, insertPlanUnits, lockPlanState } from '@/db/queries/disposition-plan.queries';
import {
  countPlanUnitRows,
  deletePlanUnit,
  listPlanUnitRows,
  type PlanLineRow,
  updatePlanUnit,
} from '@/db/queries/disposition-plan-unit.queries';
import { audit } from '@/server/audit/audit';
import {
  type AddPlanUnitsInput,
  type ChangePlanUnitInput,
  type ExportPlanUnitsInput,
  type ListPlanUnitsInput,
  MOST_PLAN_UNITS,
  type PlanProgress,
  type PlanUnitPage,
  planUnitPage,
  planUnitView,
  type RemovePlanUnitInput,
} from '@/server/domain/disposition/plan';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { isoDate } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { namedUnits } from './name-units.ts';

const cursorKey = z.tuple([isoDate, z.string().max(300), z.number().int()]);

const requirePlan = async (tdb: TenantDb, tenantId: number, planId: string) => {
  const plan = await findPlanRow(tdb, tenantId, planId);
  if (!plan) throw new AppError('NOT_FOUND', `plan ${planId} is not in tenant ${tenantId}`);
  return plan;
};

/** All lines of a plan; a plan has no more than `MOST_PLAN_UNITS`. */
export const readPlanUnits = (tdb: TenantDb, tenantId: number, planId: string): Promise<PlanLineRow[]> =>
  listPlanUnitRows(tdb, tenantId, { planId }, { cursor: undefined, direction: 'after', limit: MOST_PLAN_UNITS });

/** The schedule of a plan with how far each unit is, by the day it is due. */
export const listPlanUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListPlanUnitsInput,
): Promise<PlanUnitPage> => {
  await requirePlan(tdb, scope.tenantId, input.planId);
  const { direction, limit } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listPlanUnitRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const counts = await countPlanUnitRows(tdb, scope.tenantId, input);
  const total = counts.reduce((sum, one) => sum + one.shown, 0);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<PlanLineRow>(rows, cut, (row) => encodeCursor([row.dueOn, row.unitName, row.unitTenantId]));
  return planUnitPage.parse({ ...page, counts });
};

const PROGRESS_WORDS: Readonly<Record<PlanProgress, string>> = {
  waiting: '待确认',
  confirmed: '已确认',
  delivered: '已送审',
  accepted: '已接收',
  late: '逾期未移交',
};

export const exportPlanUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ExportPlanUnitsInput,
): Promise<FileReference> => {
  const plan = await requirePlan(tdb, scope.tenantId, input.planId);
  const page = { cursor: undefined, direction: 'after', limit: MOST_PLAN_UNITS } as const;
  const rows = await listPlanUnitRows(tdb, scope.tenantId, input, page);
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportPlanUnits',
    objectKind: 'intake_plan',
    fileName: `${plan.title}_各单位进度.xlsx`,
    sheetName: '各单位进度',
    columns: [
      { heading: '移交单位', width: 32 },
      { heading: '移交范围', width: 32 },
      { heading: '起始年度', width: 10 },
      { heading: '终止年度', width: 10 },
      { heading: '移交期限', width: 12 },
      { heading: '进度', width: 12 },
      { heading: '单位报到期（条）', width: 16 },
      { heading: '已送（条）', width: 12 },
      { heading: '接收（卷）', width: 12 },
      { heading: '接收（件）', width: 12 },
      { heading: '接收（盒）', width: 12 },
    ],
    rows: rows
      .map((row) => planUnitView.parse(row))
      .map((row) => [
        row.unitName,
        row.scope,
        row.yearFrom,
        row.yearTo,
        row.dueOn,
        PROGRESS_WORDS[row.progress],
        row.announcedItems,
        row.deliveredItems,
        row.acceptedVolumes,
        row.acceptedPieces,
        row.acceptedBoxes,
      ]),
  });
};

/** What was issued is a document at the unit and is not changed under it. */
const holdDraft = async (tdb: TenantDb, tenantId: number, planId: string): Promise<void> => {
  const state = await lockPlanState(tdb, tenantId, planId);
  if (state === null) throw new AppError('NOT_FOUND', `plan ${planId} is not in tenant ${tenantId}`);
  if (state !== 'draft') throw new AppError('TRANSFER_STATE_WRONG', `plan ${planId} is ${state}`);
};

/** A unit's own scope, years and day, until the plan is issued. */
export const changePlanUnit = async (tdb: TenantDb, scope: TenantScope, input: ChangePlanUnitInput): Promise<void> => {
  refuseClassified(input.scope);
  const { tenantId } = scope;
  const { planId, unitTenantId, ...change } = input;
  await holdDraft(tdb, tenantId, planId);
  if (!(await updatePlanUnit(tdb, { tenantId, planId, unitTenantId }, change)))
    throw new AppError('NOT_FOUND', `unit ${unitTenantId} is not in plan ${planId}`);
  await audit(tdb, scope, {
    action: 'disposition.changePlanUnit',
    objectKind: 'intake_plan',
    objectId: planId,
    objectLabel: (await requirePlan(tdb, tenantId, planId)).title,
    detail: { unitTenantId, ...change },
  });
};

/** More units for a plan that was not issued. Those in it already keep their line. */
export const addPlanUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AddPlanUnitsInput,
): Promise<{ added: number }> => {
  const { tenantId } = scope;
  const { planId } = input;
  refuseClassified(...input.units.map((unit) => unit.scope));
  await holdDraft(tdb, tenantId, planId);
  const added = await insertPlanUnits(tdb, { tenantId, planId }, await namedUnits(tdb, scope, input.units));
  const plan = await requirePlan(tdb, tenantId, planId);
  if (plan.unitCount > MOST_PLAN_UNITS)
    throw new AppError('LIST_FULL', `plan ${planId} would have ${plan.unitCount} units`, { most: MOST_PLAN_UNITS });
  await audit(tdb, scope, {
    action: 'disposition.addPlanUnits',
    objectKind: 'intake_plan',
    objectId: planId,
    objectLabel: plan.title,
    detail: { added, units: input.units.map((unit) => unit.unitTenantId) },
  });
  return { added };
};

/** Takes a unit out of a plan that was not issued; the last one stays, as a plan without units is none. */
export const removePlanUnit = async (tdb: TenantDb, scope: TenantScope, input: RemovePlanUnitInput): Promise<void> => {
  const { tenantId } = scope;
  const { planId, unitTenantId } = input;
  await holdDraft(tdb, tenantId, planId);
  const unitName = await deletePlanUnit(tdb, { tenantId, planId, unitTenantId });
  if (unitName === null) throw new AppError('NOT_FOUND', `unit ${unitTenantId} is not in plan ${planId}`);
  const plan = await requirePlan(tdb, tenantId, planId);
  if (plan.unitCount === 0) throw new AppError('CONFLICT', `plan ${planId} would have no unit`);
  await audit(tdb, scope, {
    action: 'disposition.removePlanUnit',
    objectKind: 'intake_plan',
    objectId: planId,
    objectLabel: plan.title,
    detail: { unitTenantId, unitName },
  });
};
