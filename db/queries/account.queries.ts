import { sql } from 'kysely';
import type { SystemDb } from '../client.ts';

export interface AccountRow {
  id: string;
  loginName: string;
  displayName: string;
  passwordHash: string | null;
  state: string;
}

const COLUMNS = ['id', 'loginName', 'displayName', 'passwordHash', 'state'] as const;

export const findAccountByLoginName = (sdb: SystemDb, loginName: string): Promise<AccountRow | undefined> =>
  sdb.selectFrom('account').select(COLUMNS).where('loginName', '=', loginName.toLowerCase()).executeTakeFirst();

export const insertAccount = async (
  sdb: SystemDb,
  row: { id: string; loginName: string; displayName: string; passwordHash: string | null },
): Promise<void> => {
  await sdb
    .insertInto('account')
    .values({ ...row, loginName: row.loginName.toLowerCase() })
    .execute();
};

export const setPasswordHash = async (sdb: SystemDb, id: string, passwordHash: string): Promise<void> => {
  await sdb.updateTable('account').set({ passwordHash, passwordChangedAt: sql`now()` }).where('id', '=', id).execute();
};

/** Counts a failure under a key (an account or an address) and says until when the key is locked. */
export const recordLoginFailure = async (sdb: SystemDb, key: string, limit: number, minutes: number): Promise<void> => {
  await sql`insert into login_failure as f (key, failures) values (${key}, 1)
    on conflict (key) do update set
      failures = case when f.first_at < now() - make_interval(mins => ${minutes}) then 1 else f.failures + 1 end,
      first_at = case when f.first_at < now() - make_interval(mins => ${minutes}) then now() else f.first_at end,
      locked_until = case when f.first_at >= now() - make_interval(mins => ${minutes}) and f.failures + 1 >= ${limit}
        then now() + make_interval(mins => ${minutes}) else f.locked_until end`.execute(sdb);
};

export const isLocked = async (sdb: SystemDb, keys: string[]): Promise<boolean> => {
  const row = await sdb
    .selectFrom('loginFailure')
    .select('key')
    .where('key', 'in', keys)
    .where('lockedUntil', '>', sql<string>`now()`)
    .executeTakeFirst();
  return row !== undefined;
};

export const clearLoginFailures = async (sdb: SystemDb, key: string): Promise<void> => {
  await sdb.deleteFrom('loginFailure').where('key', '=', key).execute();
};

export const deleteSessionsOf = async (
  sdb: SystemDb,
  accountId: string,
  exceptId: string | null = null,
): Promise<void> => {
  let query = sdb.deleteFrom('loginSession').where('userId', '=', accountId);
  if (exceptId) query = query.where('id', '!=', exceptId);
  await query.execute();
};
