import { type RawBuilder, sql } from 'kysely';
import { BUILT_IN_RULES } from '@/server/domain/training/hours';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/*
 * 学时. What a unit knows of its people: results that organisers sent, sessions of its own, what was read to the end,
 * and what was entered here. One source for the list, the person's record and the figures.
 */

export interface Days {
  tenantId: number;
  from: string;
  to: string;
}

/** Every hour of the days, one row a person and occasion. */
export const creditRows = ({ tenantId, from, to }: Days): RawBuilder<unknown> => sql`
  select 'session:' || (d.body ->> 'sessionId') || ':' || (p.value ->> 'name') as id, 'session' as source, p.value ->> 'name' as person_name,
    (p.value ->> 'accountId')::uuid as account_id, d.body ->> 'title' as title, d.sender_name as host_name, d.body ->> 'knowledge' as knowledge,
    (d.body ->> 'hours')::numeric as hours, (d.body ->> 'heldOn')::date as held_on, null::text as certificate_number,
    null::uuid as credit_id, null::uuid as object_id, null::int as row_version
  from dispatch d cross join lateral jsonb_array_elements(d.body -> 'people') p
  where d.addressee_tenant_id = ${tenantId} and d.kind = 'training_result' and d.dispatched_at is not null
    and (d.body ->> 'heldOn')::date between ${from}::date and ${to}::date
    and not exists (select 1 from dispatch n where n.addressee_tenant_id = ${tenantId} and n.tenant_id = d.tenant_id and n.kind = 'training_result'
      and n.object_id = d.object_id and (n.dispatched_at, n.id) > (d.dispatched_at, d.id))
  union all
  select 'own:' || a.id, 'session', a.person_name, a.account_id, s.title, a.unit_name,
    case when s.subject_field = 'archives' then 'professional' else 'public' end, s.hours, s.held_on, null, null, null, null
  from course_attendance a join course_session s on s.tenant_id = a.tenant_id and s.id = a.session_id
  where a.tenant_id = ${tenantId} and a.unit_tenant_id = ${tenantId} and s.state = 'held'
    and s.held_on between ${from}::date and ${to}::date
  union all
  select * from (select distinct on (r.account_id, r.material_id) 'material:' || r.id, 'material', r.person_name, r.account_id, r.title,
      r.organiser_name, r.knowledge, r.hours, r.finished_on, null, null::uuid, null::uuid, null::int
    from material_reading r where r.tenant_id = ${tenantId} and r.finished_on is not null and r.hours > 0
    order by r.account_id, r.material_id, r.finished_on, r.id) m (id, source, person_name, account_id, title, host_name, knowledge, hours, held_on, number, credit, object, version)
  where m.held_on between ${from}::date and ${to}::date
  union all
  select 'credit:' || c.id, c.source, c.person_name, c.account_id, c.title, c.host_name, c.knowledge, c.hours, c.held_on,
    c.certificate_number, c.id, c.object_id, c.row_version
  from training_credit c where c.tenant_id = ${tenantId} and c.state = 'current'
    and c.held_on between ${from}::date and ${to}::date`;

/** Whose hours they are: by account where both have one, else by name. */
const isOf = sql`(c.account_id = t.account_id or ((c.account_id is null or t.account_id is null) and c.person_name = t.person_name))`;

const builtIn = sql.join(
  BUILT_IN_RULES.map(
    (rule) =>
      sql`(${rule.post}::text, ${rule.totalHours}::numeric, ${rule.professionalHours}::numeric, ${rule.basis}::text, ${rule.fromYear}::int)`,
  ),
);

/** The rule for a post in a year: the own one, else what an authority has issued last, else the regulation's. */
const ruleFor = (tenantId: number, post: RawBuilder<unknown>, year: number) => sql`(select u.* from (
    select r.total_hours, r.professional_hours, r.basis, r.from_year, 1 as rank, null::timestamptz as at from training_rule r
      where r.tenant_id = ${tenantId} and r.post = ${post} and r.from_year <= ${year}
    union all
    select (x.value ->> 'totalHours')::numeric, (x.value ->> 'professionalHours')::numeric, x.value ->> 'basis', (x.value ->> 'fromYear')::int, 2, d.dispatched_at
      from dispatch d cross join lateral jsonb_array_elements(d.body -> 'rules') x
      where d.addressee_tenant_id = ${tenantId} and d.kind = 'training_rule' and d.dispatched_at is not null
        and x.value ->> 'post' = ${post} and (x.value ->> 'fromYear')::int <= ${year}
    union all
    select b.total, b.professional, b.basis, b.from_year, 3, null from (values ${builtIn}) b (post, total, professional, basis, from_year)
      where b.post = ${post}) u order by u.rank, u.at desc nulls last, u.from_year desc limit 1)`;

