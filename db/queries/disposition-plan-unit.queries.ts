import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import type { PlanUnitInsert } from './disposition-plan.queries.ts';
import { isLate } from './lateness.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* The schedule of a yearly plan: a line for each unit, with how far it is. */

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

export interface PlanLineRow extends PlanUnitInsert {
  progress: string;
  announcedItems: number | null;
  deliveredItems: number;
  acceptedVolumes: number;
  acceptedPieces: number;
  acceptedBoxes: number;
}
export interface PlanUnitConditions {
  planId: string;
  q?: string | undefined;
  progress?: string | undefined;
}
export type PlanUnitCursor = readonly [dueOn: string, unitName: string, unitTenantId: number];

/**
 * What a unit announced and delivered decides how far it is, also a delivery that nobody has begun to examine; being late
 * counts only until it has delivered.
 */
const linesOf = (tenantId: number, planId: string) => sql`(
  with delivered as (
    select d.body ->> 'planDispatchId' as plan_dispatch, bool_or(i.state = 'accepted') as has_accepted,
      sum((d.body -> 'counts' ->> 'items')::int) filter (where d.body ->> 'round' = '1')::int as items
    from dispatch d left join transfer_intake i on i.tenant_id = ${tenantId} and i.dispatch_id = d.id
    where d.addressee_tenant_id = ${tenantId} and d.kind = 'transfer' and d.dispatched_at is not null
      and d.body ->> 'planDispatchId' is not null
    group by 1
  )
  select u.unit_tenant_id, u.unit_name, u.unit_kind, u.scope, u.year_from, u.year_to, u.due_on, u.dispatch_id,
    case when t.has_accepted then 'accepted' when t.plan_dispatch is not null then 'delivered' when ${isLate('u.due_on')} then 'late'
      when r.id is not null then 'confirmed' else 'waiting' end as progress,
    (r.body ->> 'dueItems')::int as announced_items, coalesce(t.items, 0) as delivered_items
  from intake_plan_unit u
    left join delivered t on t.plan_dispatch = u.dispatch_id::text
    left join lateral (select d.id, d.body from dispatch d where d.addressee_tenant_id = ${tenantId} and d.in_reply_to = u.dispatch_id
      and d.kind = 'receipt' and d.dispatched_at is not null order by d.dispatched_at, d.id limit 1) r on true
  where u.tenant_id = ${tenantId} and u.plan_id = ${planId}::uuid)`;

const conditions = ({ q, progress }: PlanUnitConditions) => sql`
  (${progress ?? null}::text is null or u.progress = ${progress ?? ''})
  and (${q ?? null}::text is null or u.unit_name ilike ${containing(q ?? '')} or u.scope ilike ${containing(q ?? '')})`;

const acceptedOf = (tenantId: number, unit: string) => sql`coalesce((select sum(l.quantity) from accession_line l
  join transfer_intake t on t.tenant_id = l.tenant_id and t.accession_id = l.accession_id and t.facts ->> 'planDispatchId' = n.dispatch_id::text
  where l.tenant_id = ${tenantId} and l.unit = ${unit}), 0)::int`;

