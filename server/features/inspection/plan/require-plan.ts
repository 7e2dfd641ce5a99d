import type { TenantDb } from '@/db/client';
import { findPlan, findPlanForUpdate, type PlanRow } from '@/db/queries/inspection-plan.queries';
import { type PlanState, planIsOpen } from '@/server/domain/inspection/plan-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

export const requirePlan = async (
  tdb: TenantDb,
  scope: TenantScope,
  planId: string,
  find: typeof findPlan = findPlan,
): Promise<PlanRow> => {
  const plan = await find(tdb, scope.tenantId, planId);
  if (!plan) throw new AppError('NOT_FOUND', `plan ${planId} is not in tenant ${scope.tenantId}`);
  return plan;
};

/** A plan whose lines may still change, held until the transaction ends. */
export const requireOpenPlan = async (tdb: TenantDb, scope: TenantScope, planId: string): Promise<PlanRow> => {
  const plan = await requirePlan(tdb, scope, planId, findPlanForUpdate);
  if (!planIsOpen(plan.state as PlanState)) throw new AppError('PLAN_STATE_WRONG', `plan ${planId} is ${plan.state}`);
  return plan;
};
