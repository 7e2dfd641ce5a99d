import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 年度接收计划. */

export interface PlanUnitInsert {
  unitTenantId: number;
  unitName: string;
  unitKind: string;
  scope: string;
  yearFrom: number;
  yearTo: number;
  dueOn: string;
}

export const insertPlan = async (
  tdb: TenantDb,
  row: { tenantId: number; id: string; year: number; title: string; requirement: string; createdBy: string },
  units: readonly PlanUnitInsert[],
): Promise<void> => {
  await tdb.insertInto('intakePlan').values(row).execute();
  await insertPlanUnits(tdb, { tenantId: row.tenantId, planId: row.id }, units);
};

/** Lines for units; one that has a line already keeps it. Answers how many were added. */
export const insertPlanUnits = async (
  tdb: TenantDb,
  key: { tenantId: number; planId: string },
  units: readonly PlanUnitInsert[],
): Promise<number> => {
  const added = await tdb
    .insertInto('intakePlanUnit')
    .values(units.map((unit) => ({ ...unit, ...key })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('unitTenantId')
    .execute();
  return added.length;
};

export interface PlanRow {
  id: string;
  year: number;
  title: string;
  requirement: string;
  state: string;
  issuedOn: string | null;
  createdAt: string;
  unitCount: number;
  finishedCount: number;
}

const plans = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('intakePlan as p')
    .where('p.tenantId', '=', tenantId)
    .select(['p.id', 'p.year', 'p.title', 'p.requirement', 'p.state', 'p.issuedOn', 'p.createdAt'])
    .select([
      sql<number>`(select count(*)::int from intake_plan_unit u where u.tenant_id = p.tenant_id and u.plan_id = p.id)`.as(
        'unitCount',
      ),
      sql<number>`(select count(*)::int from intake_plan_unit u where u.tenant_id = p.tenant_id and u.plan_id = p.id
        and exists (select 1 from transfer_intake t where t.tenant_id = p.tenant_id and t.state = 'accepted' and t.facts ->> 'planDispatchId' = u.dispatch_id::text))`.as(
        'finishedCount',
      ),
    ]);

export const findPlanRow = (tdb: TenantDb, tenantId: number, id: string): Promise<PlanRow | undefined> =>
  plans(tdb, tenantId).where('p.id', '=', id).executeTakeFirst();

export const lockPlanState = async (tdb: TenantDb, tenantId: number, id: string): Promise<string | null> => {
  const row = await tdb
    .selectFrom('intakePlan')
    .select('state')
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row?.state ?? null;
};

export const listPlanRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: { state?: string | undefined },
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<PlanRow[]> => {
  let query = plans(tdb, tenantId);
  if (filter.state) query = query.where('p.state', '=', filter.state);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('p.createdAt', 'p.id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', direction);
  return query
    .orderBy('p.createdAt', order)
    .orderBy('p.id', order)
    .limit(page.limit + 1)
    .execute();
};
export const countPlanRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: { state?: string | undefined },
): Promise<number> => {
  let query = tdb.selectFrom('intakePlan').select('id').where('tenantId', '=', tenantId);
  if (filter.state) query = query.where('state', '=', filter.state);
  return countUpToCap(tdb, query);
};

export const setPlanState = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  change: { state: string; issuedOn?: string },
): Promise<void> => {
  await tdb
    .updateTable('intakePlan')
    .set({ ...change, rowVersion: sql<number>`row_version + 1` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};
