import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findReceivedGrant, insertObjection } from '@/db/queries/access-grant.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { sendDispatch } from '../dispatch/send-dispatch.ts';

/**
 * 提出异议: the unit says why a grant over it is wrong. It does not stop the grant; the owner's leader has to answer.
 * @throws AppError GRANT_NOT_LIVE when it is over, OBJECTION_ALREADY_RAISED
 */
export const objectToGrant = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { grantId: string; reason: string },
): Promise<{ objectionId: string; dispatchId: string }> => {
  const grant = await findReceivedGrant(tdb, scope.tenantId, input.grantId);
  if (!grant || scope.accountId === null)
    throw new AppError('NOT_FOUND', `grant ${input.grantId} is not over this unit`);
  if (grant.state !== 'live' && grant.state !== 'pending')
    throw new AppError('GRANT_NOT_LIVE', `grant is ${grant.state}`);
  const objectionId = uuidv7();
  await insertObjection(tdb, {
    tenantId: scope.tenantId,
    id: objectionId,
    addresseeTenantId: grant.tenantId,
    grantId: grant.id,
    reason: input.reason,
    raisedBy: scope.accountId,
  });
  const dispatch = await sendDispatch(tdb, scope, {
    addresseeTenantId: grant.tenantId,
    kind: 'grant_objection',
    title: `对查阅授权提出异议：${grant.reason}`,
    body: { objectionId, grantId: grant.id, reason: input.reason, raisedBy: scope.actorName, validTo: grant.validTo },
    objectId: grant.id,
  });
  await audit(tdb, scope, {
    action: 'grant.object',
    objectKind: 'access_grant',
    objectId: grant.id,
    objectLabel: grant.ownerName,
    detail: { reason: input.reason },
  });
  return { objectionId, dispatchId: dispatch.id };
};
