import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { todayInShanghai } from './lateness.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 年度检查计划: plans, their lines, and the rounds that were begun under them. */
export interface PlanRow {
  id: string;
  year: number;
  title: string;
  basis: string;
  state: string;
  createdByName: string;
  createdAt: string;
  submittedBy: string | null;
  submittedByName: string | null;
  submittedAt: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
  opinion: string | null;
  rowVersion: number;
}
const PLAN_COLUMNS = [
  'id',
  'year',
  'title',
  'basis',
  'state',
  'createdByName',
  'createdAt',
  'submittedBy',
  'submittedByName',
  'submittedAt',
  'decidedByName',
  'decidedAt',
  'opinion',
  'rowVersion',
] as const;

export const insertPlan = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    year: number;
    title: string;
    basis: string;
    createdBy: string;
    createdByName: string;
  },
): Promise<void> => {
  await tdb.insertInto('inspectionPlan').values(row).execute();
};

const selectPlan = (tdb: TenantDb, tenantId: number, planId: string) =>
  tdb.selectFrom('inspectionPlan').select(PLAN_COLUMNS).where('tenantId', '=', tenantId).where('id', '=', planId);
export const findPlan = (tdb: TenantDb, tenantId: number, planId: string): Promise<PlanRow | undefined> =>
  selectPlan(tdb, tenantId, planId).executeTakeFirst();
export const findPlanForUpdate = (tdb: TenantDb, tenantId: number, planId: string): Promise<PlanRow | undefined> =>
  selectPlan(tdb, tenantId, planId).forUpdate().executeTakeFirst();

const updatePlan = (tdb: TenantDb, key: { tenantId: number; planId: string }) =>
  tdb
    .updateTable('inspectionPlan')
    .set({ rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.planId);

export const setPlanFacts = async (
  tdb: TenantDb,
  key: { tenantId: number; planId: string },
  facts: { title: string; basis: string },
): Promise<void> => {
  await updatePlan(tdb, key).set(facts).execute();
};
export const setPlanSubmitted = async (
  tdb: TenantDb,
  key: { tenantId: number; planId: string },
  by: { submittedBy: string; submittedByName: string },
): Promise<void> => {
  await updatePlan(tdb, key)
    .set({ ...by, state: 'submitted', submittedAt: sql`clock_timestamp()` })
    .execute();
};
export const setPlanDecided = async (
  tdb: TenantDb,
  key: { tenantId: number; planId: string },
  decision: { state: 'approved' | 'returned'; decidedByName: string; opinion: string | null },
): Promise<void> => {
  await updatePlan(tdb, key)
    .set({ ...decision, decidedAt: sql`clock_timestamp()` })
    .execute();
};

export interface PlanListRow
  extends Omit<PlanRow, 'basis' | 'submittedBy' | 'submittedByName' | 'opinion' | 'rowVersion'> {
  lines: number;
  roundsPlanned: number;
  roundsBegun: number;
  roundsClosed: number;
}
export interface PlanFilter {
  year?: number | undefined;
  state?: string | undefined;
  planId?: string | undefined;
}
const planConditions = (tenantId: number, filter: PlanFilter): RawBuilder<unknown> => sql`p.tenant_id = ${tenantId}
  and (${filter.year ?? null}::int is null or p.year = ${filter.year ?? null})
  and (${filter.planId ?? null}::uuid is null or p.id = ${filter.planId ?? null})
  and (${filter.state ?? null}::text is null or p.state = ${filter.state ?? null})`;

/** The newest year first, the newest plan of it first. */
export const listPlanRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: PlanFilter,
  page: { cursor: [number, string, string] | undefined; direction: Walk; limit: number },
): Promise<PlanListRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (p.year, p.created_at, p.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::int, ${cursor[1]}::timestamptz, ${cursor[2]}::uuid)`
    : sql``;
  const { rows } = await sql<PlanListRow>`
    select p.id, p.year, p.title, p.state, p.created_by_name, p.created_at, p.submitted_at, p.decided_by_name, p.decided_at,
      l.lines, l.rounds_planned, c.rounds_begun, c.rounds_closed
    from inspection_plan p
    cross join lateral (select count(*)::int as lines, coalesce(sum(rounds), 0)::int as rounds_planned
      from inspection_plan_line where tenant_id = ${tenantId} and plan_id = p.id) l
    cross join lateral (select count(*)::int as rounds_begun, count(*) filter (where c.state = 'closed')::int as rounds_closed
      from inspection_campaign c join inspection_plan_line l on l.tenant_id = c.tenant_id and l.id = c.plan_line_id
      where c.tenant_id = ${tenantId} and l.plan_id = p.id and c.state <> 'cancelled') c
    where ${planConditions(tenantId, filter)} ${past}
    order by p.year ${order}, p.created_at ${order}, p.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};
