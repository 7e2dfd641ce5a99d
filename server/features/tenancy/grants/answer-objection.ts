import type { TenantDb } from '@/db/client';
import { findGivenGrantForUpdate, findReceivedObjection } from '@/db/queries/access-grant.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { AnswerObjectionInput } from '@/server/domain/tenancy/grant';
import type { TenantScope } from '@/server/tenancy/scope';
import { sendDispatch } from '../dispatch/send-dispatch.ts';
import { endGrant } from './revoke-grant.ts';

/**
 * 答复异议 by the owner's leader: upholding revokes the grant at once; rejecting keeps it. Either way the unit gets the
 * reason. Once only: the grant's row is held, so that two answers queue up.
 */
export const answerObjection = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AnswerObjectionInput,
): Promise<{ dispatchId: string }> => {
  const raised = await findReceivedObjection(tdb, scope.tenantId, input.objectionId);
  const grant = raised ? await findGivenGrantForUpdate(tdb, scope.tenantId, raised.grantId) : undefined;
  // Read again behind the lock: an answer that was on its way is there now.
  const objection = grant ? await findReceivedObjection(tdb, scope.tenantId, input.objectionId) : undefined;
  if (!grant || !objection?.dispatchId)
    throw new AppError('NOT_FOUND', `objection ${input.objectionId} is not against a grant of this tenant`);
  if (objection.answer !== null) throw new AppError('CONFLICT', `objection ${input.objectionId} is answered`);
  if (input.decision === 'uphold') await endGrant(tdb, scope, { grantId: grant.id, reason: input.reason });
  const dispatch = await sendDispatch(tdb, scope, {
    addresseeTenantId: objection.tenantId,
    kind: 'objection_answer',
    title: `答复对查阅授权的异议：${grant.reason}`,
    body: {
      objectionId: objection.id,
      grantId: grant.id,
      decision: input.decision,
      reason: input.reason,
      answeredBy: scope.actorName,
    },
    objectId: grant.id,
    inReplyTo: objection.dispatchId,
  });
  await audit(tdb, scope, {
    action: 'grant.answerObjection',
    objectKind: 'access_grant',
    objectId: grant.id,
    objectLabel: grant.addresseeName,
    detail: { decision: input.decision, reason: input.reason },
  });
  return { dispatchId: dispatch.id };
};
