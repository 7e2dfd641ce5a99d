import type { TenantDb } from '@/db/client';
import { lockMemberAndOfficers, setMemberRoles } from '@/db/queries/member.queries';
import { audit } from '@/server/audit/audit';
import { endSessionsAfterCommit } from '@/server/auth/end-sessions';
import type { SessionService } from '@/server/auth/session';
import { AppError } from '@/server/domain/shared/app-error';
import type { AssignRolesInput } from '@/server/domain/tenancy/member';
import { closeTodo } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { checkOfficersRemain, checkRoles } from './check-roles.ts';

/**
 * 安全管理员授权: gives a member its roles, which also lets a new member in. Nobody gives roles to oneself. Every
 * session of the account ends once the change is committed.
 * @throws AppError ROLE_NOT_ALLOWED_HERE, OFFICER_ROLES_EXCLUSIVE, LAST_OFFICER, STALE_VERSION
 */
export const assignRoles = async (
  tdb: TenantDb,
  scope: TenantScope,
  sessions: SessionService,
  input: AssignRolesInput,
): Promise<void> => {
  const roles = [...new Set(input.roles)];
  checkRoles(scope.tenantKind, roles);
  const locked = await lockMemberAndOfficers(tdb, scope.tenantId, input.membershipId);
  const member = locked.find((row) => row.id === input.membershipId);
  if (!member || member.state === 'ended') throw new AppError('NOT_FOUND', `member ${input.membershipId} is not here`);
  if (member.accountId === scope.accountId) throw new AppError('FORBIDDEN', 'nobody gives roles to oneself');
  if (member.rowVersion !== input.rowVersion) throw new AppError('STALE_VERSION');
  if (member.state === 'active') {
    checkOfficersRemain(
      member.roles,
      roles,
      locked.filter((row) => row.id !== member.id && row.state === 'active'),
    );
  }
  if (!(await setMemberRoles(tdb, scope.tenantId, { id: member.id, roles, rowVersion: input.rowVersion }))) {
    throw new AppError('STALE_VERSION');
  }
  await closeTodo(tdb, scope, { kind: 'assign_roles', objectId: member.id });
  await audit(tdb, scope, {
    action: 'member.assignRoles',
    objectKind: 'membership',
    objectId: member.id,
    objectLabel: member.displayName,
    detail: { before: member.state === 'pending' ? [] : member.roles, after: roles },
  });
  endSessionsAfterCommit(sessions, member.accountId);
};
