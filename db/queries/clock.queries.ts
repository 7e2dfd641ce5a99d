import { sql } from 'kysely';
import type { GrantDb, TenantDb } from '../client.ts';

/** Today in Shanghai by the database's clock, which decides all deadlines and cut-offs. */
export const readToday = async (db: TenantDb | GrantDb): Promise<string> => {
  const { rows } = await sql<{ today: string }>`select (now() at time zone 'Asia/Shanghai')::date as today`.execute(db);
  if (!rows[0]) throw new Error('the database told no date');
  return rows[0].today;
};

/** Now in Shanghai to the minute, such as `2026-11-21 09:05`. */
export const readMinute = async (db: TenantDb | GrantDb): Promise<string> => {
  const { rows } = await sql<{
    minute: string;
  }>`select to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as minute`.execute(db);
  if (!rows[0]) throw new Error('the database told no time');
  return rows[0].minute;
};
