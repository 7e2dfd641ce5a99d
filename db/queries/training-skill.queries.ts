import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { todayInShanghai as today } from './lateness.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/*
 * 技能矩阵. People are who is in post by the register of staff; their skills are entries of `staff_skill` under the same
 * name; their title is the newest of `professional_title`, else what the register of staff says.
 */

/** Everybody in post with what they are able to do and what they need to learn. */
const skilled = (tenantId: number) => sql`(
  select p.id as entry_id, p.title as name, p.said ->> 'post' as post, p.said ->> 'degree' as degree,
    coalesce((select t.said ->> 'level' from register_entry t where t.tenant_id = ${tenantId} and t.register_code = 'professional_title'
      and t.state = 'current' and t.title = p.title and t.entry_on <= ${today} and (t.until_on is null or t.until_on > ${today})
      order by t.entry_on desc, t.id desc limit 1), p.said ->> 'title') as title, s.has, s.wants
  from register_entry p cross join lateral (
    select coalesce(array_agg(e.said ->> 'skill' order by e.said ->> 'skill') filter (where e.said ->> 'standing' = 'has'), '{}') as has,
      coalesce(array_agg(e.said ->> 'skill' order by e.said ->> 'skill') filter (where e.said ->> 'standing' = 'wants'), '{}') as wants
    from register_entry e where e.tenant_id = ${tenantId} and e.register_code = 'staff_skill' and e.state = 'current' and e.title = p.title) s
  where p.tenant_id = ${tenantId} and p.register_code = 'staff' and p.state = 'current' and p.entry_on <= ${today}
    and (p.until_on is null or p.until_on > ${today}))`;

export interface SkilledPersonRow {
  entryId: string;
  name: string;
  post: string;
  degree: string | null;
  title: string | null;
  has: string[];
  wants: string[];
}
export interface SkilledFilter {
  archives?: string | undefined;
  technical?: string | undefined;
  wants?: string | undefined;
  unentered?: boolean | undefined;
  q?: string | undefined;
}

const wished = ({ archives, technical, wants, unentered, q }: SkilledFilter) => sql`where true
  ${archives ? sql`and ${archives} = any (x.has)` : sql``} ${technical ? sql`and ${technical} = any (x.has)` : sql``}
  ${wants ? sql`and ${wants} = any (x.wants)` : sql``} ${unentered ? sql`and x.has = '{}' and x.wants = '{}'` : sql``}
  ${q ? sql`and x.name ilike ${containing(q)}` : sql``}`;

/** By name. One more than asked for. */
export const listSkilledPeople = async (
  tdb: TenantDb,
  tenantId: number,
  filter: SkilledFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<SkilledPersonRow[]> => {
  const order = sql.raw(walkOrder('asc', page.direction));
  const past = page.cursor
    ? sql`and (x.name collate "C", x.entry_id) ${sql.raw(beyond('asc', page.direction))} (${page.cursor[0]}, ${page.cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<SkilledPersonRow>`select x.* from ${skilled(tenantId)} x ${wished(filter)} ${past}
    order by x.name collate "C" ${order}, x.entry_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countSkilledPeople = async (tdb: TenantDb, tenantId: number, filter: SkilledFilter): Promise<number> => {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from ${skilled(tenantId)} x ${wished(filter)}`.execute(tdb);
  return rows[0]?.n ?? 0;
};

/** How many are able to do both of each pair that anybody has. */
export const countSkillPairs = async (
  tdb: TenantDb,
  tenantId: number,
  kinds: { archives: readonly string[]; technical: readonly string[] },
): Promise<{ archives: string; technical: string; people: number }[]> => {
  const { rows } = await sql<{ archives: string; technical: string; people: number }>`
    select a.code as archives, b.code as technical, count(x.entry_id)::int as people
    from unnest(${kinds.archives as string[]}::text[]) with ordinality as a (code, place)
      cross join unnest(${kinds.technical as string[]}::text[]) with ordinality as b (code, place)
      left join ${skilled(tenantId)} x on a.code = any (x.has) and b.code = any (x.has)
    group by a.code, a.place, b.code, b.place order by a.place, b.place`.execute(tdb);
  return rows;
};

export const countSkills = async (
  tdb: TenantDb,
  tenantId: number,
  skills: readonly string[],
): Promise<{ skill: string; has: number; wants: number }[]> => {
  const { rows } = await sql<{ skill: string; has: number; wants: number }>`
    select k.code as skill, count(x.entry_id) filter (where k.code = any (x.has))::int as has,
      count(x.entry_id) filter (where k.code = any (x.wants))::int as wants
    from unnest(${skills as string[]}::text[]) with ordinality as k (code, place) left join ${skilled(tenantId)} x on true
    group by k.code, k.place order by k.place`.execute(tdb);
  return rows;
};

/** Skills entered under a name that nobody in post has: a slip of the pen, or somebody who has left. */
export const countStraySkills = async (tdb: TenantDb, tenantId: number): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from register_entry e
    where e.tenant_id = ${tenantId} and e.register_code = 'staff_skill' and e.state = 'current'
      and not exists (select 1 from register_entry p where p.tenant_id = ${tenantId} and p.register_code = 'staff' and p.state = 'current'
        and p.title = e.title and p.entry_on <= ${today} and (p.until_on is null or p.until_on > ${today}))`.execute(
    tdb,
  );
  return rows[0]?.n ?? 0;
};
