import { type Pools, type SystemDb, withSystemDb } from '@/db/client';
import { setPasswordHash } from '@/db/queries/account.queries';
import { listWorkspaceRows } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import { checkPassword, hashPassword } from '@/server/auth/password';
import type { SessionService, SignedIn } from '@/server/auth/session';
import { verifyPassword } from '@/server/auth/verify-password';
import type { ChangePasswordInput } from '@/server/domain/tenancy/invitation';

interface Caller {
  pools: Pools;
  sessions: SessionService;
  signedIn: SignedIn;
  address: string;
  requestId: string;
}

/** An account belongs to no tenant: its acts stand in the log of every unit where it works. */
const auditEverywhere = async (sdb: SystemDb, caller: Caller, action: string): Promise<void> => {
  const { accountId, loginName } = caller.signedIn;
  for (const row of await listWorkspaceRows(sdb, accountId)) {
    const actor = {
      tenantId: row.tenantId,
      tenantName: row.name,
      accountId,
      actorName: row.displayName,
      requestId: caller.requestId,
      acts: { events: 0 },
    };
    await audit(sdb, actor, { action, objectKind: 'account', objectId: accountId, objectLabel: loginName });
  }
};

/**
 * Changes the own password. A guess at the old one counts like a guess at sign-in. Every other session of the account
 * ends, for one of them may be why the password is changed.
 * @throws AppError CREDENTIALS_WRONG, PASSWORD_TOO_WEAK
 */
export const changePassword = async (caller: Caller, input: ChangePasswordInput): Promise<void> => {
  const { pools, sessions, signedIn } = caller;
  checkPassword(input.newPassword, signedIn.loginName);
  await verifyPassword(pools, { loginName: signedIn.loginName, password: input.oldPassword }, caller.address);
  const passwordHash = await hashPassword(input.newPassword);
  await withSystemDb(pools, async (sdb) => {
    await setPasswordHash(sdb, signedIn.accountId, passwordHash);
    await auditEverywhere(sdb, caller, 'account.changePassword');
  });
  await sessions.revokeAllOf(signedIn.accountId, signedIn.sessionId);
};

/** Ends every session of the account, this one too. */
export const signOutEverywhere = async (caller: Caller): Promise<void> => {
  await withSystemDb(caller.pools, (sdb) => auditEverywhere(sdb, caller, 'account.signOutEverywhere'));
  await caller.sessions.revokeAllOf(caller.signedIn.accountId);
};
