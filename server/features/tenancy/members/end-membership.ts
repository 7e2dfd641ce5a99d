import type { TenantDb } from '@/db/client';
import { endMemberRow, lockMemberAndOfficers } from '@/db/queries/member.queries';
import { audit } from '@/server/audit/audit';
import { endSessionsAfterCommit } from '@/server/auth/end-sessions';
import type { SessionService } from '@/server/auth/session';
import { AppError } from '@/server/domain/shared/app-error';
import type { EndMembershipInput } from '@/server/domain/tenancy/member';
import { closeTodo } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { checkOfficersRemain } from './check-roles.ts';

/**
 * Lets a person leave the unit. The account stays, for its other units and for the log; grants in its name end with
 * the membership. Nobody removes oneself.
 * @throws AppError LAST_OFFICER, STALE_VERSION
 */
export const endMembership = async (
  tdb: TenantDb,
  scope: TenantScope,
  sessions: SessionService,
  input: EndMembershipInput,
): Promise<void> => {
  const locked = await lockMemberAndOfficers(tdb, scope.tenantId, input.membershipId);
  const member = locked.find((row) => row.id === input.membershipId);
  if (!member || member.state === 'ended') throw new AppError('NOT_FOUND', `member ${input.membershipId} is not here`);
  if (member.accountId === scope.accountId) throw new AppError('FORBIDDEN', 'nobody removes oneself');
  if (member.rowVersion !== input.rowVersion) throw new AppError('STALE_VERSION');
  if (member.state === 'active') {
    checkOfficersRemain(
      member.roles,
      [],
      locked.filter((row) => row.id !== member.id && row.state === 'active'),
    );
  }
  if (!(await endMemberRow(tdb, scope.tenantId, { id: member.id, rowVersion: input.rowVersion }))) {
    throw new AppError('STALE_VERSION');
  }
  await closeTodo(tdb, scope, { kind: 'assign_roles', objectId: member.id, state: 'withdrawn' });
  await audit(tdb, scope, {
    action: 'member.end',
    objectKind: 'membership',
    objectId: member.id,
    objectLabel: member.displayName,
    detail: { roles: member.roles },
  });
  endSessionsAfterCommit(sessions, member.accountId);
};
