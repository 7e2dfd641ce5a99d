import type { TenantDb } from '@/db/client';
import { findPlanRow, lockPlanState } from '@/db/queries/disposition-plan.queries';
import { lockPlanUnit, setPlanDay } from '@/db/queries/disposition-plan-unit.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import { type MovePlanDayInput, planChangeBody } from '@/server/domain/disposition/plan';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';

/**
 * 改期 of one unit after a plan was issued. What was issued stays as it is; the unit gets the new day with the reason as a
 * document of its own, and from then on both sides go by it.
 */
export const movePlanDay = async (tdb: TenantDb, scope: TenantScope, input: MovePlanDayInput): Promise<void> => {
  refuseClassified(input.reason);
  const { tenantId } = scope;
  const { planId, unitTenantId, dueOn, reason } = input;
  const key = { tenantId, planId, unitTenantId };
  const state = await lockPlanState(tdb, tenantId, planId);
  const plan = state === null ? undefined : await findPlanRow(tdb, tenantId, planId);
  const line = plan ? await lockPlanUnit(tdb, key) : undefined;
  if (!plan || !line) throw new AppError('NOT_FOUND', `plan ${planId} has no unit ${unitTenantId}`);
  if (state !== 'issued' || line.dispatchId === null)
    throw new AppError('TRANSFER_STATE_WRONG', `plan ${planId} is ${state}`);
  if (dueOn < (await readShanghaiToday(tdb))) throw new AppError('BAD_INPUT', 'the day is over', { dueOn: 'past' });
  if (dueOn === line.dueOn) throw new AppError('BAD_INPUT', 'the day is the same', { dueOn: 'same' });
  await setPlanDay(tdb, key, dueOn);
  await sendDispatch(tdb, scope, {
    addresseeTenantId: unitTenantId,
    kind: 'intake_plan_change',
    title: `移交期限改为${dueOn}：${plan.title}`,
    body: planChangeBody.parse({
      planDispatchId: line.dispatchId,
      planTitle: plan.title,
      year: plan.year,
      dueOn,
      note: `原期限${line.dueOn}。${reason}`,
      issuedBy: scope.tenantName,
    }),
    objectId: planId,
    dueOn,
  });
  await audit(tdb, scope, {
    action: 'disposition.movePlanDay',
    objectKind: 'intake_plan',
    objectId: planId,
    objectLabel: `${plan.title} ${line.unitName}`,
    detail: { unitTenantId, was: line.dueOn, dueOn, reason },
  });
};
