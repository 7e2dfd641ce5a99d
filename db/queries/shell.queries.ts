import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/** Counts for the top bar: unread notices of the person, running jobs of the tenant. */
export const countForShell = async (
  tdb: TenantDb,
  scope: { tenantId: number; accountId: string | null },
): Promise<{ notices: number; jobs: number }> => {
  const { rows } = await sql<{ notices: number; jobs: number }>`select
    (select count(*)::int from notice where tenant_id = ${scope.tenantId} and read_at is null and (account_id is null or account_id = ${scope.accountId}::uuid)) as notices,
    (select count(*)::int from job_run where tenant_id = ${scope.tenantId} and state in ('owed', 'running')) as jobs`.execute(
    tdb,
  );
  return rows[0] ?? { notices: 0, jobs: 0 };
};

/** Whether any unit stands below this tenant today. */
export const hasUnitBelow = async (tdb: TenantDb): Promise<boolean> => {
  const { rows } = await sql<{
    any: boolean;
  }>`select exists (select 1 from known_tenants() where depth > 0) as any`.execute(tdb);
  return rows[0]?.any ?? false;
};
