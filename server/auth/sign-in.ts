import type { Pools } from '@/db/client';
import type { SessionCookie, SessionService } from './session.ts';
import { verifyPassword } from './verify-password.ts';

/**
 * Signs a person in, always with a session of its own.
 * @throws AppError CREDENTIALS_WRONG
 */
export const signIn = async (
  pools: Pools,
  sessions: SessionService,
  input: { loginName: string; password: string },
  client: { address: string; userAgent: string },
): Promise<SessionCookie> => {
  const account = await verifyPassword(pools, input, client.address);
  return sessions.create(account.id, client);
};