/** Everybody who was to learn in the days, with what they have and what is asked of them. */
export const peopleHours = (days: Days): RawBuilder<unknown> => sql`
  select t.id, t.person_name, t.account_id, t.post, t.from_on, t.until_on, t.row_version, h.hours, h.professional_hours,
    rule.total_hours as needed_hours, rule.professional_hours as needed_professional,
    h.hours >= rule.total_hours and h.professional_hours >= rule.professional_hours as is_done
  from trainee t
    cross join lateral (select coalesce(sum(c.hours), 0) as hours,
        coalesce(sum(c.hours) filter (where c.knowledge = 'professional'), 0) as professional_hours
      from credits c where ${isOf}) h
    cross join lateral ${ruleFor(days.tenantId, sql`t.post`, Number(days.to.slice(0, 4)))} rule
  where t.tenant_id = ${days.tenantId} and t.from_on <= ${days.to}::date and (t.until_on is null or t.until_on >= ${days.from}::date)`;

export const withCredits = (days: Days): RawBuilder<unknown> => sql`with credits as materialized (${creditRows(days)})`;

export interface PersonHoursRow {
  id: string;
  personName: string;
  accountId: string | null;
  post: string;
  fromOn: string;
  untilOn: string | null;
  rowVersion: number;
  hours: string;
  professionalHours: string;
  neededHours: string;
  neededProfessional: string;
  isDone: boolean;
}

export interface HoursWish {
  post?: string | undefined;
  standing?: 'done' | 'missing' | undefined;
  q?: string | undefined;
  traineeId?: string | undefined;
  accountId?: string | undefined;
}
const wished = ({ post, standing, q, traineeId, accountId }: HoursWish) => sql`where true
  ${post ? sql`and x.post = ${post}` : sql``} ${standing ? sql`and x.is_done = ${standing === 'done'}` : sql``}
  ${q ? sql`and x.person_name ilike ${containing(q)}` : sql``} ${traineeId ? sql`and x.id = ${traineeId}::uuid` : sql``}
  ${accountId ? sql`and x.account_id = ${accountId}::uuid` : sql``}`;

/** 人员学时 by name. */
export const listPersonHours = async (
  tdb: TenantDb,
  days: Days,
  wish: HoursWish,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<PersonHoursRow[]> => {
  const order = sql.raw(walkOrder('asc', page.direction));
  const past = page.cursor
    ? sql`and (x.person_name collate "C", x.id) ${sql.raw(beyond('asc', page.direction))} (${page.cursor[0]}, ${page.cursor[1]}::uuid)`
    : sql``;
  const { rows } =
    await sql<PersonHoursRow>`${withCredits(days)} select x.* from (${peopleHours(days)}) x ${wished(wish)} ${past}
    order by x.person_name collate "C" ${order}, x.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const sumPersonHours = async (
  tdb: TenantDb,
  days: Days,
  wish: HoursWish,
): Promise<{ people: number; done: number; hours: string }> => {
  const { rows } = await sql<{ people: number; done: number; hours: string }>`${withCredits(days)}
    select count(*)::int as people, count(*) filter (where x.is_done)::int as done, coalesce(sum(x.hours), 0) as hours
    from (${peopleHours(days)}) x ${wished(wish)}`.execute(tdb);
  return rows[0] ?? { people: 0, done: 0, hours: '0' };
};

export interface CreditRow {
  id: string;
  source: string;
  title: string;
  hostName: string;
  knowledge: string;
  hours: string;
  heldOn: string;
  certificateNumber: string | null;
  creditId: string | null;
  objectId: string | null;
  rowVersion: number | null;
}

/** One person's occasions, the newest first. A year has dozens. */
export const listPersonCredits = async (tdb: TenantDb, days: Days, traineeId: string): Promise<CreditRow[]> => {
  const { rows } =
    await sql<CreditRow>`${withCredits(days)} select c.id, c.source, c.title, c.host_name, c.knowledge, c.hours, c.held_on,
      c.certificate_number, c.credit_id, c.object_id, c.row_version
    from trainee t join credits c on ${isOf} where t.tenant_id = ${days.tenantId} and t.id = ${traineeId}::uuid
    order by c.held_on desc, c.id limit 500`.execute(tdb);
  return rows;
};

export interface RuleRow {
  post: string;
  fromYear: number;
  totalHours: string;
  professionalHours: string;
  basis: string;
  rank: number;
}

/** The rule of each post as it holds in a year. */
export const listRulesFor = async (
  tdb: TenantDb,
  tenantId: number,
  posts: readonly string[],
  year: number,
): Promise<RuleRow[]> => {
  const { rows } =
    await sql<RuleRow>`select p.post, rule.from_year, rule.total_hours, rule.professional_hours, rule.basis, rule.rank
    from unnest(${posts as string[]}::text[]) with ordinality as p (post, position)
      cross join lateral ${ruleFor(tenantId, sql`p.post`, year)} rule order by p.position`.execute(tdb);
  return rows;
};
