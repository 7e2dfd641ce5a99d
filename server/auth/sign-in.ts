import { type Pools, withSystemDb } from '@/db/client';
import { clearLoginFailures, findAccountByLoginName, isLocked, recordLoginFailure } from '@/db/queries/account.queries';
import { AppError } from '@/server/domain/shared/app-error';
import { passwordMatches } from './password.ts';
import type { SessionCookie, SessionService } from './session.ts';

const ACCOUNT_LIMIT = 5;
const ADDRESS_LIMIT = 50;
const MINUTES = 15;

/**
 * Signs a person in. Unknown name, wrong password, locked and disabled are one and the same refusal, and take the
 * same time: the answer tells nobody whether an account exists.
 * @throws AppError CREDENTIALS_WRONG
 */
export const signIn = async (
  pools: Pools,
  sessions: SessionService,
  input: { loginName: string; password: string },
  client: { address: string; userAgent: string },
): Promise<SessionCookie> => {
  const loginName = input.loginName.trim().toLowerCase().slice(0, 200);
  const [accountKey, addressKey] = [`account:${loginName}`, `address:${client.address}`];
  const { account, locked } = await withSystemDb(pools, async (sdb) => ({
    account: await findAccountByLoginName(sdb, loginName),
    locked: await isLocked(sdb, [accountKey, addressKey]),
  }));
  const matches = await passwordMatches(input.password, account?.passwordHash ?? null);
  if (!account || !matches || locked || account.state !== 'active') {
    await withSystemDb(pools, async (sdb) => {
      await recordLoginFailure(sdb, accountKey, ACCOUNT_LIMIT, MINUTES);
      await recordLoginFailure(sdb, addressKey, ADDRESS_LIMIT, MINUTES);
    });
    throw new AppError('CREDENTIALS_WRONG', `sign-in refused for ${loginName}`);
  }
  await withSystemDb(pools, (sdb) => clearLoginFailures(sdb, accountKey));
  return sessions.create(account.id, client);
};
