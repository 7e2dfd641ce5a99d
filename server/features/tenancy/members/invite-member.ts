import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { insertInvitation, revokeInvitationRow, revokeInvitationsOf } from '@/db/queries/member.queries';
import { audit } from '@/server/audit/audit';
import { newInvitationToken } from '@/server/auth/invitation-token';
import { AppError } from '@/server/domain/shared/app-error';
import type { InviteInput, NewInvitationView } from '@/server/domain/tenancy/invitation';
import type { TenantScope } from '@/server/tenancy/scope';
import { checkRoles } from './check-roles.ts';

/**
 * 系统管理员开通账号: makes a link for a new or an existing account and proposes its roles. An older link to the same
 * login name ends, so that a repeated call leaves one; its token is in the answer alone and nowhere at rest, which is
 * why no idempotency key keeps the answer.
 */
export const inviteMember = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: InviteInput,
): Promise<NewInvitationView> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'an invitation needs a person');
  const roles = [...new Set(input.roles)];
  checkRoles(scope.tenantKind, roles);
  const { token, tokenHash } = newInvitationToken();
  const id = uuidv7();
  await revokeInvitationsOf(tdb, scope.tenantId, input.loginName);
  const expiresAt = await insertInvitation(tdb, {
    tenantId: scope.tenantId,
    id,
    tokenHash,
    displayName: input.displayName,
    loginName: input.loginName,
    roles,
    invitedBy: scope.accountId,
  });
  await audit(tdb, scope, {
    action: 'member.invite',
    objectKind: 'invitation',
    objectId: id,
    objectLabel: input.displayName,
    detail: { loginName: input.loginName, roles },
  });
  return { id, token, expiresAt };
};

/** Ends a link before it is used. */
export const revokeInvitation = async (tdb: TenantDb, scope: TenantScope, input: { id: string }): Promise<void> => {
  const revoked = await revokeInvitationRow(tdb, scope.tenantId, input.id);
  if (!revoked) throw new AppError('NOT_FOUND', `invitation ${input.id} is not open in tenant ${scope.tenantId}`);
  await audit(tdb, scope, {
    action: 'member.revokeInvitation',
    objectKind: 'invitation',
    objectId: input.id,
    objectLabel: revoked.displayName,
  });
};
