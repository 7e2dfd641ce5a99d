import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/** Counts for the top bar: open to-dos of the person's permissions, unread notices, running jobs. */
export const countForShell = async (
  tdb: TenantDb,
  scope: { tenantId: number; accountId: string | null; permissions: readonly string[] },
): Promise<{ todo: number; notices: number; jobs: number }> => {
  const { rows } = await sql<{ todo: number; notices: number; jobs: number }>`select
    (select count(*)::int from todo where tenant_id = ${scope.tenantId} and state = 'open' and permission = any (${scope.permissions as string[]}::text[])
      and (assignee_account_id is null or assignee_account_id = ${scope.accountId}::uuid)) as todo,
    (select count(*)::int from notice where tenant_id = ${scope.tenantId} and read_at is null and (account_id is null or account_id = ${scope.accountId}::uuid)) as notices,
    (select count(*)::int from job_run where tenant_id = ${scope.tenantId} and state in ('owed', 'running')) as jobs`.execute(tdb);
  return rows[0] ?? { todo: 0, notices: 0, jobs: 0 };
};
