import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import {
  deletePlanLine,
  findPlanLine,
  insertPlanLine,
  listPlanLines,
  MOST_LINES,
  type PlanLineFacts,
  type PlanLineRow,
  updatePlanLineRow,
} from '@/db/queries/inspection-plan.queries';
import { audit } from '@/server/audit/audit';
import { type AddPlanLineInput, saysHowMany, type UpdatePlanLineInput } from '@/server/domain/inspection/plan';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireOpenPlan } from './require-plan.ts';

/** The first kind decides what the campaign is counted under; the others go with it. */
const factsOf = ({ subjectKinds, ...facts }: Omit<AddPlanLineInput, 'planId'>): PlanLineFacts => {
  if (!saysHowMany(facts)) throw new AppError('BAD_INPUT', 'a draw needs a share or a number');
  const [subjectKind = '', ...furtherKinds] = [...new Set(subjectKinds)];
  return {
    ...facts,
    theme: facts.theme ?? null,
    share: facts.share ?? null,
    units: facts.units ?? null,
    subjectKind,
    furtherKinds,
    jointPartners: [...new Set(facts.jointPartners)],
  };
};

export const requirePlanLine = async (tdb: TenantDb, scope: TenantScope, lineId: string): Promise<PlanLineRow> => {
  const line = await findPlanLine(tdb, scope.tenantId, lineId);
  if (!line) throw new AppError('NOT_FOUND', `plan line ${lineId} is not in tenant ${scope.tenantId}`);
  return line;
};

/** 增加计划项. */
export const addPlanLine = async (
  tdb: TenantDb,
  scope: TenantScope,
  { planId, ...input }: AddPlanLineInput,
): Promise<{ id: string }> => {
  refuseClassified(input.title, input.scope);
  const plan = await requireOpenPlan(tdb, scope, planId);
  const lines = await listPlanLines(tdb, scope.tenantId, plan.id);
  if (lines.length >= MOST_LINES) throw new AppError('BATCH_TOO_LARGE', 'too many lines', { rows: MOST_LINES });
  const id = uuidv7();
  const position = (lines.at(-1)?.position ?? 0) + 1;
  await insertPlanLine(tdb, { ...factsOf(input), tenantId: scope.tenantId, id, planId: plan.id, position });
  await audit(tdb, scope, {
    action: 'inspection.addPlanLine',
    objectKind: 'inspection_plan_line',
    objectId: id,
    objectLabel: input.title,
    detail: { planId: plan.id, ...input },
  });
  return { id };
};

/** 修改计划项, while the plan is open. */
export const updatePlanLine = async (
  tdb: TenantDb,
  scope: TenantScope,
  { lineId, ...input }: UpdatePlanLineInput,
): Promise<void> => {
  refuseClassified(input.title, input.scope);
  const line = await requirePlanLine(tdb, scope, lineId);
  await requireOpenPlan(tdb, scope, line.planId);
  await updatePlanLineRow(tdb, { tenantId: scope.tenantId, lineId }, factsOf(input));
  await audit(tdb, scope, {
    action: 'inspection.updatePlanLine',
    objectKind: 'inspection_plan_line',
    objectId: lineId,
    objectLabel: input.title,
    detail: { planId: line.planId, ...input },
  });
};

/** 删除计划项, while nobody has approved it: it was a draft, and the log keeps what it said. */
export const removePlanLine = async (tdb: TenantDb, scope: TenantScope, input: { lineId: string }): Promise<void> => {
  const line = await requirePlanLine(tdb, scope, input.lineId);
  await requireOpenPlan(tdb, scope, line.planId);
  await deletePlanLine(tdb, scope.tenantId, line.id);
  await audit(tdb, scope, {
    action: 'inspection.removePlanLine',
    objectKind: 'inspection_plan_line',
    objectId: line.id,
    objectLabel: line.title,
    detail: { planId: line.planId, kind: line.kind, scope: line.scope },
  });
};
