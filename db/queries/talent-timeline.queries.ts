import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/*
 * 成长轨迹 of people, known by name and unit: contests entered here, nominations received and sent with what came of
 * them, the registers of experts and of nominations, and the steps that other offices have sent along with a nomination.
 */

export interface TalentEventRow {
  on: string;
  kind: string;
  title: string;
  scheme: string | null;
  rank: number | null;
  award: string | null;
  result: string | null;
  level: string | null;
  until: string | null;
  source: string;
}

const KNOWN_SCHEMES = sql`('expert', 'craftsman', 'youth', 'model', 'other')`;
const dayOf = (column: RawBuilder<unknown>) => sql`(${column} at time zone 'Asia/Shanghai')::date`;

const events = (tenantId: number, ownName: string): RawBuilder<unknown> => sql`(
  select e.entrant_name as person, e.unit_name as unit, c.held_on as on_day, 'contest' as kind, c.title, null::text as scheme,
    e.rank, e.award, null::text as result, c.level, null::date as until, ${ownName}::text as source
  from contest_entry e join contest c on c.tenant_id = e.tenant_id and c.id = e.contest_id where e.tenant_id = ${tenantId}
  union
  select d.body ->> 'personName', coalesce(d.body ->> 'workUnit', d.sender_name), ${dayOf(sql`d.dispatched_at`)}, 'nominated', d.sender_name,
    d.body ->> 'scheme', null, null, null, null, null, ${ownName}
  from dispatch d where d.addressee_tenant_id = ${tenantId} and d.kind = 'talent_nomination' and d.dispatched_at is not null
  union
  select n.person_name, coalesce(d.body ->> 'workUnit', n.subject_name), n.decided_on, case when n.result = 'selected' then 'pool' else 'decided' end,
    n.reason, n.scheme, null, null, n.result, null, n.term_end, ${ownName}
  from talent_nomination n left join dispatch d on d.tenant_id = n.subject_tenant_id and d.id = n.dispatch_id and d.addressee_tenant_id = ${tenantId}
  where n.tenant_id = ${tenantId} and n.result is not null
  union
  select d.body ->> 'personName', coalesce(d.body ->> 'workUnit', d.sender_name), ${dayOf(sql`d.dispatched_at`)}, 'nominated', d.addressee_name,
    d.body ->> 'scheme', null, null, null, null, null, ${ownName}
  from dispatch d where d.tenant_id = ${tenantId} and d.kind = 'talent_nomination' and d.dispatched_at is not null
  union
  select d.body ->> 'personName', coalesce(d.body ->> 'workUnit', d.sender_name), ${dayOf(sql`r.dispatched_at`)},
    case when r.body ->> 'result' = 'selected' then 'pool' else 'decided' end, r.body ->> 'reason', d.body ->> 'scheme', null, null,
    r.body ->> 'result', null, (r.body ->> 'termEnd')::date, r.sender_name
  from dispatch d join dispatch r on r.tenant_id = d.addressee_tenant_id and r.in_reply_to = d.id and r.addressee_tenant_id = ${tenantId}
    and r.kind = 'talent_decision' and r.dispatched_at is not null
  where d.tenant_id = ${tenantId} and d.kind = 'talent_nomination'
  union
  select e.title, e.said ->> 'unit', e.entry_on, 'pool', coalesce(e.said ->> 'title', ''), 'expert', null, null, 'selected', null, e.until_on, ${ownName}
  from register_entry e where e.tenant_id = ${tenantId} and e.register_code = 'expert' and e.state = 'current' and e.said ? 'unit'
  union
  select e.title, e.said ->> 'unit', coalesce((e.said ->> 'decidedOn')::date, e.entry_on),
    case e.said ->> 'result' when 'selected' then 'pool' when 'declined' then 'decided' else 'nominated' end,
    '', e.said ->> 'scheme', null, null, e.said ->> 'result', e.said ->> 'level', null, ${ownName}
  from register_entry e where e.tenant_id = ${tenantId} and e.register_code = 'talent_nomination' and e.state = 'current' and e.said ? 'unit'
  union
  select d.body ->> 'personName', coalesce(d.body ->> 'workUnit', d.sender_name), (t.value ->> 'on')::date, t.value ->> 'kind', t.value ->> 'title',
    t.value ->> 'scheme', (t.value ->> 'rank')::int, t.value ->> 'award', t.value ->> 'result', t.value ->> 'level', (t.value ->> 'until')::date,
    t.value ->> 'source'
  from dispatch d cross join lateral jsonb_array_elements(d.body -> 'trail') t
  where d.addressee_tenant_id = ${tenantId} and d.kind = 'talent_nomination' and d.dispatched_at is not null and d.body ? 'trail')`;

