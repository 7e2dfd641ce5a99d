import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { isLate, todayInShanghai } from './lateness.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 年度归档情况报送: what units hand up, and the supervisor's list over it. */

export interface ReleaseInsert {
  tenantId: number;
  id: string;
  addresseeTenantId: number;
  unitName: string;
  filingYear: number;
  state: string;
  closedOn: string | null;
  dueOn: string;
  daysLate: number;
  expectedCount: number;
  acceptedCount: number;
  missingCount: number;
  filedCount: number;
  checkedOn: string | null;
  checkErrors: number | null;
  lines: readonly object[];
  note: string | null;
  releasedBy: string;
  releasedByName: string;
}

export const insertRelease = async (tdb: TenantDb, row: ReleaseInsert): Promise<void> => {
  await tdb
    .insertInto('filingYearRelease')
    .values({ ...row, lines: JSON.stringify(row.lines) })
    .execute();
};

/** Records of a filing year under a final code, and what the newest check of that year or of the whole unit found. */
export const readYearHoldings = async (
  tdb: TenantDb,
  tenantId: number,
  year: number,
): Promise<{ filed: number; checkedOn: string | null; checkErrors: number | null }> => {
  const { rows } = await sql<{ filed: number; checkedOn: string | null; checkErrors: number | null }>`
    select (select count(*)::int from archive_item i where i.tenant_id = ${tenantId} and i.filing_year = ${year}
        and i.state = 'filed' and i.code_state = 'locked') as filed,
      (c.finished_at at time zone 'Asia/Shanghai')::date as checked_on, c.error_count as check_errors
    from (select 1) as one left join lateral (
      select r.finished_at, r.error_count from check_run r where r.tenant_id = ${tenantId} and r.state = 'done'
        and (r.scope_kind = 'unit' or (r.scope_kind = 'year' and r.scope ->> 'filingYear' = ${String(year)}))
      order by r.created_at desc, r.id desc limit 1) c on true`.execute(tdb);
  return rows[0] ?? { filed: 0, checkedOn: null, checkErrors: null };
};

/** When the unit last handed up a year. */
export const findOwnRelease = async (tdb: TenantDb, tenantId: number, year: number): Promise<string | null> => {
  const row = await tdb
    .selectFrom('filingYearRelease')
    .select('createdAt')
    .where('tenantId', '=', tenantId)
    .where('filingYear', '=', year)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.createdAt ?? null;
};

/** Reminders of a year that wait for an answer of this unit. */
export const listOpenReminders = async (
  tdb: TenantDb,
  tenantId: number,
  year: number,
): Promise<{ id: string; senderTenantId: number; title: string }[]> => {
  const { rows } = await sql<{ id: string; senderTenantId: number; title: string }>`
    select d.id, d.tenant_id as sender_tenant_id, d.title from dispatch d
    where d.addressee_tenant_id = ${tenantId} and d.kind = 'filing_reminder' and d.dispatched_at is not null
      and d.body ->> 'year' = ${String(year)}
      and not exists (select 1 from dispatch r where r.tenant_id = ${tenantId} and r.in_reply_to = d.id)
    order by d.dispatched_at, d.id limit 200`.execute(tdb);
  return rows;
};

export interface UnitYearRow {
  tenantId: number;
  slug: string;
  name: string;
  kind: string;
  parentName: string | null;
  state: string;
  dueOn: string;
  daysLate: number;
  releasedAt: string | null;
  closedOn: string | null;
  expectedCount: number | null;
  acceptedCount: number | null;
  missingCount: number | null;
  filedCount: number | null;
  checkedOn: string | null;
  checkErrors: number | null;
  remindedAt: string | null;
  sortKey: string;
}

export interface UnitYearFilter {
  year: number;
  /** The day by the general rule, for a unit that handed up nothing. */
  generalDueOn: string;
  state?: string | undefined;
  kind?: string | undefined;
  q?: string | undefined;
  unitTenantIds?: readonly number[] | undefined;
}

/**
 * The units that file under this tenant: those below it as far as the next authority, which has its own list. Of each
 * the newest release to this tenant; no other row of a unit is read.
 */