/** By the day, then by name. One more than asked for. */
export const listPlanUnitRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: PlanUnitConditions,
  page: { cursor: PlanUnitCursor | undefined; direction: Walk; limit: number },
): Promise<PlanLineRow[]> => {
  const { cursor, direction, limit } = page;
  const way = sql.raw(walkOrder('asc', direction));
  const past = cursor
    ? sql`and (u.due_on, u.unit_name collate "zh-x-icu", u.unit_tenant_id) ${sql.raw(beyond('asc', direction))} (${cursor[0]}::date, ${cursor[1]}::text, ${cursor[2]}::int)`
    : sql``;
  const order = (of: string) =>
    sql`${sql.ref(`${of}.due_on`)} ${way}, ${sql.ref(`${of}.unit_name`)} collate "zh-x-icu" ${way}, ${sql.ref(`${of}.unit_tenant_id`)} ${way}`;
  const { rows } = await sql<PlanLineRow>`
    with near as (select u.* from ${linesOf(tenantId, filter.planId)} u where ${conditions(filter)} ${past}
      order by ${order('u')} limit ${limit + 1})
    select n.unit_tenant_id, n.unit_name, n.unit_kind, n.scope, n.year_from, n.year_to, n.due_on, n.progress, n.announced_items, n.delivered_items,
      ${acceptedOf(tenantId, 'volume')} as accepted_volumes, ${acceptedOf(tenantId, 'piece')} as accepted_pieces,
      ${acceptedOf(tenantId, 'box')} as accepted_boxes
    from near n order by ${order('n')}`.execute(tdb);
  return rows;
};

/** How many units are how far, and how many of them the conditions find. */
export const countPlanUnitRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: PlanUnitConditions,
): Promise<{ progress: string; units: number; shown: number }[]> => {
  const { rows } = await sql<{ progress: string; units: number; shown: number }>`
    select u.progress, count(*)::int as units, count(*) filter (where ${conditions(filter)})::int as shown
    from ${linesOf(tenantId, filter.planId)} u group by u.progress order by u.progress`.execute(tdb);
  return rows;
};

/** False when the unit has no line in the plan. */
export const updatePlanUnit = async (
  tdb: TenantDb,
  key: { tenantId: number; planId: string; unitTenantId: number },
  change: { scope: string; yearFrom: number; yearTo: number; dueOn: string },
): Promise<boolean> => {
  const result = await tdb
    .updateTable('intakePlanUnit')
    .set(change)
    .where('tenantId', '=', key.tenantId)
    .where('planId', '=', key.planId)
    .where('unitTenantId', '=', key.unitTenantId)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Answers the unit's name, or nothing when it has no line in the plan. */
export const deletePlanUnit = async (
  tdb: TenantDb,
  key: { tenantId: number; planId: string; unitTenantId: number },
): Promise<string | null> => {
  const row = await tdb
    .deleteFrom('intakePlanUnit')
    .where('tenantId', '=', key.tenantId)
    .where('planId', '=', key.planId)
    .where('unitTenantId', '=', key.unitTenantId)
    .returning('unitName')
    .executeTakeFirst();
  return row?.unitName ?? null;
};

export const findPlanUnitName = async (
  tdb: TenantDb,
  key: { tenantId: number; planId: string; unitTenantId: number },
): Promise<string | null> => {
  const row = await tdb
    .selectFrom('intakePlanUnit')
    .select('unitName')
    .where('tenantId', '=', key.tenantId)
    .where('planId', '=', key.planId)
    .where('unitTenantId', '=', key.unitTenantId)
    .executeTakeFirst();
  return row?.unitName ?? null;
};

/** One unit's line as it was issued; locked, for two people may move one day. */
export const lockPlanUnit = (
  tdb: TenantDb,
  key: { tenantId: number; planId: string; unitTenantId: number },
): Promise<{ unitName: string; dueOn: string; dispatchId: string | null } | undefined> =>
  tdb
    .selectFrom('intakePlanUnit')
    .select(['unitName', 'dueOn', 'dispatchId'])
    .where('tenantId', '=', key.tenantId)
    .where('planId', '=', key.planId)
    .where('unitTenantId', '=', key.unitTenantId)
    .forUpdate()
    .executeTakeFirst();

export const setPlanDay = async (
  tdb: TenantDb,
  key: { tenantId: number; planId: string; unitTenantId: number },
  dueOn: string,
): Promise<void> => {
  await tdb
    .updateTable('intakePlanUnit')
    .set({ dueOn })
    .where('tenantId', '=', key.tenantId)
    .where('planId', '=', key.planId)
    .where('unitTenantId', '=', key.unitTenantId)
    .execute();
};
