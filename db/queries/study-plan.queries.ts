import { sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { todayInShanghai as today } from './lateness.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 学习计划: lines of the register `study_plan`, each with the session that it became, unless that was cancelled. */

export interface PlanLineRow {
  entryId: string;
  plannedOn: string;
  topic: string;
  form: string;
  audience: string | null;
  speaker: string | null;
  isMandatory: boolean;
  standing: string;
  sessionId: string | null;
  heldOn: string | null;
  sessionState: string | null;
  attendanceCount: number;
}
export interface PlanLineFilter {
  year?: number | undefined;
  standing?: string | undefined;
  q?: string | undefined;
}

const lines = (tenantId: number) => sql`(
  select e.id as entry_id, e.entry_on as planned_on, e.title as topic, e.said ->> 'form' as form, e.said ->> 'audience' as audience,
    e.said ->> 'speaker' as speaker, coalesce((e.said ->> 'isMandatory')::boolean, false) as is_mandatory,
    case when s.state = 'held' then 'held' when s.id is not null then 'arranged' when e.entry_on < ${today} then 'overdue' else 'waiting' end as standing,
    s.id as session_id, s.held_on, s.state as session_state,
    (select count(*)::int from course_attendance a where a.tenant_id = ${tenantId} and a.session_id = s.id) as attendance_count
  from register_entry e left join course_session s on s.tenant_id = ${tenantId} and s.plan_entry_id = e.id and s.state <> 'cancelled'
  where e.tenant_id = ${tenantId} and e.register_code = 'study_plan' and e.state = 'current')`;

const wished = ({ year, standing, q }: PlanLineFilter) => sql`true
  ${year ? sql`and x.planned_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31)` : sql``}
  ${standing ? sql`and x.standing = ${standing}` : sql``} ${q ? sql`and x.topic ilike ${containing(q)}` : sql``}`;

/** In the order of their days. One more than asked for. */
export const listPlanLineRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: PlanLineFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<PlanLineRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('asc', direction));
  const past = cursor
    ? sql`and (x.planned_on, x.entry_id) ${sql.raw(beyond('asc', direction))} (${cursor[0]}::date, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<PlanLineRow>`select x.* from ${lines(tenantId)} x where ${wished(filter)} ${past}
    order by x.planned_on ${order}, x.entry_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countPlanLineRows = async (tdb: TenantDb, tenantId: number, filter: PlanLineFilter): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (
    select 1 from ${lines(tenantId)} x where ${wished(filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.n ?? 0;
};

export const findPlanLine = async (
  tdb: TenantDb,
  tenantId: number,
  entryId: string,
): Promise<PlanLineRow | undefined> => {
  const { rows } =
    await sql<PlanLineRow>`select x.* from ${lines(tenantId)} x where x.entry_id = ${entryId}::uuid`.execute(tdb);
  return rows[0];
};