export interface TalentPersonRow {
  personName: string;
  unitName: string;
  stage: string;
  contests: number;
  awards: number;
  nominations: number;
  schemes: string[];
  lastOn: string;
}
export interface TalentPeopleFilter {
  stage?: string | undefined;
  scheme?: string | undefined;
  q?: string | undefined;
  person?: { personName: string; unitName: string } | undefined;
}

const people = (office: { tenantId: number; name: string }) => sql`(
  select v.person as person_name, v.unit as unit_name, max(v.on_day) as last_on,
    case when bool_or(v.kind = 'pool') then 'pool' when bool_or(v.kind in ('nominated', 'decided')) then 'nominated' else 'contest' end as stage,
    count(*) filter (where v.kind = 'contest')::int as contests, count(*) filter (where v.kind = 'contest' and v.award is not null)::int as awards,
    count(*) filter (where v.kind = 'nominated')::int as nominations,
    coalesce(array_agg(distinct v.scheme) filter (where v.kind = 'pool' and v.scheme in ${KNOWN_SCHEMES}), '{}') as schemes
  from ${events(office.tenantId, office.name)} v where v.person <> '' and v.unit <> '' group by v.person, v.unit)`;

const wished = ({ stage, scheme, q, person }: TalentPeopleFilter) => sql`true
  ${stage ? sql`and x.stage = ${stage}` : sql``} ${scheme ? sql`and ${scheme} = any (x.schemes)` : sql``}
  ${q ? sql`and (x.person_name ilike ${containing(q)} or x.unit_name ilike ${containing(q)})` : sql``}
  ${person ? sql`and x.person_name = ${person.personName} and x.unit_name = ${person.unitName}` : sql``}`;

/** Whoever took the newest step first. One more than asked for. */
export const listTalentPeople = async (
  tdb: TenantDb,
  office: { tenantId: number; name: string },
  filter: TalentPeopleFilter,
  page: { cursor: [string, string, string] | undefined; direction: Walk; limit: number },
): Promise<TalentPersonRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (x.last_on, x.person_name collate "C", x.unit_name collate "C") ${sql.raw(beyond('desc', direction))}
        (${cursor[0]}::date, ${cursor[1]}, ${cursor[2]})`
    : sql``;
  const { rows } = await sql<TalentPersonRow>`select x.* from ${people(office)} x where ${wished(filter)} ${past}
    order by x.last_on ${order}, x.person_name collate "C" ${order}, x.unit_name collate "C" ${order} limit ${page.limit + 1}`.execute(
    tdb,
  );
  return rows;
};

export const countTalentPeople = async (
  tdb: TenantDb,
  office: { tenantId: number; name: string },
  filter: TalentPeopleFilter,
): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (
    select 1 from ${people(office)} x where ${wished(filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.n ?? 0;
};

/** Every step of one person, the oldest first. */
export const listTalentEvents = async (
  tdb: TenantDb,
  office: { tenantId: number; name: string },
  person: { personName: string; unitName: string },
  limit: number,
): Promise<TalentEventRow[]> => {
  const { rows } =
    await sql<TalentEventRow>`select v.on_day as "on", v.kind, v.title, v.scheme, v.rank, v.award, v.result, v.level, v.until, v.source
    from ${events(office.tenantId, office.name)} v where v.person = ${person.personName} and v.unit = ${person.unitName}
    order by v.on_day, array_position(array['contest', 'nominated', 'decided', 'pool'], v.kind), v.title limit ${limit}`.execute(
      tdb,
    );
  return rows;
};
