import type { TenantDb } from '@/db/client';
import {
  findPlanForUpdate,
  listPlanLines,
  setPlanDecided,
  setPlanSubmitted,
} from '@/db/queries/inspection-plan.queries';
import { audit } from '@/server/audit/audit';
import type { DecidePlanInput } from '@/server/domain/inspection/plan';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { addTodo, closeTodo } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireOpenPlan, requirePlan } from './require-plan.ts';

/** 提交审批: from now on the plan is not rewritten, and a leader has it as a to-do. */
export const submitPlan = async (tdb: TenantDb, scope: TenantScope, input: { planId: string }): Promise<void> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a plan is submitted by a person');
  const plan = await requireOpenPlan(tdb, scope, input.planId);
  const lines = await listPlanLines(tdb, scope.tenantId, plan.id);
  if (lines.length === 0) throw new AppError('PLAN_EMPTY', `plan ${plan.id} has no lines`);
  const key = { tenantId: scope.tenantId, planId: plan.id };
  await setPlanSubmitted(tdb, key, { submittedBy: scope.accountId, submittedByName: scope.actorName });
  await closeTodo(tdb, scope, { kind: 'inspection.revisePlan', objectId: plan.id });
  await addTodo(tdb, scope, {
    kind: 'inspection.approvePlan',
    title: plan.title,
    source: scope.actorName,
    link: `inspection-plans/${plan.id}`,
    objectId: plan.id,
    permission: 'inspection.approve',
  });
  await audit(tdb, scope, {
    action: 'inspection.submitPlan',
    objectKind: 'inspection_plan',
    objectId: plan.id,
    objectLabel: plan.title,
    detail: { lines: lines.length },
  });
};

/** 批准 or 退回 by a leader who did not submit it; what is returned says why and goes back to who submitted it. */
export const decidePlan = async (tdb: TenantDb, scope: TenantScope, input: DecidePlanInput): Promise<void> => {
  refuseClassified(input.opinion);
  const plan = await requirePlan(tdb, scope, input.planId, findPlanForUpdate);
  if (plan.state !== 'submitted') throw new AppError('PLAN_STATE_WRONG', `plan ${plan.id} is ${plan.state}`);
  if (plan.submittedBy === scope.accountId) throw new AppError('OWN_PLAN', `plan ${plan.id} is the person's own`);
  const state = input.decision === 'approve' ? 'approved' : 'returned';
  const opinion = input.opinion ?? null;
  const key = { tenantId: scope.tenantId, planId: plan.id };
  await setPlanDecided(tdb, key, { state, decidedByName: scope.actorName, opinion });
  await closeTodo(tdb, scope, { kind: 'inspection.approvePlan', objectId: plan.id });
  if (state === 'returned') {
    await addTodo(tdb, scope, {
      kind: 'inspection.revisePlan',
      title: plan.title,
      source: scope.actorName,
      link: `inspection-plans/${plan.id}`,
      objectId: plan.id,
      permission: 'inspection.plan',
      assigneeAccountId: plan.submittedBy ?? undefined,
    });
  }
  await audit(tdb, scope, {
    action: 'inspection.decidePlan',
    objectKind: 'inspection_plan',
    objectId: plan.id,
    objectLabel: plan.title,
    detail: { decision: input.decision, opinion },
  });
};
