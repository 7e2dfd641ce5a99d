import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 专题接收: the units that transfer here, each with what it has delivered of a topic. */

export interface TopicUnitRow {
  unitTenantId: number | null;
  unitName: string;
  deliveries: number;
  quantities: { unit: string; quantity: number }[];
  lastOn: string | null;
  /** Of a unit of the directory its number; of a name in the register nothing. */
  unitKey: number;
}
/** The code of a topic, and words that registers use instead. */
export interface Topic {
  code: string;
  words: readonly string[];
}
export interface TopicFilter {
  topic: Topic;
  delivered?: boolean | undefined;
  q?: string | undefined;
}

/**
 * The deliveries of a topic, each with its unit. One that was typed in belongs to the unit of that name. Digital copies
 * alone are no delivery, and donors are no units: their names stay with those who collect.
 */
const deliveries = (tenantId: number, topic: Topic): RawBuilder<unknown> => sql`
  partner as materialized (
    select p.tenant_id, p.name from transfer_partners() p where not p.is_archives
  ), delivered as materialized (
    select a.id, a.source_name, a.accepted_on, coalesce(
      (select p.tenant_id from partner p where p.tenant_id = a.source_tenant_id),
      (select min(p.tenant_id) from partner p where a.source_tenant_id is null and p.name = a.source_name)) as unit_tenant_id
    from accession a
    where a.tenant_id = ${tenantId} and a.state = 'accepted' and not a.is_digital_copy and a.source_kind <> 'donor' and exists (
      select 1 from unnest(a.topics) t where t = ${topic.code} or t like any (${topic.words.map(containing)}::text[]))
  )`;

export interface TopicDeliveryFilter {
  topic: Topic;
  unitTenantId?: number | undefined;
  /** Of a name that is no unit of the directory. */
  sourceName?: string | undefined;
}

/** The entries of the register that a unit's count of a topic is made of, as a subquery. */
export const topicDeliveryIds = (
  tenantId: number,
  { topic, unitTenantId, sourceName }: TopicDeliveryFilter,
): RawBuilder<unknown> => sql`(
  with ${deliveries(tenantId, topic)}
  select d.id from delivered d
  where (${unitTenantId ?? null}::int is null or d.unit_tenant_id = ${unitTenantId ?? 0})
    and (${sourceName ?? null}::text is null or (d.unit_tenant_id is null and d.source_name = ${sourceName ?? ''})))`;

/** Of the directory, and whoever else stands in the register with the topic. */
const units = (tenantId: number, { topic }: TopicFilter): RawBuilder<unknown> => sql`(
  with ${deliveries(tenantId, topic)}, known as (
    select p.tenant_id as unit_tenant_id, p.name as unit_name from partner p
    union all
    select null, d.source_name from delivered d where d.unit_tenant_id is null group by d.source_name
  )
  select k.unit_tenant_id as "unitTenantId", k.unit_name as "unitName", coalesce(k.unit_tenant_id, 0) as "unitKey",
    s.deliveries, s.last_on as "lastOn", coalesce((
      select json_agg(json_build_object('unit', u.unit, 'quantity', u.quantity) order by u.unit) from (
        select l.unit, sum(l.quantity)::float8 as quantity from accession_line l
        where l.tenant_id = ${tenantId} and l.accession_id = any (s.ids) group by l.unit) u), '[]') as quantities
  from known k cross join lateral (
    select count(*)::int as deliveries, max(d.accepted_on) as last_on, array_agg(d.id) as ids from delivered d
    where d.unit_tenant_id = k.unit_tenant_id
      or (k.unit_tenant_id is null and d.unit_tenant_id is null and d.source_name = k.unit_name)) s)`;

const conditions = ({ delivered, q }: TopicFilter) => sql`
  (${delivered ?? null}::boolean is null or (u.deliveries > 0) = ${delivered ?? false})
  and (${q ?? null}::text is null or u."unitName" ilike ${containing(q ?? '')})`;

/** By name. One more than asked for. */
export const listTopicUnitRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: TopicFilter,
  page: { cursor: readonly [string, number] | undefined; direction: Walk; limit: number },
): Promise<TopicUnitRow[]> => {
  const { cursor, direction, limit } = page;
  const way = sql.raw(walkOrder('asc', direction));
  const past = cursor
    ? sql`and (u."unitName" collate "zh-x-icu", u."unitKey") ${sql.raw(beyond('asc', direction))} (${cursor[0]}::text, ${cursor[1]}::int)`
    : sql``;
  const { rows } = await sql<TopicUnitRow>`
    select u."unitTenantId", u."unitName", u.deliveries, u.quantities, u."lastOn", u."unitKey"
    from ${units(tenantId, filter)} u where ${conditions(filter)} ${past}
    order by u."unitName" collate "zh-x-icu" ${way}, u."unitKey" ${way} limit ${limit + 1}`.execute(tdb);
  return rows;
};

export const countTopicUnits = async (
  tdb: TenantDb,
  tenantId: number,
  filter: TopicFilter,
): Promise<{ units: number; delivered: number; waiting: number; shown: number }> => {
  const { rows } = await sql<{ units: number; delivered: number; waiting: number; shown: number }>`
    select count(*)::int as units, count(*) filter (where u.deliveries > 0)::int as delivered,
      count(*) filter (where u.deliveries = 0)::int as waiting, count(*) filter (where ${conditions(filter)})::int as shown
    from ${units(tenantId, filter)} u`.execute(tdb);
  return rows[0] ?? { units: 0, delivered: 0, waiting: 0, shown: 0 };
};

/** The name of a unit that transfers here. */
export const findTransferorName = async (tdb: TenantDb, unitTenantId: number): Promise<string | undefined> => {
  const { rows } = await sql<{ name: string }>`select p.name from transfer_partners() p
    where not p.is_archives and p.tenant_id = ${unitTenantId}`.execute(tdb);
  return rows[0]?.name;
};
