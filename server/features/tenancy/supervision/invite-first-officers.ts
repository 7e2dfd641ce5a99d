import { v7 as uuidv7 } from 'uuid';
import type { Pools } from '@/db/client';
import { isFirstOfficer } from '@/db/queries/invitation.queries';
import { insertInvitation, revokeInvitationsOf } from '@/db/queries/member.queries';
import { audit } from '@/server/audit/audit';
import { newInvitationToken } from '@/server/auth/invitation-token';
import { AppError } from '@/server/domain/shared/app-error';
import type { NewInvitationView } from '@/server/domain/tenancy/invitation';
import type { Role } from '@/server/domain/tenancy/permission';
import type { InviteFirstOfficersInput } from '@/server/domain/tenancy/supervision';
import type { TenantScope } from '@/server/tenancy/scope';
import { reorganise, unitWithinReach } from './reorganisation.ts';

/**
 * 三员 of a unit that has nobody yet: three links for three persons, who then run the unit alone. Called again before
 * they are used, it replaces them.
 * @throws AppError CONFLICT when the unit has a 安全管理员
 */
export const inviteFirstOfficers = async (
  pools: Pools,
  scope: TenantScope,
  input: InviteFirstOfficersInput,
): Promise<(NewInvitationView & { role: Role })[]> =>
  reorganise(pools, scope, null, async (act) => {
    const { sdb } = act;
    const invitedBy = scope.accountId;
    const unit = await unitWithinReach(act, input.unitId);
    if (invitedBy === null || !(await isFirstOfficer(sdb, unit.id, invitedBy))) {
      throw new AppError('CONFLICT', `tenant ${unit.id} has its officers`);
    }
    const people = [
      { ...input.sysAdmin, role: 'sys_admin' as const },
      { ...input.secAdmin, role: 'sec_admin' as const },
      { ...input.auditAdmin, role: 'audit_admin' as const },
    ];
    const links = [];
    for (const { role, displayName, loginName } of people) {
      const { token, tokenHash } = newInvitationToken();
      const id = uuidv7();
      await revokeInvitationsOf(sdb, unit.id, loginName);
      const expiresAt = await insertInvitation(sdb, {
        tenantId: unit.id,
        id,
        tokenHash,
        displayName,
        loginName,
        roles: [role],
        invitedBy,
      });
      links.push({ id, token, expiresAt, role });
    }
    await audit(sdb, scope, {
      action: 'supervision.inviteFirstOfficers',
      objectKind: 'tenant',
      objectId: String(unit.id),
      objectLabel: unit.name,
      detail: { loginNames: people.map((person) => person.loginName) },
    });
    return links;
  });
