import { type RawBuilder, sql } from 'kysely';
import type { DueState, RegisterDeadline } from '@/server/domain/register/register-deadline';
import type { TenantDb } from '../client.ts';

/** Days stand in `said` as 2026-11-22: they are compared as they are written. */
const said = (field: string): RawBuilder<unknown> => sql`(register_entry.said ->> ${sql.lit(field)}) collate "C"`;
const inDays = (days: number): RawBuilder<unknown> =>
  sql`to_char((now() at time zone 'Asia/Shanghai')::date + ${sql.lit(days)}::int, 'YYYY-MM-DD')`;

/**
 * Entries for which a deadline is late or comes soon, as a condition on `register_entry`: it counts, holds, and nothing
 * has met it.
 */
export const isDue = (deadline: RegisterDeadline, state: DueState): RawBuilder<boolean> => {
  const { field, warnDays, metBy, isRenewed } = deadline;
  const day = said(field);
  const when = state === 'late' ? sql`${day} < ${inDays(0)}` : sql`${day} between ${inDays(0)} and ${inDays(warnDays)}`;
  const unmet = metBy ? sql`and register_entry.said ->> ${sql.lit(metBy)} is null` : sql``;
  const newest = isRenewed
    ? sql`and not exists (select 1 from register_entry n where n.tenant_id = register_entry.tenant_id
        and n.register_code = register_entry.register_code and n.title = register_entry.title and n.state = 'current'
        and (n.entry_on, n.id) > (register_entry.entry_on, register_entry.id))`
    : sql``;
  return sql<boolean>`(register_entry.state = 'current' and ${when} ${unmet} ${newest}
    and (register_entry.until_on is null or to_char(register_entry.until_on, 'YYYY-MM-DD') > ${inDays(0)}))`;
};

export interface DueRow {
  id: string;
  registerCode: string;
  field: string;
  title: string;
  dueOn: string;
  state: DueState;
}

/** What is late or comes soon in these registers, the most urgent first. */
export const listDue = async (
  tdb: TenantDb,
  tenantId: number,
  deadlines: readonly RegisterDeadline[],
  limit: number,
): Promise<DueRow[]> => {
  if (deadlines.length === 0) return [];
  const parts = deadlines.flatMap((deadline) =>
    (['late', 'soon'] as const).map(
      (
        state,
      ) => sql`select id, register_code, ${deadline.field}::text as field, title, said ->> ${sql.lit(deadline.field)} as due_on, ${state}::text as state
        from register_entry where tenant_id = ${tenantId} and register_code = ${deadline.code} and ${isDue(deadline, state)}`,
    ),
  );
  const { rows } = await sql<DueRow>`select * from (${sql.join(parts, sql` union all `)}) d
    order by due_on collate "C", id limit ${limit}`.execute(tdb);
  return rows;
};
