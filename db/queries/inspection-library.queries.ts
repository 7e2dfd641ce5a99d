import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { findingStandings, standingCounts } from './inspection-standing.ts';
import { todayInShanghai } from './lateness.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 检查对象名录库. Its rows are today's supervision, so that nobody keeps a copy; no row of a unit is read. */
export interface ObjectRow {
  tenantId: number;
  slug: string;
  name: string;
  kind: string;
  townshipSlug: string | null;
  townshipName: string | null;
  riskLevel: string | null;
  riskReason: string | null;
  suggestedRisk: string;
  lastScore: number | null;
  lastScoreOn: string | null;
  lastInspectedOn: string | null;
  lastState: string | null;
  exemptUntil: string | null;
  exemptReason: string | null;
  plannedThisYear: boolean;
  rowVersion: number;
}

const objects = (tenantId: number): RawBuilder<unknown> => sql`(
  with known as materialized (
    select distinct on (u.tenant_id) u.tenant_id, u.slug, u.name, u.kind, u.depth, u.parent_tenant_id
    from known_tenants() u where u.depth > 0 order by u.tenant_id, u.depth)
  select k.tenant_id, k.slug, k.name, k.kind,
    case when k.kind = 'township' then k.slug when p.kind = 'township' then p.slug end as township_slug,
    case when k.kind = 'township' then k.name when p.kind = 'township' then p.name end as township_name,
    f.risk_level, f.risk_reason, f.last_score, f.last_score_on, f.exempt_until, f.exempt_reason, coalesce(f.row_version, 0) as row_version,
    case when coalesce(s.overdue_findings, 0) > 0 or coalesce(happened.grave, false) then 'HIGH'
      when coalesce(s.open_findings, 0) > 0 or happened.grave is not null then 'MEDIUM' else 'LOW' end as suggested_risk,
    coalesce(last_one.inspected_on, last_one.scheduled_on) as last_inspected_on, last_one.state as last_state,
    coalesce(extract(year from coalesce(last_one.inspected_on, last_one.scheduled_on)) = extract(year from ${todayInShanghai}), false) as planned_this_year
  from known k
  left join known p on p.tenant_id = k.parent_tenant_id
  left join inspection_unit_profile f on f.tenant_id = ${tenantId} and f.unit_tenant_id = k.tenant_id
  left join lateral (select i.state, i.inspected_on, i.scheduled_on from inspection i
    where i.tenant_id = ${tenantId} and i.subject_tenant_id = k.tenant_id and i.state <> 'cancelled'
    order by i.created_at desc, i.id desc limit 1) last_one on true
  -- 事件 reported within a year: I to III are grave, any other is something that happened all the same.
  left join (select d.tenant_id, bool_or(d.body ->> 'level' <> 'IV') as grave from dispatch d
    where d.addressee_tenant_id = ${tenantId} and d.kind = 'incident_report' and d.dispatched_at > now() - interval '1 year'
    group by d.tenant_id) happened on happened.tenant_id = k.tenant_id
  left join (select s.subject_tenant_id, ${standingCounts} from ${findingStandings(tenantId)} s group by s.subject_tenant_id) s
    on s.subject_tenant_id = k.tenant_id)`;

export interface ObjectFilter {
  kind?: string | undefined;
  risk?: string | undefined;
  quietYears?: number | undefined;
  search?: string | undefined;
}

const conditions = (filter: ObjectFilter): RawBuilder<unknown> => sql`
  (${filter.kind ?? null}::text is null or o.kind = ${filter.kind ?? null})
  and (${filter.risk ?? null}::text is null or coalesce(o.risk_level, 'none') = ${filter.risk ?? null})
  and (${filter.quietYears ?? null}::int is null or o.last_inspected_on is null
    or o.last_inspected_on < ${todayInShanghai} - make_interval(years => ${filter.quietYears ?? 0}))
  and (${filter.search ?? null}::text is null or o.name ilike ${containing(filter.search ?? '')}
    or o.township_name ilike ${containing(filter.search ?? '')})`;

const COLUMNS = sql`o.tenant_id, o.slug, o.name, o.kind, o.township_slug, o.township_name, o.risk_level, o.risk_reason,
  o.suggested_risk, o.last_score, o.last_score_on, o.last_inspected_on, o.last_state, o.exempt_until, o.exempt_reason,
  o.planned_this_year, o.row_version`;
/** Never inspected is the longest ago of all. */
const QUIET = sql`coalesce(o.last_inspected_on, '0001-01-01'::date)`;

/** Who was not inspected for longest first. */
export const listObjectRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: ObjectFilter,
  page: { cursor: [string, number] | undefined; direction: Walk; limit: number },
): Promise<ObjectRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('asc', direction));
  const past = cursor
    ? sql`and (${QUIET}, o.tenant_id) ${sql.raw(beyond('asc', direction))} (${cursor[0]}::date, ${cursor[1]}::int)`
    : sql``;
  const { rows } =
    await sql<ObjectRow>`select ${COLUMNS} from ${objects(tenantId)} o where ${conditions(filter)} ${past}
    order by ${QUIET} ${order}, o.tenant_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};
export const countObjectRows = async (tdb: TenantDb, tenantId: number, filter: ObjectFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from ${objects(tenantId)} o where ${conditions(filter)}`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export interface PoolObjectRow {
  tenantId: number;
  slug: string;
  name: string;
  kind: string;
  township: string | null;
  townshipName: string | null;
  risk: string | null;
  score: number | null;
  lastInspectedOn: string | null;
  isExempt: boolean;
}
/** Everybody of the kinds whom the tenant supervises today, in the order of the draw. */
export const listPoolRows = async (
  tdb: TenantDb,
  tenantId: number,
  kinds: readonly string[],
): Promise<PoolObjectRow[]> => {
  const { rows } = await sql<PoolObjectRow>`
    select o.tenant_id, o.slug, o.name, o.kind, o.township_slug as township, o.township_name, o.risk_level as risk,
      o.last_score as score, o.last_inspected_on, coalesce(o.exempt_until >= ${todayInShanghai}, false) as is_exempt
    from ${objects(tenantId)} o where o.kind = any (${kinds as string[]}::text[])
    order by o.slug collate "C" limit 20000`.execute(tdb);
  return rows;
};

export interface KindCount {
  kind: string;
  units: number;
}
export const countUnitsByKind = async (tdb: TenantDb): Promise<KindCount[]> => {
  const { rows } = await sql<KindCount>`select kind, count(distinct tenant_id)::int as units from known_tenants()
    where depth > 0 group by kind order by kind`.execute(tdb);
  return rows;
};

export interface UnitProfile {
  riskLevel: string | null;
  riskReason: string | null;
  exemptUntil: string | null;
  exemptReason: string | null;
  lastScore: number | null;
  lastScoreOn: string | null;
}
/** Answers whether the row was still as the person saw it; version 0 is none yet. */
export const saveUnitProfile = async (
  tdb: TenantDb,
  key: { tenantId: number; unitTenantId: number; rowVersion: number },
  profile: UnitProfile & { updatedByName: string },
): Promise<boolean> => {
  if (key.rowVersion === 0) {
    const added = await tdb
      .insertInto('inspectionUnitProfile')
      .values({ ...profile, tenantId: key.tenantId, unitTenantId: key.unitTenantId })
      .onConflict((conflict) => conflict.columns(['tenantId', 'unitTenantId']).doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  }
  const changed = await tdb
    .updateTable('inspectionUnitProfile')
    .set({ ...profile, updatedAt: sql`clock_timestamp()`, rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('unitTenantId', '=', key.unitTenantId)
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};
