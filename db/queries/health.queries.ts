import { sql } from 'kysely';
import type { SystemDb } from '../client.ts';

/** How much is owed, and for how long. */
export const readHealth = async (sdb: SystemDb): Promise<{ owed: number; oldestSeconds: number | null }> => {
  const { rows } = await sql<{ owed: number; oldestSeconds: number | null }>`select count(*)::int as owed,
    extract(epoch from now() - min(available_at))::int as oldest_seconds
    from job_run where state in ('owed', 'running') and available_at <= now()`.execute(sdb);
  return rows[0] ?? { owed: 0, oldestSeconds: null };
};
