import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 年度归档计划: its lines and how far they are. */

export interface PlanRow {
  id: string;
  filingYear: number;
  state: string;
  closedOn: string | null;
  closingNote: string | null;
  missingCount: number | null;
  filedCount: number | null;
  reopenedOn: string | null;
  reopenReason: string | null;
  rowVersion: number;
}
const PLAN = [
  'id',
  'filingYear',
  'state',
  'closedOn',
  'closingNote',
  'missingCount',
  'filedCount',
  'reopenedOn',
  'reopenReason',
  'rowVersion',
] as const;

export const findPlan = (tdb: TenantDb, tenantId: number, year: number): Promise<PlanRow | undefined> =>
  tdb
    .selectFrom('filingPlan')
    .select(PLAN)
    .where('tenantId', '=', tenantId)
    .where('filingYear', '=', year)
    .executeTakeFirst();

export const listPlanYears = async (tdb: TenantDb, tenantId: number): Promise<number[]> => {
  const rows = await tdb
    .selectFrom('filingPlan')
    .select('filingYear')
    .where('tenantId', '=', tenantId)
    .orderBy('filingYear', 'desc')
    .limit(1_100)
    .execute();
  return rows.map((row) => row.filingYear);
};

/** The plan of the year, begun when there is none. */
export const ensurePlan = async (
  tdb: TenantDb,
  row: { tenantId: number; id: string; filingYear: number; createdBy: string },
): Promise<PlanRow> => {
  await tdb
    .insertInto('filingPlan')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenantId', 'filingYear']).doNothing())
    .execute();
  return tdb
    .selectFrom('filingPlan')
    .select(PLAN)
    .where('tenantId', '=', row.tenantId)
    .where('filingYear', '=', row.filingYear)
    .executeTakeFirstOrThrow();
};

export const closePlanRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  values: { closedOn: string; closingNote: string | null; missingCount: number; filedCount: number },
): Promise<boolean> => {
  const row = await tdb
    .updateTable('filingPlan')
    .set({ ...values, state: 'closed', rowVersion: sql<number>`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', '=', 'open')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** A closed year is open again. False: it is not closed, or somebody was quicker. */
export const reopenPlanRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  values: { reopenedOn: string; reopenReason: string },
): Promise<boolean> => {
  const row = await tdb
    .updateTable('filingPlan')
    .set({
      ...values,
      state: 'open',
      closedOn: null,
      closingNote: null,
      missingCount: null,
      filedCount: null,
      rowVersion: sql<number>`row_version + 1`,
    })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', '=', 'closed')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

export interface PlanLineInsert {
  tenantId: number;
  id: string;
  planId: string;
  departmentId: string;
  categoryCode: string;
  kind: string;
  expectedCount: number;
  deadlineCode: string;
  dueOn: string;
  taskDispatchId: string | null;
  taskNumber: number | null;
}

export const insertPlanLine = async (tdb: TenantDb, row: PlanLineInsert): Promise<void> => {
  await tdb.insertInto('filingPlanLine').values(row).execute();
};

/** The same lines in another year; those that stand there already stay. Answers how many came in. */
export const copyPlanLine = async (tdb: TenantDb, row: PlanLineInsert): Promise<boolean> => {
  const added = await tdb
    .insertInto('filingPlanLine')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'planId', 'departmentId', 'categoryCode', 'kind']).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
};

export const updatePlanLineRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  values: { kind: string; expectedCount: number; dueOn: string },
): Promise<boolean> => {
  const row = await tdb
    .updateTable('filingPlanLine')
    .set({ ...values, rowVersion: sql<number>`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** Only a line that nothing was handed in for. */
export const deleteUnusedPlanLine = async (tdb: TenantDb, tenantId: number, id: string): Promise<boolean> => {
  const row = await tdb
    .deleteFrom('filingPlanLine')
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('handedDocument as h')
            .select('h.id')
            .where('h.tenantId', '=', tenantId)
            .whereRef('h.planLineId', '=', 'filingPlanLine.id'),
        ),
      ),
    )
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

export const markReminded = async (tdb: TenantDb, tenantId: number, ids: readonly string[]): Promise<void> => {
  await tdb
    .updateTable('filingPlanLine')
    .set({ remindedAt: sql<string>`now()` })
    .where('tenantId', '=', tenantId)
    .where(sql<boolean>`id = any (${ids as string[]}::uuid[])`)
    .execute();
};

export interface PlanLineRow {
  id: string;
  planId: string;
  filingYear: number;
  departmentId: string;
  departmentName: string;
  departmentCode: string;
  categoryCode: string;
  kind: string;
  expectedCount: number;
  deadlineCode: string;
  dueOn: string;
  remindedAt: string | null;
  taskDispatchId: string | null;
  taskNumber: number | null;
  rowVersion: number;
  handedIn: number;
  returned: number;
  accepted: number;
  filed: number;
  lastAcceptedOn: string | null;
}

/** Lines of plans with how far each is; the callers narrow and order them. */
export const planLines = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('filingPlanLine as l')
    .innerJoin('filingPlan as p', (join) => join.onRef('p.tenantId', '=', 'l.tenantId').onRef('p.id', '=', 'l.planId'))
    .innerJoin('unitDepartment as d', (join) =>
      join.onRef('d.tenantId', '=', 'l.tenantId').onRef('d.id', '=', 'l.departmentId'),
    )
    .innerJoinLateral(
      sql<Pick<PlanLineRow, 'handedIn' | 'returned' | 'accepted' | 'filed' | 'lastAcceptedOn'>>`(select
          count(*) filter (where h.state = 'submitted')::int as handed_in,
          count(*) filter (where h.state = 'returned')::int as returned,
          count(*) filter (where h.state = 'accepted')::int as accepted,
          count(*) filter (where i.state = 'filed' and i.code_state = 'locked')::int as filed,
          max((h.decided_at at time zone 'Asia/Shanghai')::date) filter (where h.state = 'accepted') as last_accepted_on
        from handed_document h left join archive_item i on i.tenant_id = h.tenant_id and i.id = h.item_id
        where h.tenant_id = l.tenant_id and h.plan_line_id = l.id)`.as('c'),
      (join) => join.onTrue(),
    )
    .select([
      'l.id',
      'l.planId',
      'p.filingYear',
      'l.departmentId',
      'd.name as departmentName',
      'd.code as departmentCode',
    ])
    .select(['l.categoryCode', 'l.kind', 'l.expectedCount', 'l.deadlineCode', 'l.dueOn', 'l.remindedAt'])
    .select(['l.taskDispatchId', 'l.taskNumber', 'l.rowVersion'])
    .select(['c.handedIn', 'c.returned', 'c.accepted', 'c.filed', 'c.lastAcceptedOn'])
    .where('l.tenantId', '=', tenantId);

/** Lines of one year, by department and day. A unit has some dozens; the database keeps it from having more than 5,000. */
export const listPlanLineRows = (tdb: TenantDb, tenantId: number, planId: string): Promise<PlanLineRow[]> =>
  planLines(tdb, tenantId)
    .where('l.planId', '=', planId)
    .orderBy('d.code')
    .orderBy('l.dueOn')
    .orderBy('l.kind')
    .orderBy('l.id')
    .limit(5_000)
    .execute();

export const findPlanLine = (tdb: TenantDb, tenantId: number, id: string): Promise<PlanLineRow | undefined> =>
  planLines(tdb, tenantId).where('l.id', '=', id).executeTakeFirst();
