import { createHash, randomBytes } from 'node:crypto';
import { NodePostgresAdapter } from '@lucia-auth/adapter-postgresql';
import { Lucia, TimeSpan } from 'lucia';
import { type Pools, withSystemDb } from '@/db/client';
import { deleteSessionsOf } from '@/db/queries/account.queries';

/*
 * Lucia 3 is no longer developed: this folder alone knows it. The cookie carries a token, the table its hash, so a
 * copy of the database opens no session.
 */
const IDLE_HOURS = 8;
const ABSOLUTE_HOURS = 24;

export interface SignedIn {
  sessionId: string;
  accountId: string;
  loginName: string;
  displayName: string;
}

interface SessionRow {
  ends_at: Date;
  address: string | null;
  user_agent: string | null;
}
interface AccountAttributes {
  login_name: string;
  display_name: string;
  state: string;
}
declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Record<never, never>, Record<never, never>>;
    DatabaseSessionAttributes: SessionRow;
    DatabaseUserAttributes: AccountAttributes;
  }
}

export interface SessionCookie {
  name: string;
  value: string;
  attributes: string;
}

export interface SessionService {
  create(accountId: string, client: { address: string; userAgent: string }): Promise<SessionCookie>;
  validate(token: string | undefined): Promise<SignedIn | null>;
  revoke(sessionId: string): Promise<void>;
  revokeAllOf(accountId: string, exceptId?: string): Promise<void>;
  readCookie(header: string | undefined): string | undefined;
  blankCookie(): SessionCookie;
}

const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Lucia counts with dates, our pools answer instants as ISO text. */
class InstantAdapter extends NodePostgresAdapter {
  override async getSessionAndUser(sessionId: string) {
    const [session, user] = await super.getSessionAndUser(sessionId);
    return [session && { ...session, expiresAt: new Date(session.expiresAt) }, user] as Awaited<
      ReturnType<NodePostgresAdapter['getSessionAndUser']>
    >;
  }
}

const createLucia = (pools: Pools) =>
  new Lucia(new InstantAdapter(pools.systemPool, { user: 'account', session: 'login_session' }), {
    sessionExpiresIn: new TimeSpan(IDLE_HOURS, 'h'),
    getSessionAttributes: (row) => ({ endsAt: new Date(row.ends_at) }),
    getUserAttributes: (row) => ({ loginName: row.login_name, displayName: row.display_name, state: row.state }),
  });

/** @param secure whether people reach the server by https (or on this machine itself), which `__Host-` cookies need */
export const createSessionService = (pools: Pools, secure: boolean): SessionService => {
  const lucia = createLucia(pools);
  const name = secure ? '__Host-lantai' : 'lantai';
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    create: async (accountId, client) => {
      const token = randomBytes(32).toString('base64url');
      const endsAt = new Date(Date.now() + ABSOLUTE_HOURS * 3_600_000);
      await lucia.createSession(
        accountId,
        { ends_at: endsAt, address: client.address, user_agent: client.userAgent.slice(0, 300) },
        { sessionId: hashToken(token) },
      );
      return { name, value: token, attributes };
    },
    validate: async (token) => {
      if (!token || token.length > 200) return null;
      const { session, user } = await lucia.validateSession(hashToken(token));
      if (!session || !user) return null;
      const ends = (session as unknown as { endsAt: Date }).endsAt;
      const account = user as unknown as { loginName: string; displayName: string; state: string };
      if (ends.getTime() <= Date.now() || account.state !== 'active') {
        await lucia.invalidateSession(session.id);
        return null;
      }
      return {
        sessionId: session.id,
        accountId: user.id,
        loginName: account.loginName,
        displayName: account.displayName,
      };
    },
    revoke: (sessionId) => lucia.invalidateSession(sessionId),
    revokeAllOf: (accountId, exceptId) =>
      withSystemDb(pools, (sdb) => deleteSessionsOf(sdb, accountId, exceptId ?? null)),
    readCookie: (header) =>
      header
        ?.split(';')
        .map((part) => part.trim().split('='))
        .find(([key]) => key === name)?.[1],
    blankCookie: () => ({ name, value: '', attributes: `${attributes}; Max-Age=0` }),
  };
};
