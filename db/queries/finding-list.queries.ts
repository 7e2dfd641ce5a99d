import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { findingStandings } from './inspection-standing.ts';
import { isLate, todayInShanghai } from './lateness.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 问题清单 over all inspections of a tenant, and what follows from it: the ranking of its units. */

export interface FindingListRow {
  id: string;
  inspectionId: string;
  campaignId: string;
  campaignTitle: string;
  subjectName: string;
  number: number;
  legalItem: string;
  checklistCode: string;
  severity: string;
  documentCode: string;
  documentNumber: string | null;
  pinnedLabel: string | null;
  fact: string;
  basis: string;
  requirement: string;
  issuedOn: string | null;
  dueOn: string;
  verifiedOn: string | null;
  state: string;
  isOverdue: boolean;
  escalation: string | null;
  isReopened: boolean;
  createdAt: string;
}

export interface FindingListFilter {
  subjectTenantId?: number | undefined;
  state?: string | undefined;
  severity?: string | undefined;
  year?: number | undefined;
  overdue?: boolean | undefined;
  search?: string | undefined;
}

const overdue = sql<boolean>`(s.standing in ('issued', 'returned') and ${isLate('s.due_on')})`;

const source = (tenantId: number, filter: FindingListFilter): RawBuilder<unknown> => {
  const search = filter.search === undefined ? null : containing(filter.search);
  return sql`from finding f join ${findingStandings(tenantId)} s on s.id = f.id
    join inspection i on i.tenant_id = ${tenantId} and i.id = f.inspection_id
    join inspection_campaign c on c.tenant_id = ${tenantId} and c.id = i.campaign_id
    where f.tenant_id = ${tenantId} and f.state <> 'withdrawn'
      and (${filter.subjectTenantId ?? null}::int is null or i.subject_tenant_id = ${filter.subjectTenantId ?? null})
      and (${filter.state ?? null}::text is null or s.standing = ${filter.state ?? null})
      and (${filter.severity ?? null}::text is null or f.severity = ${filter.severity ?? null})
      and (${filter.year ?? null}::int is null
        or extract(year from coalesce(f.issued_on, (f.created_at at time zone 'Asia/Shanghai')::date)) = ${filter.year ?? null})
      and (${filter.overdue ?? null}::boolean is null or ${overdue} = ${filter.overdue ?? null})
      and (${search}::text is null or i.subject_name ilike ${search} or f.fact ilike ${search} or f.pinned_label ilike ${search})`;
};

/** Newest first. */
export const listFindingRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: FindingListFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<FindingListRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (f.created_at, f.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<FindingListRow>`
    select f.id, f.inspection_id, i.campaign_id, c.title as campaign_title, i.subject_name, f.number, f.legal_item,
      f.checklist_code, f.severity, f.document_code, f.pinned_label, f.fact, f.basis, f.requirement, f.issued_on, f.due_on,
      f.verified_on, s.standing as state, coalesce(${overdue}, false) as is_overdue, f.created_at,
      f.reopens_finding_id is not null as is_reopened,
      (select d.document_number from dispatch d where d.tenant_id = ${tenantId} and d.id = f.dispatch_id) as document_number,
      (select e.level from finding_escalation e where e.tenant_id = ${tenantId} and e.finding_id = f.id
        order by e.created_at desc, e.id desc limit 1) as escalation
    ${source(tenantId, filter)} ${past}
    order by f.created_at ${order}, f.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countFindingRows = async (tdb: TenantDb, tenantId: number, filter: FindingListFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 ${source(tenantId, filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export interface RankedUnitRow {
  tenantId: number;
  slug: string;
  name: string;
  kind: string;
  findings: number;
  hazards: number;
  openFindings: number;
  inspections: number;
  byYear: { year: number; findings: number }[];
  lastLookBackOn: string | null;
}

/** Units that are supervised today and had findings within the years. */
const ranked = (tenantId: number, filter: { years: number; kind?: string | undefined }): RawBuilder<unknown> => sql`(
  select k.tenant_id, k.slug, k.name, k.kind, sums.findings, sums.hazards, sums.open_findings, sums.inspections, sums.by_year,
    (select max(i.inspected_on) from inspection i join inspection_campaign c on c.tenant_id = ${tenantId} and c.id = i.campaign_id
      where i.tenant_id = ${tenantId} and i.subject_tenant_id = k.tenant_id and c.kind = 'revisit') as last_look_back_on
  from (select distinct on (u.tenant_id) u.tenant_id, u.slug, u.name, u.kind from known_tenants() u
    where u.depth > 0 order by u.tenant_id, u.depth) k
  join (
    select y.subject_tenant_id, sum(y.findings)::int as findings, sum(y.hazards)::int as hazards,
      sum(y.open_findings)::int as open_findings, sum(y.inspections)::int as inspections,
      jsonb_agg(jsonb_build_object('year', y.year, 'findings', y.findings) order by y.year) as by_year
    from (
      select s.subject_tenant_id, extract(year from f.issued_on)::int as year, count(*)::int as findings,
        count(*) filter (where f.severity in ('HAZARD', 'VIOLATION'))::int as hazards,
        count(*) filter (where s.standing in ('issued', 'answered', 'returned'))::int as open_findings,
        count(distinct f.inspection_id)::int as inspections
      from finding f join ${findingStandings(tenantId)} s on s.id = f.id
      where f.tenant_id = ${tenantId} and f.issued_on is not null
        and extract(year from f.issued_on)::int > extract(year from ${todayInShanghai})::int - ${filter.years}::int
      group by s.subject_tenant_id, extract(year from f.issued_on)) y
    group by y.subject_tenant_id) sums on sums.subject_tenant_id = k.tenant_id
  where ${filter.kind ?? null}::text is null or k.kind = ${filter.kind ?? null})`;

/** Most findings first. */
export const listRankedUnits = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { years: number; kind?: string | undefined },
  page: { cursor: [number, number] | undefined; direction: Walk; limit: number },
): Promise<RankedUnitRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`where (r.findings, r.tenant_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::int, ${cursor[1]}::int)`
    : sql``;
  const { rows } = await sql<RankedUnitRow>`
    select r.tenant_id, r.slug, r.name, r.kind, r.findings, r.hazards, r.open_findings, r.inspections, r.by_year, r.last_look_back_on
    from ${ranked(tenantId, filter)} r ${past} order by r.findings ${order}, r.tenant_id ${order}
    limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countRankedUnits = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { years: number; kind?: string | undefined },
): Promise<number> => {
  const { rows } = await sql<{
    total: number;
  }>`select count(*)::int as total from ${ranked(tenantId, filter)} r`.execute(tdb);
  return rows[0]?.total ?? 0;
};
