import { v7 as uuidv7 } from 'uuid';
import { type Pools, type SystemDb, withSystemDb } from '@/db/client';
import { type AccountRow, findAccountByLoginName, insertAccount } from '@/db/queries/account.queries';
import {
  findOpenInvitation,
  type HeldInvitation,
  isFirstOfficer,
  joinTenant,
  useInvitation,
} from '@/db/queries/invitation.queries';
import { insertFirstTodo } from '@/db/queries/todo.queries';
import { audit } from '@/server/audit/audit';
import { hashInvitationToken } from '@/server/auth/invitation-token';
import { checkPassword, hashPassword } from '@/server/auth/password';
import type { SignedIn } from '@/server/auth/session';
import { verifyPassword } from '@/server/auth/verify-password';
import { AppError } from '@/server/domain/shared/app-error';
import type { AcceptedInvitationView, AcceptInvitationInput, InvitationView } from '@/server/domain/tenancy/invitation';
import { isRole, OFFICER_ROLES } from '@/server/domain/tenancy/permission';
import type { TenantKind } from '@/server/domain/tenancy/tenant';

interface Caller {
  pools: Pools;
  signedIn: SignedIn | null;
  address: string;
  requestId: string;
}

const heldInvitation = async (sdb: SystemDb, token: string): Promise<HeldInvitation> => {
  const held = await findOpenInvitation(sdb, hashInvitationToken(token));
  if (!held) throw new AppError('INVITATION_NOT_VALID');
  return held;
};

/** What the link says. Unknown, used, revoked and expired are one refusal. */
export const getInvitation = async (pools: Pools, input: { token: string }): Promise<InvitationView> => {
  const { held, account } = await withSystemDb(pools, async (sdb) => {
    const invitation = await heldInvitation(sdb, input.token);
    return { held: invitation, account: await findAccountByLoginName(sdb, invitation.loginName) };
  });
  return {
    tenantName: held.tenantName,
    tenantSlug: held.tenantSlug,
    tenantKind: held.tenantKind as TenantKind,
    displayName: held.displayName,
    loginName: held.loginName,
    roles: held.roles.filter(isRole),
    expiresAt: held.expiresAt,
    hasAccount: account !== undefined,
  };
};

/** Who joins: the signed-in account of that name, one that proves its password, or a new one with a first password. */
interface Joining {
  accountId: string;
  isNew: boolean;
  passwordHash: string | null;
}

const whoJoins = async (caller: Caller, held: HeldInvitation, password: string | undefined): Promise<Joining> => {
  const account: AccountRow | undefined = await withSystemDb(caller.pools, (sdb) =>
    findAccountByLoginName(sdb, held.loginName),
  );
  if (account && caller.signedIn?.accountId === account.id) {
    return { accountId: account.id, isNew: false, passwordHash: null };
  }
  if (account) {
    const proven = await verifyPassword(
      caller.pools,
      { loginName: held.loginName, password: password ?? '' },
      caller.address,
    );
    return { accountId: proven.id, isNew: false, passwordHash: null };
  }
  checkPassword(password ?? '', held.loginName);
  return { accountId: uuidv7(), isNew: true, passwordHash: await hashPassword(password ?? '') };
};

const leaveTodo = (sdb: SystemDb, held: HeldInvitation, membershipId: string, displayName: string): Promise<void> =>
  insertFirstTodo(sdb, {
    tenantId: held.tenantId,
    id: uuidv7(),
    kind: 'assign_roles',
    title: `为新成员 ${displayName} 授权`,
    source: displayName,
    link: 'members?state=pending',
    objectId: membershipId,
    permission: 'member.assignRoles',
    assigneeAccountId: null,
    createdBy: null,
    dueOn: null,
  });

/**
 * Accepts an invitation: account, membership, use of the link and audit event at once, or none of them. The link is
 * used up first, so that of two who accept at the same time one wins. The member enters when the 安全管理员 has given
 * the roles; only the first officers of a unit that has none yet enter at once.
 * @throws AppError INVITATION_NOT_VALID, CREDENTIALS_WRONG, PASSWORD_TOO_WEAK, ALREADY_EXISTS for a present member
 */
export const acceptInvitation = async (
  caller: Caller,
  input: AcceptInvitationInput,
): Promise<AcceptedInvitationView> => {
  const { pools } = caller;
  const held = await withSystemDb(pools, (sdb) => heldInvitation(sdb, input.token));
  // Argon2 takes its time: not inside the transaction that holds the invitation.
  const joining = await whoJoins(caller, held, input.password);
  const displayName = input.displayName ?? held.displayName;
  const { accountId } = joining;
  return withSystemDb(pools, async (sdb) => {
    if (!(await useInvitation(sdb, held.tenantId, held.id))) throw new AppError('INVITATION_NOT_VALID');
    if (joining.isNew) {
      await insertAccount(sdb, {
        id: accountId,
        loginName: held.loginName,
        displayName,
        passwordHash: joining.passwordHash,
      });
    }
    const isOfficer = held.roles.some((role) => isRole(role) && OFFICER_ROLES.includes(role));
    const isFirst = isOfficer && (await isFirstOfficer(sdb, held.tenantId, held.invitedBy));
    const state = isFirst ? 'active' : 'pending';
    const member = await joinTenant(sdb, {
      tenantId: held.tenantId,
      id: uuidv7(),
      accountId,
      displayName,
      roles: held.roles,
      state,
    });
    if (!member) throw new AppError('ALREADY_EXISTS', `account ${accountId} works in tenant ${held.tenantId} already`);
    if (state === 'pending') await leaveTodo(sdb, held, member.id, displayName);
    const actor = {
      tenantId: held.tenantId,
      tenantName: held.tenantName,
      accountId,
      actorName: displayName,
      requestId: caller.requestId,
      acts: { events: 0 },
    };
    await audit(sdb, actor, {
      action: 'member.acceptInvitation',
      objectKind: 'membership',
      objectId: member.id,
      objectLabel: displayName,
      detail: { loginName: held.loginName, proposedRoles: held.roles, state },
    });
    return { tenantSlug: held.tenantSlug, loginName: held.loginName, state };
  });
};
