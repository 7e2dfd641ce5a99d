import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 历年比较 over a tenant's own inspections and findings. No row of a unit is read. */

export interface ComparisonQuestion {
  tenantId: number;
  /** The last of the years. */
  year: number;
  /** How many years. */
  span: number;
  kind?: string | undefined;
}

/** An inspection belongs to the year in which it was held. */
const HELD = sql`coalesce(i.inspected_on, i.closed_on)`;

/** Issued findings with their year; `is_repeat`: the same item was found in this unit in an earlier inspection. */
const findings = (tenantId: number, kind: string | undefined): RawBuilder<unknown> => sql`(
  select f.id, i.id as inspection_id, i.subject_tenant_id, f.legal_item, f.verified_on, extract(year from f.issued_on)::int as year,
    dense_rank() over (partition by i.subject_tenant_id, f.legal_item, f.checklist_code order by i.created_at, i.id) > 1 as is_repeat
  from finding f join inspection i on i.tenant_id = ${tenantId} and i.id = f.inspection_id
  where f.tenant_id = ${tenantId} and f.state not in ('draft', 'withdrawn') and f.issued_on is not null
    and (${kind ?? null}::text is null or i.subject_kind = ${kind ?? null}))`;

export interface YearRow {
  year: number;
  inspections: number;
  units: number;
  averageScore: number | null;
  findings: number;
  repeated: number;
  settled: number;
}

export const compareYears = async (tdb: TenantDb, question: ComparisonQuestion): Promise<YearRow[]> => {
  const { tenantId, year, span, kind } = question;
  const { rows } = await sql<YearRow>`
    with held as (
      select extract(year from ${HELD})::int as year, count(*)::int as inspections, count(distinct i.subject_tenant_id)::int as units,
        round(avg(i.score_percent)::numeric, 1)::float8 as average_score
      from inspection i where i.tenant_id = ${tenantId} and i.state <> 'cancelled' and ${HELD} is not null
        and (${kind ?? null}::text is null or i.subject_kind = ${kind ?? null}) group by 1),
    found as (
      select f.year, count(*)::int as findings, (count(*) filter (where f.is_repeat))::int as repeated,
        (count(*) filter (where f.verified_on is not null))::int as settled
      from ${findings(tenantId, kind)} f group by 1)
    select y.year, coalesce(h.inspections, 0) as inspections, coalesce(h.units, 0) as units, h.average_score,
      coalesce(f.findings, 0) as findings, coalesce(f.repeated, 0) as repeated, coalesce(f.settled, 0) as settled
    from generate_series(${year - span + 1}::int, ${year}::int) as y (year)
    left join held h on h.year = y.year left join found f on f.year = y.year order by y.year`.execute(tdb);
  return rows;
};

export const countByLegalItem = async (
  tdb: TenantDb,
  { tenantId, year, span, kind }: ComparisonQuestion,
): Promise<{ year: number; legalItem: string; findings: number }[]> => {
  const { rows } = await sql<{ year: number; legalItem: string; findings: number }>`
    select f.year, f.legal_item, count(*)::int as findings from ${findings(tenantId, kind)} f
    where f.year between ${year - span + 1} and ${year} group by 1, 2 order by 1, 2`.execute(tdb);
  return rows;
};

/** Sections are named by the lists; lists of several kinds may share a name, and are told apart by `kind`. */
export const averageSections = async (
  tdb: TenantDb,
  { tenantId, year, span, kind }: ComparisonQuestion,
): Promise<{ year: number; name: string; average: number }[]> => {
  const { rows } = await sql<{ year: number; name: string; average: number }>`
    select extract(year from ${HELD})::int as year, s.value ->> 'name' as name, round(avg((s.value ->> 'percent')::numeric), 1)::float8 as average
    from inspection i cross join lateral jsonb_array_elements(i.score_sections) s
    where i.tenant_id = ${tenantId} and i.score_percent is not null and s.value ->> 'percent' is not null
      and extract(year from ${HELD}) between ${year - span + 1} and ${year}
      and (${kind ?? null}::text is null or i.subject_kind = ${kind ?? null})
    group by 1, 2 order by 2, 1 limit 2000`.execute(tdb);
  return rows;
};

