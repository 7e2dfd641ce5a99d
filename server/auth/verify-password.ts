import { type Pools, withSystemDb } from '@/db/client';
import {
  type AccountRow,
  clearLoginFailures,
  findAccountByLoginName,
  isLocked,
  recordLoginFailure,
} from '@/db/queries/account.queries';
import { AppError } from '@/server/domain/shared/app-error';
import { passwordMatches } from './password.ts';

const ACCOUNT_LIMIT = 5;
const ADDRESS_LIMIT = 50;
const MINUTES = 15;

/**
 * The account of a name and a password. Unknown name, wrong password, locked and disabled are one and the same
 * refusal, and take the same work: the answer tells nobody whether an account exists.
 * @throws AppError CREDENTIALS_WRONG
 */
export const verifyPassword = async (
  pools: Pools,
  given: { loginName: string; password: string },
  address: string,
): Promise<AccountRow> => {
  const loginName = given.loginName.trim().toLowerCase().slice(0, 200);
  const [accountKey, addressKey] = [`account:${loginName}`, `address:${address}`];
  const { account, locked } = await withSystemDb(pools, async (sdb) => ({
    account: await findAccountByLoginName(sdb, loginName),
    locked: await isLocked(sdb, [accountKey, addressKey]),
  }));
  const matches = await passwordMatches(given.password, account?.passwordHash ?? null);
  if (!account || !matches || locked || account.state !== 'active') {
    await withSystemDb(pools, async (sdb) => {
      await recordLoginFailure(sdb, accountKey, ACCOUNT_LIMIT, MINUTES);
      await recordLoginFailure(sdb, addressKey, ADDRESS_LIMIT, MINUTES);
    });
    throw new AppError('CREDENTIALS_WRONG', `password refused for ${loginName}`);
  }
  await withSystemDb(pools, (sdb) => clearLoginFailures(sdb, accountKey));
  return account;
};
