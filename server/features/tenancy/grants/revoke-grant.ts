import type { TenantDb } from '@/db/client';
import { findGivenGrantForUpdate, revokeGrantRow } from '@/db/queries/access-grant.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

/**
 * Ends an own grant at once. Answers false when it was over already; another tenant's grant is NOT_FOUND.
 * For features whose act ends the grant, such as closing an inspection.
 */
export const endGrant = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { grantId: string; reason: string },
): Promise<boolean> => {
  const grant = await findGivenGrantForUpdate(tdb, scope.tenantId, input.grantId);
  if (!grant) throw new AppError('NOT_FOUND', `grant ${input.grantId} is not one of tenant ${scope.tenantId}`);
  const ended = await revokeGrantRow(tdb, scope.tenantId, input.grantId, scope.accountId);
  if (!ended) return false;
  await audit(tdb, scope, {
    action: 'grant.revoke',
    objectKind: 'access_grant',
    objectId: input.grantId,
    objectLabel: grant.addresseeName,
    detail: { reason: input.reason },
  });
  return true;
};

/** 收回授权: the next read under it finds nothing. */
export const revokeGrant = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { grantId: string; reason: string },
): Promise<void> => {
  if (!(await endGrant(tdb, scope, input))) throw new AppError('GRANT_NOT_LIVE', `grant ${input.grantId} is over`);
};
