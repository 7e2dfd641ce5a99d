import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { type DistrictQuestion, districtUnits } from './district-lines.ts';
import { todayInShanghai } from './lateness.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 立档单位一览: pages of its lines, and their sums by tile. */

export interface DistrictRow {
  tenantId: number;
  slug: string;
  name: string;
  kind: string;
  field: string;
  parentName: string | null;
  tileSlug: string | null;
  tileName: string | null;
  light: string;
  lastInspectionId: string | null;
  lastCampaignId: string | null;
  lastInspectedOn: string | null;
  lastState: string | null;
  lastScore: number | null;
  lastGrade: string | null;
  lastScoreOn: string | null;
  riskLevel: string | null;
  suggestedRisk: string;
  inspectedThisYear: number;
  openFindings: number;
  answeredFindings: number;
  overdueFindings: number;
  nextDueOn: string | null;
  filingState: string;
  filingExpected: number | null;
  filingAccepted: number | null;
  filingReleasedAt: string | null;
  scheduleState: string;
  scheduleApprovedOn: string | null;
  trainingHours: number;
  lastGuidedOn: string | null;
  releasedFigures: number;
  lastReleasedAt: string | null;
  grantLiveUntil: string | null;
}

const COLUMNS = sql.raw(
  [
    'tenant_id, slug, name, kind, field, parent_name, tile_slug, tile_name, light, last_inspection_id, last_campaign_id',
    'last_inspected_on, last_state, last_score, last_grade, last_score_on, risk_level, suggested_risk',
    'inspected_this_year, open_findings, answered_findings, overdue_findings, next_due_on, filing_state',
    'filing_expected, filing_accepted, filing_released_at, schedule_state, schedule_approved_on, training_hours',
    'last_guided_on, released_figures, last_released_at, grant_live_until',
  ].join(', '),
);

export interface DistrictFilter {
  kind?: string | undefined;
  light?: string | undefined;
  /** '-' is what belongs to no tile. */
  tile?: string | undefined;
  inspected?: 'yes' | 'no' | undefined;
  filing?: string | undefined;
  schedule?: string | undefined;
  field?: string | undefined;
  guided?: 'yes' | 'no' | undefined;
  search?: string | undefined;
}

const conditions = (filter: DistrictFilter): RawBuilder<unknown> => {
  const parts: RawBuilder<unknown>[] = [sql`true`];
  if (filter.kind) parts.push(sql`u.kind = ${filter.kind}`);
  if (filter.light) parts.push(sql`u.light = ${filter.light}`);
  if (filter.tile) parts.push(filter.tile === '-' ? sql`u.tile_slug is null` : sql`u.tile_slug = ${filter.tile}`);
  if (filter.inspected) parts.push(sql`(u.inspected_this_year > 0) = ${filter.inspected === 'yes'}`);
  if (filter.filing) parts.push(sql`u.filing_state = ${filter.filing}`);
  if (filter.schedule) parts.push(sql`u.schedule_state = ${filter.schedule}`);
  if (filter.field) parts.push(sql`u.field = ${filter.field}`);
  if (filter.guided) parts.push(sql`u.guided_this_year = ${filter.guided === 'yes'}`);
  if (filter.search) {
    const pattern = containing(filter.search);
    parts.push(sql`(u.name ilike ${pattern} or u.parent_name ilike ${pattern})`);
  }
  return sql.join(parts, sql` and `);
};

const padded = (expression: string): string => `lpad((${expression})::text, 12, '0')`;
/** Keys as text of one length, so that one cursor serves every order. What is not known comes before everything. */
const SORT_KEYS = {
  problems: padded('u.weight'),
  name: 'u.name',
  inspected: "coalesce(u.last_inspected_on::text, '')",
  score: `case when u.last_score is null then '' else ${padded('round((u.last_score * 1000)::numeric)')} end`,
  open: padded('u.open_findings'),
  filing: `case when u.filing_expected is null or u.filing_expected = 0 then '' else ${padded('round(u.filing_accepted * 100000.0 / u.filing_expected)')} end`,
  hours: padded('round((u.training_hours * 10)::numeric)'),
  guided: "coalesce(u.last_guided_on::text, '')",
  released: padded('u.released_figures'),
} as const;

export interface DistrictSums {
  total: number;
  units: number;
  overdueUnits: number;
  attentionUnits: number;
  inspectedUnits: number;
  openFindings: number;
  overdueFindings: number;
  filingClosed: number;
  averageScore: number | null;
  kinds: { kind: string; units: number }[];
  tiles: { slug: string; name: string }[];
}

export interface DistrictWalk {
  sort: keyof typeof SORT_KEYS;
  order: 'asc' | 'desc';
  cursor: [string, number] | undefined;
  direction: Walk;
  limit: number;
}

