import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';
import { hasOpenTodo } from './todo.queries.ts';

/*
 * 系统使用培训. Who was taught to work with the system: by results that organisers sent, whose last word counts, and by
 * the unit's own sessions. A person is known by the account, and by name where the list had no account.
 */

export const SYSTEM_TODO = 'training.system';

export interface SystemUserRow {
  membershipId: string;
  accountId: string;
  displayName: string;
  role: string;
  trainedOn: string | null;
  sessionTitle: string | null;
  hostName: string | null;
  isReminded: boolean;
}

const taught = (tenantId: number) => sql`
  select r.value as role, (p.value ->> 'accountId')::uuid as account_id, p.value ->> 'name' as person_name,
    (d.body ->> 'heldOn')::date as held_on, d.body ->> 'title' as title, d.sender_name as host_name
  from dispatch d cross join lateral jsonb_array_elements(d.body -> 'people') p
    cross join lateral jsonb_array_elements_text(d.body -> 'systemRoles') r
  where d.addressee_tenant_id = ${tenantId} and d.kind = 'training_result' and d.body ? 'systemRoles' and d.dispatched_at is not null
    and not exists (select 1 from dispatch n where n.addressee_tenant_id = ${tenantId} and n.tenant_id = d.tenant_id and n.kind = 'training_result'
      and n.object_id = d.object_id and (n.dispatched_at, n.id) > (d.dispatched_at, d.id))
  union all
  select r.role, a.account_id, a.person_name, s.held_on, s.title, a.unit_name
  from course_session s join course_attendance a on a.tenant_id = s.tenant_id and a.session_id = s.id and a.unit_tenant_id = s.tenant_id
    cross join lateral unnest(s.system_roles) as r (role)
  where s.tenant_id = ${tenantId} and s.state = 'held'`;

/** Everybody with access, a row a role, as it was known on a day; the last day of all is now. */
export const systemUsers = (
  tenantId: number,
  until = '9999-12-31',
): RawBuilder<unknown> => sql`(with taught as materialized (${taught(tenantId)})
  select m.id as membership_id, m.account_id, m.display_name, r.role,
    (m.created_at at time zone 'Asia/Shanghai')::date as joined_on, l.held_on as trained_on, l.title as session_title, l.host_name,
    ${hasOpenTodo(tenantId, SYSTEM_TODO, 'm.id')} as is_reminded
  from membership m cross join lateral unnest(m.roles) as r (role)
    left join lateral (select t.held_on, t.title, t.host_name from taught t
      where t.role = r.role and t.held_on <= ${until}::date and (t.account_id = m.account_id or (t.account_id is null and t.person_name = m.display_name))
      order by t.held_on desc, t.title limit 1) l on true
  where m.tenant_id = ${tenantId} and m.state = 'active' and (m.created_at at time zone 'Asia/Shanghai')::date <= ${until}::date)`;

export interface SystemUserFilter {
  role?: string | undefined;
  standing?: 'trained' | 'untrained' | undefined;
  q?: string | undefined;
}
const wished = ({ role, standing, q }: SystemUserFilter) => sql`true
  ${role ? sql`and x.role = ${role}` : sql``} ${standing ? sql`and (x.trained_on is not null) = ${standing === 'trained'}` : sql``}
  ${q ? sql`and x.display_name ilike ${containing(q)}` : sql``}`;

/** By name, then by role. One more than asked for. */
export const listSystemUsers = async (
  tdb: TenantDb,
  tenantId: number,
  filter: SystemUserFilter,
  page: { cursor: [string, string, string] | undefined; direction: Walk; limit: number },
): Promise<SystemUserRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('asc', direction));
  const past = cursor
    ? sql`and (x.display_name collate "C", x.membership_id, x.role collate "C") ${sql.raw(beyond('asc', direction))}
        (${cursor[0]}, ${cursor[1]}::uuid, ${cursor[2]})`
    : sql``;
  const { rows } = await sql<SystemUserRow>`select x.* from ${systemUsers(tenantId)} x where ${wished(filter)} ${past}
    order by x.display_name collate "C" ${order}, x.membership_id ${order}, x.role collate "C" ${order} limit ${page.limit + 1}`.execute(
    tdb,
  );
  return rows;
};

export const countSystemUsers = async (tdb: TenantDb, tenantId: number, filter: SystemUserFilter): Promise<number> => {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from ${systemUsers(tenantId)} x where ${wished(filter)}`.execute(tdb);
  return rows[0]?.n ?? 0;
};

/** How many have each role, and how many of them were taught it. */
export const countSystemRoles = async (
  tdb: TenantDb,
  tenantId: number,
): Promise<{ role: string; people: number; trained: number }[]> => {
  const { rows } = await sql<{ role: string; people: number; trained: number }>`
    select x.role, count(*)::int as people, count(x.trained_on)::int as trained from ${systemUsers(tenantId)} x
    group by x.role order by x.role collate "C"`.execute(tdb);
  return rows;
};
