import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { findingStandings, standingCounts } from './inspection-standing.ts';
import { todayInShanghai } from './lateness.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

export interface UnitRow {
  tenantId: number;
  slug: string;
  name: string;
  kind: string;
  parentName: string | null;
  lastInspectionId: string | null;
  lastCampaignId: string | null;
  lastInspectedOn: string | null;
  lastState: string | null;
  openFindings: number;
  answeredFindings: number;
  overdueFindings: number;
  nextDueOn: string | null;
  grantLiveUntil: string | null;
  /** Overdue first, then by open findings: the order of the list. */
  weight: number;
}

/** The units below, each with what the tenant's own inspections say of it. No row of a unit is read. */
const units = (tenantId: number): RawBuilder<unknown> => sql`(
  select k.tenant_id, k.slug, k.name, k.kind, k.parent_name,
    last_one.id as last_inspection_id, last_one.campaign_id as last_campaign_id, last_one.state as last_state,
    coalesce(last_one.inspected_on, last_one.scheduled_on) as last_inspected_on,
    coalesce(s.open_findings, 0) as open_findings, coalesce(s.answered_findings, 0) as answered_findings,
    coalesce(s.overdue_findings, 0) as overdue_findings, s.next_due_on,
    (select max(g.valid_to) from access_grant g where g.tenant_id = ${tenantId} and g.addressee_tenant_id = k.tenant_id
      and g.revoked_at is null and g.valid_from <= now() and g.valid_to > now()) as grant_live_until,
    least(coalesce(s.overdue_findings, 0), 999) * 1000 + least(coalesce(s.open_findings, 0), 999) as weight
  from (
    select distinct on (u.tenant_id) u.tenant_id, u.slug, u.name, u.kind, p.name as parent_name
    from known_tenants() u left join known_tenants() p on p.tenant_id = u.parent_tenant_id and p.depth > 0
    where u.depth > 0 order by u.tenant_id, u.depth
  ) k
  left join lateral (select i.id, i.campaign_id, i.state, i.inspected_on, i.scheduled_on from inspection i
    where i.tenant_id = ${tenantId} and i.subject_tenant_id = k.tenant_id and i.state <> 'cancelled'
    order by i.created_at desc, i.id desc limit 1) last_one on true
  left join (select s.subject_tenant_id, ${standingCounts} from ${findingStandings(tenantId)} s group by s.subject_tenant_id) s
    on s.subject_tenant_id = k.tenant_id)`;

export interface UnitFilter {
  kind?: string | undefined;
  attention?: 'overdue' | 'open' | 'none' | undefined;
  search?: string | undefined;
}

const conditions = (filter: UnitFilter): RawBuilder<unknown> => {
  const attention = filter.attention ?? null;
  return sql`(${filter.kind ?? null}::text is null or u.kind = ${filter.kind ?? null})
  and (${attention}::text is null or case ${attention}::text when 'overdue' then u.overdue_findings > 0
    when 'open' then u.open_findings > 0 and u.overdue_findings = 0 else u.open_findings = 0 end)
  and (${filter.search ?? null}::text is null or u.name ilike ${containing(filter.search ?? '')})`;
};

/** The worst first. */
export const listUnitRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: UnitFilter,
  page: { cursor: [number, number] | undefined; direction: Walk; limit: number },
): Promise<UnitRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (u.weight, -u.tenant_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::int, ${-cursor[1]}::int)`
    : sql``;
  const { rows } = await sql<UnitRow>`
    select u.tenant_id, u.slug, u.name, u.kind, u.parent_name, u.last_inspection_id, u.last_campaign_id, u.last_inspected_on,
      u.last_state, u.open_findings, u.answered_findings, u.overdue_findings, u.next_due_on, u.grant_live_until, u.weight
    from ${units(tenantId)} u where ${conditions(filter)} ${past}
    order by u.weight ${order}, -u.tenant_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countUnitRows = async (tdb: TenantDb, tenantId: number, filter: UnitFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from ${units(tenantId)} u where ${conditions(filter)}`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export interface UnitsSummaryRow {
  kind: string;
  units: number;
  overdueUnits: number;
  openUnits: number;
  inspectedThisYear: number;
  openFindings: number;
  overdueFindings: number;
}

/** Sums per kind of unit. */
export const summariseUnits = async (tdb: TenantDb, tenantId: number): Promise<UnitsSummaryRow[]> => {
  const { rows } = await sql<UnitsSummaryRow>`
    select u.kind, count(*)::int as units, count(*) filter (where u.overdue_findings > 0)::int as overdue_units,
      count(*) filter (where u.overdue_findings = 0 and u.open_findings > 0)::int as open_units,
      count(*) filter (where exists (select 1 from inspection i where i.tenant_id = ${tenantId} and i.subject_tenant_id = u.tenant_id
        and extract(year from i.inspected_on) = extract(year from ${todayInShanghai})))::int as inspected_this_year,
      sum(u.open_findings)::int as open_findings, sum(u.overdue_findings)::int as overdue_findings
    from ${units(tenantId)} u group by u.kind order by u.kind`.execute(tdb);
  return rows;
};
