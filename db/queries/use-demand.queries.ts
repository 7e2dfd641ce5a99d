import { sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 利用分析: aggregates of one period. */
interface Period {
  tenantId: number;
  from: string;
  to: string;
}
interface Group {
  key: string | null;
  visits: number;
  persons: number;
}

const DIMENSIONS = {
  kind: sql`v.visitor_kind`,
  age: sql`v.age_group`,
  purpose: sql`v.purpose`,
  channel: sql`v.channel`,
} as const;

/** Served visits by one of their marks, the most first. */
export const countVisitsBy = async (
  tdb: TenantDb,
  dimension: keyof typeof DIMENSIONS,
  { tenantId, from, to }: Period,
): Promise<Group[]> => {
  const { rows } = await sql<Group>`
    select ${DIMENSIONS[dimension]} as key, count(*)::int as visits, sum(v.person_count)::int as persons
    from reading_visit v where v.tenant_id = ${tenantId} and v.state = 'served' and v.visited_on between ${from} and ${to}
    group by 1 order by 3 desc, 1 nulls last`.execute(tdb);
  return rows;
};

export interface MonthRow {
  month: string;
  visits: number;
  persons: number;
  before: number;
}

/** Every month of the period, also those in which nobody came, beside the same month of the year before. */
export const countVisitsByMonth = async (tdb: TenantDb, { tenantId, from, to }: Period): Promise<MonthRow[]> => {
  const { rows } = await sql<MonthRow>`
    select to_char(m.first, 'YYYY-MM') as month, coalesce(n.visits, 0)::int as visits, coalesce(n.persons, 0)::int as persons, coalesce(b.persons, 0)::int as before
    from generate_series(date_trunc('month', ${from}::date), ${to}::date, '1 month') as m (first)
    left join lateral (select count(*) as visits, sum(v.person_count) as persons from reading_visit v where v.tenant_id = ${tenantId} and v.state = 'served'
      and v.visited_on between greatest(m.first::date, ${from}::date) and least((m.first + interval '1 month' - interval '1 day')::date, ${to}::date)) n on true
    left join lateral (select sum(v.person_count) as persons from reading_visit v where v.tenant_id = ${tenantId} and v.state = 'served'
      and v.visited_on between (m.first - interval '1 year')::date and (m.first - interval '11 months' - interval '1 day')::date) b on true
    order by m.first limit 120`.execute(tdb);
  return rows;
};

export interface DemandSumsRow {
  visits: number;
  persons: number;
  inVain: number;
  retrievals: number;
  copies: number;
  pages: number;
}
export const sumDemand = async (tdb: TenantDb, { tenantId, from, to }: Period): Promise<DemandSumsRow> => {
  const { rows } = await sql<DemandSumsRow>`
    select v.visits, v.persons, v.in_vain, r.retrievals, c.copies, c.pages
    from (select count(*)::int as visits, coalesce(sum(person_count), 0)::int as persons, count(*) filter (where result <> 'found')::int as in_vain
        from reading_visit where tenant_id = ${tenantId} and state = 'served' and visited_on between ${from} and ${to}) v,
      (select count(*)::int as retrievals from retrieval where tenant_id = ${tenantId} and state = 'delivered' and delivered_on between ${from} and ${to}) r,
      (select coalesce(sum(copies), 0)::int as copies, coalesce(sum(pages * copies), 0)::int as pages
        from copy_request where tenant_id = ${tenantId} and state = 'delivered' and delivered_on between ${from} and ${to}) c`.execute(
    tdb,
  );
  const [row] = rows;
  if (!row) throw new Error('sums without a row');
  return row;
};

export interface SeriesRow {
  categoryCode: string;
  filingYear: number;
  retrievals: number;
}
export const listUsedSeries = async (
  tdb: TenantDb,
  { tenantId, from, to }: Period,
  limit: number,
): Promise<SeriesRow[]> => {
  const { rows } = await sql<SeriesRow>`
    select i.category_code, i.filing_year, count(*)::int as retrievals
    from retrieval r join archive_item i on i.tenant_id = r.tenant_id and i.id = r.item_id
    where r.tenant_id = ${tenantId} and r.state = 'delivered' and r.delivered_on between ${from} and ${to}
    group by 1, 2 order by 3 desc, 1, 2 limit ${limit}`.execute(tdb);
  return rows;
};

export interface SoughtRow {
  visitId: string;
  sought: string;
  times: number;
  lastOn: string;
  state: string;
  note: string | null;
}

/** One line for the same words in the same state. */
const grouped = (tenantId: number, filter: { state?: string | undefined; q?: string | undefined }) => sql`(
  select (array_agg(v.id order by v.visited_on desc, v.id desc))[1] as visit_id, v.sought, count(*)::int as times, max(v.visited_on) as last_on,
    v.sought_state as state, (array_agg(v.sought_note order by v.visited_on desc, v.id desc))[1] as note
  from reading_visit v where v.tenant_id = ${tenantId} and v.state = 'served' and v.sought is not null
    and (${filter.state ?? null}::text is null or v.sought_state = ${filter.state ?? null})
    and (${filter.q ?? null}::text is null or v.sought ilike ${filter.q ? containing(filter.q) : null})
  group by v.sought, v.sought_state)`;

/** What was asked for most often in vain first; by its words where that is the same. */
export const listSoughtRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { state?: string | undefined; q?: string | undefined },
  page: { cursor: readonly [number, string, string] | undefined; direction: Walk; limit: number },
): Promise<SoughtRow[]> => {
  const { cursor, direction, limit } = page;
  const order = sql.raw(walkOrder('asc', direction));
  const past = cursor
    ? sql`where (-g.times, g.sought collate "C", g.visit_id) ${sql.raw(beyond('asc', direction))} (${-cursor[0]}::int, ${cursor[1]}::text collate "C", ${cursor[2]}::uuid)`
    : sql``;
  const { rows } = await sql<SoughtRow>`select g.visit_id, g.sought, g.times, g.last_on, g.state, g.note
    from ${grouped(tenantId, filter)} g ${past} order by -g.times ${order}, g.sought collate "C" ${order}, g.visit_id ${order} limit ${limit + 1}`.execute(
    tdb,
  );
  return rows;
};

export const countSoughtRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { state?: string | undefined; q?: string | undefined },
): Promise<number> => {
  const { rows } = await sql<{
    total: number;
  }>`select count(*)::int as total from (select 1 from ${grouped(tenantId, filter)} g limit ${COUNT_CAP}) counted`.execute(
    tdb,
  );
  return rows[0]?.total ?? 0;
};

/** Decides on all that asked for the same and are not decided yet. Answers how many. */
export const decideSoughtRows = async (
  tdb: TenantDb,
  tenantId: number,
  sought: string,
  decision: { soughtState: string; soughtNote: string },
): Promise<number> => {
  const rows = await tdb
    .updateTable('readingVisit')
    .set(decision)
    .where('tenantId', '=', tenantId)
    .where('sought', '=', sought)
    .where('soughtState', '=', 'open')
    .where('state', '=', 'served')
    .returning('id')
    .execute();
  return rows.length;
};
