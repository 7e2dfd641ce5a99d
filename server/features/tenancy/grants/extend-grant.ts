import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import {
  extendGrantRow,
  findGivenGrantForUpdate,
  insertGrantExtension,
  listObjections,
} from '@/db/queries/access-grant.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { sendDispatch } from '../dispatch/send-dispatch.ts';

interface Extension {
  grantId: string;
  validTo: string;
  reason: string;
  longestDays: number;
}

const DAY_MS = 86_400_000;

/**
 * 延期: an own grant that is not over ends later, for a reason that the unit reads at once. Not over an objection that
 * nobody has answered, and not by more than the rule allows at a time.
 * @throws AppError NOT_FOUND, GRANT_NOT_LIVE, OBJECTION_WAITING, BAD_INPUT
 */
export const extendGrant = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: Extension,
): Promise<{ dispatchId: string }> => {
  const grant = await findGivenGrantForUpdate(tdb, scope.tenantId, input.grantId);
  if (!grant) throw new AppError('NOT_FOUND', `grant ${input.grantId} is not one of tenant ${scope.tenantId}`);
  const [objection] = await listObjections(tdb, scope.tenantId, [grant.id]);
  if (objection && objection.answer === null) throw new AppError('OBJECTION_WAITING', `grant ${grant.id}`);
  const more = Date.parse(input.validTo) - Date.parse(grant.validTo);
  if (more <= 0 || more > input.longestDays * DAY_MS) throw new AppError('BAD_INPUT', 'not later, or too much later');
  if (!(await extendGrantRow(tdb, scope.tenantId, grant.id, input.validTo))) {
    throw new AppError('GRANT_NOT_LIVE', `grant ${grant.id} is over`);
  }
  const { validTo, reason } = input;
  await insertGrantExtension(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    addresseeTenantId: grant.addresseeTenantId,
    grantId: grant.id,
    validToBefore: grant.validTo,
    validTo,
    reason,
    extendedByName: scope.actorName,
  });
  const dispatch = await sendDispatch(tdb, scope, {
    addresseeTenantId: grant.addresseeTenantId,
    kind: 'grant_extension',
    title: `查阅授权延期：${grant.reason}`,
    body: { grantId: grant.id, validToBefore: grant.validTo, validTo, reason, extendedBy: scope.actorName },
    objectId: grant.id,
  });
  await audit(tdb, scope, {
    action: 'grant.extend',
    objectKind: 'access_grant',
    objectId: grant.id,
    objectLabel: grant.addresseeName,
    detail: { validToBefore: grant.validTo, validTo, reason },
  });
  return { dispatchId: dispatch.id };
};