const unitYears = (tenantId: number, { year, generalDueOn }: UnitYearFilter): RawBuilder<unknown> => sql`(
  with recursive known as materialized (
    select k.tenant_id, k.slug, k.name, k.kind, k.depth, k.parent_tenant_id from known_tenants() k where k.depth > 0
  ), mine as (
    select k.tenant_id, k.parent_tenant_id, k.kind from known k where k.depth = 1
    union
    select k.tenant_id, k.parent_tenant_id, k.kind from known k join mine m on k.parent_tenant_id = m.tenant_id and m.kind <> 'bureau'
  ), units as (
    select distinct on (k.tenant_id) k.tenant_id, k.slug, k.name, k.kind, p.name as parent_name
    from known k join mine m on m.tenant_id = k.tenant_id left join known p on p.tenant_id = k.parent_tenant_id
    where k.kind <> 'vendor' order by k.tenant_id, k.depth
  )
  select u.*, case when r.state = 'closed' then 'closed' when ${isLate(sql`coalesce(r.due_on, ${generalDueOn}::date)`)} then 'late' else 'open' end as state,
    coalesce(r.due_on, ${generalDueOn}::date) as due_on,
    case when r.state = 'closed' then r.days_late
      when ${isLate(sql`coalesce(r.due_on, ${generalDueOn}::date)`)} then ${todayInShanghai} - coalesce(r.due_on, ${generalDueOn}::date) else 0 end as days_late,
    r.created_at as released_at, r.closed_on, r.expected_count, r.accepted_count, r.missing_count, r.filed_count, r.checked_on, r.check_errors,
    (select max(d.dispatched_at) from dispatch d where d.tenant_id = ${tenantId} and d.addressee_tenant_id = u.tenant_id
      and d.kind = 'filing_reminder' and d.body ->> 'year' = ${String(year)}) as reminded_at
  from units u left join lateral (
    select r.* from filing_year_release r where r.tenant_id = u.tenant_id and r.addressee_tenant_id = ${tenantId}
      and r.filing_year = ${year} and r.dispatched_at is not null
    order by r.created_at desc, r.id desc limit 1) r on true)`;

const conditions = (filter: UnitYearFilter): RawBuilder<unknown> => {
  const state = filter.state ?? null;
  const ids = filter.unitTenantIds ?? null;
  return sql`(${filter.kind ?? null}::text is null or u.kind = ${filter.kind ?? null})
  and (${state}::text is null or case ${state}::text when 'closedLate' then u.state = 'closed' and u.days_late > 0
    when 'unreleased' then u.released_at is null else u.state = ${state} end)
  and (${ids as number[] | null}::int[] is null or u.tenant_id = any (${ids as number[] | null}::int[]))
  and (${filter.q ?? null}::text is null or u.name ilike ${containing(filter.q ?? '')})`;
};

const SORT_KEYS = {
  late: sql`lpad(u.days_late::text, 6, '0')`,
  name: sql`u.name`,
  filed: sql`lpad(coalesce(u.filed_count, 0)::text, 9, '0')`,
  closedOn: sql`coalesce(u.closed_on::text, '')`,
} as const;

/** In the order asked, then by the unit's number. */
export const listUnitYearRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: UnitYearFilter,
  page: {
    sort: keyof typeof SORT_KEYS;
    order: 'asc' | 'desc';
    cursor: [string, number] | undefined;
    direction: Walk;
    limit: number;
  },
): Promise<UnitYearRow[]> => {
  const { cursor, direction, order } = page;
  const way = sql.raw(walkOrder(order, direction));
  const collation = sql.raw(page.sort === 'name' ? 'collate "zh-x-icu"' : 'collate "C"');
  const past = cursor
    ? sql`where (s.sort_key ${collation}, s.tenant_id) ${sql.raw(beyond(order, direction))} (${cursor[0]}::text, ${cursor[1]}::int)`
    : sql``;
  const { rows } = await sql<UnitYearRow>`
    select s.* from (
      select u.tenant_id, u.slug, u.name, u.kind, u.parent_name, u.state, u.due_on, u.days_late, u.released_at, u.closed_on, u.expected_count,
        u.accepted_count, u.missing_count, u.filed_count, u.checked_on, u.check_errors, u.reminded_at, ${SORT_KEYS[page.sort]} as sort_key
      from ${unitYears(tenantId, filter)} u where ${conditions(filter)}) s ${past}
    order by s.sort_key ${collation} ${way}, s.tenant_id ${way} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countUnitYearRows = async (tdb: TenantDb, tenantId: number, filter: UnitYearFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from ${unitYears(tenantId, filter)} u where ${conditions(filter)}`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export interface UnitYearSums {
  today: string;
  units: number;
  late: number;
  open: number;
  closed: number;
  closedLate: number;
  unreleased: number;
}

export const sumUnitYears = async (tdb: TenantDb, tenantId: number, filter: UnitYearFilter): Promise<UnitYearSums> => {
  const { rows } = await sql<UnitYearSums>`
    select ${todayInShanghai} as today, count(*)::int as units, count(*) filter (where u.state = 'late')::int as late,
      count(*) filter (where u.state = 'open')::int as open, count(*) filter (where u.state = 'closed')::int as closed,
      count(*) filter (where u.state = 'closed' and u.days_late > 0)::int as closed_late,
      count(*) filter (where u.released_at is null)::int as unreleased
    from ${unitYears(tenantId, filter)} u`.execute(tdb);
  const [row] = rows;
  if (!row) throw new Error('sums without a row');
  return row;
};

/** The newest release of one unit to this tenant, with its lines. */
export const findReceivedRelease = (
  tdb: TenantDb,
  tenantId: number,
  unitTenantId: number,
  year: number,
): Promise<{ lines: unknown; note: string | null; releasedByName: string } | undefined> =>
  tdb
    .selectFrom('filingYearRelease')
    .select(['lines', 'note', 'releasedByName'])
    .where('tenantId', '=', unitTenantId)
    .where('addresseeTenantId', '=', tenantId)
    .where('dispatchedAt', 'is not', null)
    .where('filingYear', '=', year)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
