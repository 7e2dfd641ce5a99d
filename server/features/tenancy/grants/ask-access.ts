import type { TenantDb } from '@/db/client';
import { findReceivedGrant } from '@/db/queries/access-grant.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { addDays } from '@/server/domain/shared/working-days';
import {
  type AnswerAccessInput,
  type AskAccessInput,
  accessAnswerBody,
  accessRequestBody,
} from '@/server/domain/tenancy/access-request';
import type { TenantScope } from '@/server/tenancy/scope';
import { sendDispatch } from '../dispatch/send-dispatch.ts';
import { createGrant } from './create-grant.ts';

/**
 * 申请查阅 outside an inspection, for the person who asks alone. Request and grant are one transaction; the grant opens
 * nothing before the unit's answer, and ends with the day that was asked for whenever the answer comes.
 * @throws AppError NOT_FOUND for a unit that is not below
 */
export const askAccess = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AskAccessInput,
): Promise<{ grantId: string }> => {
  refuseClassified(input.reason);
  const unit = (await listKnownTenants(tdb)).find((one) => one.slug === input.unitSlug && one.depth > 0);
  if (!unit || scope.accountId === null) throw new AppError('NOT_FOUND', `${input.unitSlug} is not supervised here`);
  const { now, today } = await readClock(tdb);
  const until = addDays(today, input.days);
  // To the end of the day in Shanghai.
  const validTo = new Date(`${until}T23:59:59.000+08:00`).toISOString();
  const { recordClasses, yearFrom, yearTo, reason, registers } = input;
  const body = accessRequestBody.parse({
    raisedBy: scope.actorName,
    recordClasses,
    yearFrom,
    yearTo,
    validTo,
    until,
    reason,
  });
  const request = await sendDispatch(tdb, scope, {
    addresseeTenantId: unit.tenantId,
    kind: 'access_request',
    title: `申请查阅：${reason}`,
    body,
    dueOn: until,
  });
  const { id: grantId } = await createGrant(tdb, scope, {
    unitTenantId: unit.tenantId,
    accountIds: [scope.accountId],
    recordClasses,
    registers,
    yearFrom,
    yearTo,
    validFrom: now,
    validTo,
    reason,
    requestDispatchId: request.id,
  });
  await audit(tdb, scope, {
    action: 'grant.askAccess',
    objectKind: 'access_grant',
    objectId: grantId,
    objectLabel: unit.name,
    detail: { recordClasses, yearFrom, yearTo, until, reason },
  });
  return { grantId };
};

/**
 * 同意 or 不同意 by the unit. Its answer is what opens the records: nobody else can write it.
 * @throws AppError NOT_FOUND; CONFLICT when it is answered, withdrawn or lapsed
 */
export const answerAccess = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AnswerAccessInput,
): Promise<{ dispatchId: string }> => {
  refuseClassified(input.reason);
  const grant = await findReceivedGrant(tdb, scope.tenantId, input.grantId);
  if (!grant?.requestDispatchId) throw new AppError('NOT_FOUND', `grant ${input.grantId} was not asked of this unit`);
  if (grant.state !== 'asked') throw new AppError('CONFLICT', `the request is ${grant.state}`);
  const isGiven = input.decision === 'give';
  const dispatch = await sendDispatch(tdb, scope, {
    addresseeTenantId: grant.tenantId,
    kind: 'access_answer',
    title: `${isGiven ? '同意查阅' : '不同意查阅'}：${grant.reason}`,
    body: accessAnswerBody.parse({
      decision: input.decision,
      reason: input.reason ?? null,
      answeredBy: scope.actorName,
    }),
    objectId: grant.id,
    inReplyTo: grant.requestDispatchId,
  });
  await audit(tdb, scope, {
    action: 'grant.answerAccess',
    objectKind: 'access_grant',
    objectId: grant.id,
    objectLabel: grant.ownerName,
    detail: { decision: input.decision, reason: input.reason ?? null },
  });
  return { dispatchId: dispatch.id };
};
