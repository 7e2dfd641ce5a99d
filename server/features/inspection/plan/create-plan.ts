import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertPlan, setPlanFacts } from '@/db/queries/inspection-plan.queries';
import { audit } from '@/server/audit/audit';
import type { CreatePlanInput, UpdatePlanInput } from '@/server/domain/inspection/plan';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireOpenPlan } from './require-plan.ts';

/** 新建年度检查计划. A year may have several: what an approved one lacks, a further one adds. */
export const createPlan = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CreatePlanInput,
): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a plan needs a person');
  refuseClassified(input.title, input.basis);
  const id = uuidv7();
  const { tenantId, accountId, actorName } = scope;
  await insertPlan(tdb, { ...input, tenantId, id, createdBy: accountId, createdByName: actorName });
  await audit(tdb, scope, {
    action: 'inspection.createPlan',
    objectKind: 'inspection_plan',
    objectId: id,
    objectLabel: input.title,
    detail: { year: input.year, basis: input.basis },
  });
  return { id };
};

/** Title and basis, while the plan is open. */
export const updatePlan = async (tdb: TenantDb, scope: TenantScope, input: UpdatePlanInput): Promise<void> => {
  refuseClassified(input.title, input.basis);
  const plan = await requireOpenPlan(tdb, scope, input.planId);
  if (plan.rowVersion !== input.rowVersion) throw new AppError('STALE_VERSION', `plan ${plan.id} changed meanwhile`);
  const { title, basis } = input;
  await setPlanFacts(tdb, { tenantId: scope.tenantId, planId: plan.id }, { title, basis });
  await audit(tdb, scope, {
    action: 'inspection.updatePlan',
    objectKind: 'inspection_plan',
    objectId: plan.id,
    objectLabel: title,
    detail: { before: { title: plan.title, basis: plan.basis }, after: { title, basis } },
  });
};