/** A page in the order asked, then by the unit's number, with the sums over all: the lines are worked out once. */
export const readDistrict = async (
  tdb: TenantDb,
  question: DistrictQuestion,
  filter: DistrictFilter,
  page: DistrictWalk,
): Promise<{ rows: (DistrictRow & { sortKey: string })[]; sums: DistrictSums }> => {
  const { cursor, direction, order } = page;
  const way = sql.raw(walkOrder(order, direction));
  const collation = sql.raw(page.sort === 'name' ? 'collate "zh-x-icu"' : 'collate "C"');
  const past = cursor
    ? sql`where (c.sort_key ${collation}, c.tenant_id) ${sql.raw(beyond(order, direction))} (${cursor[0]}::text, ${cursor[1]}::int)`
    : sql``;
  const { rows } = await sql<DistrictSums & { [K in keyof DistrictRow]: DistrictRow[K] | null } & { sortKey: string }>`
    with lines as materialized (select * from ${districtUnits(question)} as all_units),
    chosen as (select u.*, ${sql.raw(SORT_KEYS[page.sort])} as sort_key from lines u where ${conditions(filter)}),
    page as (select ${COLUMNS}, sort_key from chosen c ${past}
      order by c.sort_key ${collation} ${way}, c.tenant_id ${way} limit ${page.limit + 1}),
    sums as (
      select (select count(*)::int from chosen) as total, count(*)::int as units,
        (count(*) filter (where u.light = 'overdue'))::int as overdue_units, (count(*) filter (where u.light = 'attention'))::int as attention_units,
        (count(*) filter (where u.inspected_this_year > 0))::int as inspected_units, coalesce(sum(u.open_findings), 0)::int as all_open,
        coalesce(sum(u.overdue_findings), 0)::int as all_overdue, (count(*) filter (where u.filing_state = 'closed'))::int as filing_closed,
        round(avg(u.last_score)::numeric, 1)::float8 as average_score,
        (select coalesce(jsonb_agg(jsonb_build_object('kind', k.kind, 'units', k.units) order by k.kind), '[]')
          from (select kind, count(*)::int as units from lines group by kind) k) as kinds,
        (select coalesce(jsonb_agg(jsonb_build_object('slug', t.tile_slug, 'name', t.tile_name) order by t.tile_name collate "zh-x-icu", t.tile_slug), '[]')
          from (select distinct tile_slug, tile_name from lines where tile_slug is not null) t) as tiles
      from lines u)
    select s.*, p.* from sums s left join page p on true
    order by p.sort_key ${collation} ${way}, p.tenant_id ${way}`.execute(tdb);
  const [first] = rows as unknown as (DistrictSums & { allOpen: number; allOverdue: number })[];
  if (!first) throw new Error('sums without a row');
  return {
    rows: rows.filter((row) => row.tenantId !== null) as unknown as (DistrictRow & { sortKey: string })[],
    sums: { ...first, openFindings: first.allOpen, overdueFindings: first.allOverdue },
  };
};

export interface TileRow {
  slug: string | null;
  name: string | null;
  units: number;
  overdue: number;
  open: number;
  filing: number | null;
  inspected: number | null;
  score: number | null;
  hours: number;
}

/** The same lines added up by tile; what belongs to none comes last, under no name. */
export const readTiles = async (tdb: TenantDb, question: DistrictQuestion): Promise<TileRow[]> => {
  const { rows } = await sql<TileRow>`
    select u.tile_slug as slug, u.tile_name as name, count(*)::int as units, sum(u.overdue_findings)::int as overdue,
      sum(u.open_findings)::int as open,
      round(100.0 * sum(u.filing_accepted) / nullif(sum(u.filing_expected), 0), 1)::float8 as filing,
      round(100.0 * count(*) filter (where u.inspected_this_year > 0) / count(*), 1)::float8 as inspected,
      round(avg(u.last_score)::numeric, 1)::float8 as score, round((sum(u.training_hours) / count(*))::numeric, 1)::float8 as hours
    from ${districtUnits(question)} u group by u.tile_slug, u.tile_name
    order by u.tile_slug is null, u.tile_name collate "zh-x-icu", u.tile_slug limit 2000`.execute(tdb);
  return rows;
};

/** Units that were sent a document of a kind today: nobody is reminded twice on one day. */
export const listRemindedToday = async (tdb: TenantDb, tenantId: number, kind: string): Promise<number[]> => {
  const { rows } = await sql<{ addresseeTenantId: number }>`
    select distinct d.addressee_tenant_id from dispatch d where d.tenant_id = ${tenantId} and d.kind = ${kind}
      and (d.dispatched_at at time zone 'Asia/Shanghai')::date = ${todayInShanghai}
    order by d.addressee_tenant_id limit 10000`.execute(tdb);
  return rows.map((row) => row.addresseeTenantId);
};
