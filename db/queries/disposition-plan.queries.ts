import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { isLate } from './lateness.ts';
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
  await tdb
    .insertInto('intakePlanUnit')
    .values(units.map((unit) => ({ ...unit, tenantId: row.tenantId, planId: row.id })))
    .execute();
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
export const setPlanDispatch = async (
  tdb: TenantDb,
  key: { tenantId: number; planId: string; unitTenantId: number },
  dispatchId: string,
): Promise<void> => {
  await tdb
    .updateTable('intakePlanUnit')
    .set({ dispatchId })
    .where('tenantId', '=', key.tenantId)
    .where('planId', '=', key.planId)
    .where('unitTenantId', '=', key.unitTenantId)
    .execute();
};

export interface PlanUnitRow extends PlanUnitInsert {
  dispatchId: string | null;
  isConfirmed: boolean;
  announcedItems: number | null;
  deliveredItems: number;
  hasDelivered: boolean;
  hasAccepted: boolean;
  isLate: boolean;
  acceptedVolumes: number;
  acceptedPieces: number;
  acceptedBoxes: number;
}

const acceptedOf = (unit: string) => sql`coalesce((select sum(l.quantity) from accession_line l
  join transfer_intake t on t.tenant_id = u.tenant_id and t.accession_id = l.accession_id and t.facts ->> 'planDispatchId' = u.dispatch_id::text
  where l.tenant_id = u.tenant_id and l.unit = ${unit}), 0)::int`;

/** The schedule of a plan with how far each unit is: what it announced, delivered, and what was accepted. */
export const listPlanUnits = async (tdb: TenantDb, tenantId: number, planId: string): Promise<PlanUnitRow[]> => {
  const { rows } = await sql<PlanUnitRow>`
    select u.unit_tenant_id, u.unit_name, u.unit_kind, u.scope, u.year_from, u.year_to, u.due_on, u.dispatch_id,
      r.id is not null as is_confirmed, (r.body ->> 'dueItems')::int as announced_items,
      coalesce(t.items, 0)::int as delivered_items, coalesce(t.n, 0) > 0 as has_delivered, coalesce(t.accepted, 0) > 0 as has_accepted,
      ${isLate('u.due_on')} as is_late,
      ${acceptedOf('volume')} as accepted_volumes, ${acceptedOf('piece')} as accepted_pieces, ${acceptedOf('box')} as accepted_boxes
    from intake_plan_unit u
      left join lateral (select d.id, d.body from dispatch d where d.addressee_tenant_id = ${tenantId} and d.in_reply_to = u.dispatch_id
        and d.kind = 'receipt' and d.dispatched_at is not null order by d.dispatched_at, d.id limit 1) r on true
      left join lateral (select count(*) as n, sum(item_count) filter (where round = 1) as items, count(*) filter (where state = 'accepted') as accepted
        from transfer_intake i where i.tenant_id = ${tenantId} and i.facts ->> 'planDispatchId' = u.dispatch_id::text) t on true
    where u.tenant_id = ${tenantId} and u.plan_id = ${planId}::uuid
    order by u.due_on, u.unit_name collate "zh-x-icu", u.unit_tenant_id limit 500`.execute(tdb);
  return rows;
};

export interface ReceivedPlanRow {
  dispatchId: string;
  senderTenantId: number;
  senderName: string;
  body: unknown;
  isConfirmed: boolean;
}
const received = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('dispatch as d')
    .select(['d.id as dispatchId', 'd.tenantId as senderTenantId', 'd.senderName', 'd.body'])
    .select(
      sql<boolean>`exists (select 1 from dispatch r where r.tenant_id = ${tenantId} and r.in_reply_to = d.id and r.kind = 'receipt')`.as(
        'isConfirmed',
      ),
    )
    .where('d.addresseeTenantId', '=', tenantId)
    .where('d.kind', '=', 'intake_plan')
    .where('d.dispatchedAt', 'is not', null);

/** Plans that archives sent to this unit, newest first. */
export const listReceivedPlans = (tdb: TenantDb, tenantId: number): Promise<ReceivedPlanRow[]> =>
  received(tdb, tenantId).orderBy('d.dispatchedAt', 'desc').orderBy('d.id', 'desc').limit(50).execute();
export const findReceivedPlan = (
  tdb: TenantDb,
  tenantId: number,
  dispatchId: string,
): Promise<ReceivedPlanRow | undefined> => received(tdb, tenantId).where('d.id', '=', dispatchId).executeTakeFirst();