export interface UnitTrendRow {
  tenantId: number;
  slug: string | null;
  name: string;
  kind: string;
  score: number;
  grade: string | null;
  scoredOn: string;
  previousScore: number | null;
  previousOn: string | null;
  change: number | null;
  trend: string;
  findings: number;
  repeated: number;
  /** What fell most comes first, what has nothing to compare last. */
  weight: number;
}
export interface TrendFilter {
  year: number;
  kind?: string | undefined;
  trend?: string | undefined;
  search?: string | undefined;
}

/** The last score of each unit in the year beside the last one of an earlier year. */
const trends = (tenantId: number, { year, kind }: TrendFilter): RawBuilder<unknown> => sql`(
  with scored as materialized (
    select i.subject_tenant_id, i.subject_name, i.subject_kind, i.score_percent, i.score_grade, ${HELD} as day,
      row_number() over (partition by i.subject_tenant_id, extract(year from ${HELD}) = ${year} order by ${HELD} desc, i.created_at desc, i.id desc) as place
    from inspection i where i.tenant_id = ${tenantId} and i.score_percent is not null and extract(year from ${HELD}) <= ${year}
      and (${kind ?? null}::text is null or i.subject_kind = ${kind ?? null})),
  found as (
    select f.subject_tenant_id, count(*)::int as findings, (count(*) filter (where f.is_repeat))::int as repeated
    from ${findings(tenantId, kind)} f where f.year = ${year} group by 1),
  known as (select distinct on (k.tenant_id) k.tenant_id, k.slug, k.name from known_tenants() k where k.depth > 0 order by k.tenant_id, k.depth),
  compared as (
    select n.subject_tenant_id as tenant_id, k.slug, coalesce(k.name, n.subject_name) as name, n.subject_kind as kind, n.score_percent as score,
      n.score_grade as grade, n.day as scored_on, o.score_percent as previous_score, o.day as previous_on,
      round((n.score_percent - o.score_percent)::numeric, 1)::float8 as change, coalesce(f.findings, 0) as findings, coalesce(f.repeated, 0) as repeated
    from scored n
    left join scored o on o.subject_tenant_id = n.subject_tenant_id and o.place = 1 and extract(year from o.day) < ${year}
    left join found f on f.subject_tenant_id = n.subject_tenant_id
    left join known k on k.tenant_id = n.subject_tenant_id
    where n.place = 1 and extract(year from n.day) = ${year})
  select c.*, coalesce(c.change, 1000) as weight,
    case when c.change is null then 'first' when c.change < 0 then 'fell' when c.change > 0 then 'rose' else 'same' end as trend
  from compared c)`;

const conditions = ({ trend, search }: TrendFilter): RawBuilder<unknown> => sql`
  (${trend ?? null}::text is null or t.trend = ${trend ?? null})
  and (${search ?? null}::text is null or t.name ilike ${containing(search ?? '')})`;

/** What fell most first. */
export const listTrendRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: TrendFilter,
  page: { cursor: [number, number] | undefined; direction: Walk; limit: number },
): Promise<UnitTrendRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('asc', direction));
  const past = cursor
    ? sql`and (t.weight, t.tenant_id) ${sql.raw(beyond('asc', direction))} (${cursor[0]}::float8, ${cursor[1]}::int)`
    : sql``;
  const { rows } = await sql<UnitTrendRow>`
    select t.tenant_id, t.slug, t.name, t.kind, t.score, t.grade, t.scored_on, t.previous_score, t.previous_on, t.change, t.trend,
      t.findings, t.repeated, t.weight
    from ${trends(tenantId, filter)} t where ${conditions(filter)} ${past}
    order by t.weight ${order}, t.tenant_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

/** How many of each trend there are, whatever trend is looked at. */
export const countTrends = async (
  tdb: TenantDb,
  tenantId: number,
  filter: Omit<TrendFilter, 'trend'>,
): Promise<{ trend: string; units: number }[]> => {
  const { rows } = await sql<{ trend: string; units: number }>`
    select t.trend, count(*)::int as units from ${trends(tenantId, filter)} t where ${conditions(filter)} group by t.trend order by t.trend`.execute(
    tdb,
  );
  return rows;
};
