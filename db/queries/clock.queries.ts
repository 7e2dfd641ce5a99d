import { sql } from 'kysely';
import type { GrantDb, TenantDb } from '../client.ts';

/** Today in Shanghai by the database's clock, which decides all deadlines and cut-offs. */
export const readToday = async (db: TenantDb | GrantDb): Promise<string> => {
  const { rows } = await sql<{ today: string }>`select (now() at time zone 'Asia/Shanghai')::date as today`.execute(db);
  if (!rows[0]) throw new Error('the database told no date');
  return rows[0].today;
};
