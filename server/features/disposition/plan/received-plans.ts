import type { TenantDb } from '@/db/client';
import { findReceivedPlan, listReceivedPlans, type ReceivedPlanRow } from '@/db/queries/disposition-plan.queries';
import { audit } from '@/server/audit/audit';
import { type ConfirmPlanInput, planBody, type ReceivedPlanView } from '@/server/domain/disposition/intake';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { sumDue } from '../transfer/list-due.ts';

const toView = (row: ReceivedPlanRow): ReceivedPlanView[] => {
  const body = planBody.safeParse(row.body);
  if (!body.success) return [];
  const { dispatchId, senderTenantId, senderName, isConfirmed } = row;
  return [{ ...body.data, dispatchId, senderTenantId, senderName, isConfirmed }];
};

/** 收到的接收计划, newest first. */
export const listReceived = async (tdb: TenantDb, scope: TenantScope): Promise<ReceivedPlanView[]> =>
  (await listReceivedPlans(tdb, scope.tenantId)).flatMap(toView);

/** 确认计划: says that it is known, and how much is due here by the unit's own catalogue. Once. */
export const confirmPlan = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ConfirmPlanInput,
): Promise<{ dueItems: number }> => {
  refuseClassified(input.note);
  const plan = await findReceivedPlan(tdb, scope.tenantId, input.dispatchId);
  const body = planBody.safeParse(plan?.body);
  if (!plan || !body.success) throw new AppError('NOT_FOUND', `plan ${input.dispatchId} was not sent here`);
  if (plan.isConfirmed) throw new AppError('TRANSFER_STATE_WRONG', `plan ${input.dispatchId} was confirmed`);
  const dueItems = await sumDue(tdb, scope, plan.senderTenantId);
  await sendDispatch(tdb, scope, {
    addresseeTenantId: plan.senderTenantId,
    kind: 'receipt',
    title: body.data.planTitle,
    body: { receivedBy: scope.actorName, note: input.note ?? null, dueItems },
    inReplyTo: plan.dispatchId,
  });
  await audit(tdb, scope, {
    action: 'disposition.confirmPlan',
    objectKind: 'dispatch',
    objectId: plan.dispatchId,
    objectLabel: body.data.planTitle,
    detail: { dueItems, note: input.note ?? null },
  });
  return { dueItems };
};