export const countPlanRows = async (tdb: TenantDb, tenantId: number, filter: PlanFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from inspection_plan p where ${planConditions(tenantId, filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export interface PlanLineFacts {
  title: string;
  kind: string;
  theme: string | null;
  selectedBy: string;
  subjectKind: string;
  furtherKinds: string[];
  jointPartners: string[];
  checklistCode: string;
  scope: string;
  share: number | null;
  units: number | null;
  rounds: number;
  monthFrom: number;
  monthTo: number;
}
export interface PlanLineRow extends PlanLineFacts {
  id: string;
  planId: string;
  position: number;
}
const LINE_COLUMNS = [
  'id',
  'planId',
  'position',
  'title',
  'kind',
  'theme',
  'selectedBy',
  'subjectKind',
  'furtherKinds',
  'jointPartners',
  'checklistCode',
  'scope',
  'share',
  'units',
  'rounds',
  'monthFrom',
  'monthTo',
] as const;
export const MOST_LINES = 100;

export const listPlanLines = (tdb: TenantDb, tenantId: number, planId: string): Promise<PlanLineRow[]> =>
  tdb
    .selectFrom('inspectionPlanLine')
    .select(LINE_COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('planId', '=', planId)
    .orderBy('position')
    .limit(MOST_LINES)
    .execute();

export const findPlanLine = (tdb: TenantDb, tenantId: number, lineId: string): Promise<PlanLineRow | undefined> =>
  tdb
    .selectFrom('inspectionPlanLine')
    .select(LINE_COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('id', '=', lineId)
    .executeTakeFirst();

export const insertPlanLine = async (
  tdb: TenantDb,
  row: PlanLineFacts & { tenantId: number; id: string; planId: string; position: number },
): Promise<void> => {
  await tdb.insertInto('inspectionPlanLine').values(row).execute();
};
export const updatePlanLineRow = async (
  tdb: TenantDb,
  key: { tenantId: number; lineId: string },
  facts: PlanLineFacts,
): Promise<void> => {
  await tdb
    .updateTable('inspectionPlanLine')
    .set(facts)
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.lineId)
    .execute();
};
export const deletePlanLine = async (tdb: TenantDb, tenantId: number, lineId: string): Promise<void> => {
  await tdb.deleteFrom('inspectionPlanLine').where('tenantId', '=', tenantId).where('id', '=', lineId).execute();
};

export interface LineCampaignRow {
  id: string;
  lineId: string;
  title: string;
  state: string;
}
/** The rounds begun under lines, oldest first; cancelled ones do not count. */
export const listLineCampaigns = async (
  tdb: TenantDb,
  tenantId: number,
  lineIds: readonly string[],
): Promise<LineCampaignRow[]> => {
  const { rows } = await sql<LineCampaignRow>`select id, plan_line_id as line_id, title, state from inspection_campaign
    where tenant_id = ${tenantId} and plan_line_id = any (${lineIds as string[]}::uuid[]) and state <> 'cancelled'
    order by created_at, id limit ${MOST_LINES * 12}`.execute(tdb);
  return rows;
};

export interface RuleRow {
  noticeLeadDays: number;
  inspectorsPerUnit: number;
  longestExtensionDays: number;
  basis: string | null;
  validFrom: string | null;
}
/** The rule in force today. */
export const findRule = async (tdb: TenantDb, tenantId: number): Promise<RuleRow | undefined> => {
  const { rows } =
    await sql<RuleRow>`select notice_lead_days, inspectors_per_unit, longest_extension_days, basis, valid_from
    from inspection_rule where tenant_id = ${tenantId} and valid_from <= ${todayInShanghai}
    order by valid_from desc, created_at desc, id desc limit 1`.execute(tdb);
  return rows[0];
};
export const insertRule = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    validFrom: string;
    noticeLeadDays: number;
    inspectorsPerUnit: number;
    longestExtensionDays: number;
    basis: string;
    createdByName: string;
  },
): Promise<void> => {
  await tdb.insertInto('inspectionRule').values(row).execute();
};
