import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

export interface PlannedTaskRow {
  task: string;
  line: string;
  owner: string;
  monthFrom: number | null;
  dueOn: string;
  source: string;
  doneOn: string | null;
}

/** The tasks of a year's plan by the day that they are due. */
export const listPlannedTasks = async (tdb: TenantDb, tenantId: number, year: number): Promise<PlannedTaskRow[]> => {
  const { rows } = await sql<PlannedTaskRow>`
    select e.title as task, coalesce(e.said ->> 'line', '') as line, coalesce(e.said ->> 'owner', '') as owner,
      (e.said ->> 'monthFrom')::int as month_from, e.entry_on as due_on, coalesce(e.said ->> 'source', '') as source,
      e.said ->> 'doneOn' as done_on
    from register_entry e
    where e.tenant_id = ${tenantId} and e.register_code = 'plan_task' and e.state = 'current' and (e.said ->> 'planYear')::int = ${year}
    order by e.entry_on, e.id limit 300`.execute(tdb);
  return rows;
};
