import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { isUnderPlan } from './disposition-plan-record.queries.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 待接收: what units have sent to this archives. */

export interface DeliveryRow {
  dispatchId: string;
  senderTenantId: number;
  senderName: string;
  title: string;
  body: unknown;
  dispatchedAt: string;
}
const deliveries = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('dispatch as d')
    .select(['d.id as dispatchId', 'd.tenantId as senderTenantId', 'd.senderName', 'd.title', 'd.body'])
    .select(sql<string>`d.dispatched_at`.as('dispatchedAt'))
    .where('d.addresseeTenantId', '=', tenantId)
    .where('d.kind', '=', 'transfer')
    .where('d.dispatchedAt', 'is not', null);

export interface DeliveryConditions {
  q?: string | undefined;
  dispatchId?: string | undefined;
  /** What came under a yearly plan, of one unit where it is named. */
  planId?: string | undefined;
  unitTenantId?: number | undefined;
}
const waiting = (tdb: TenantDb, tenantId: number, filter: DeliveryConditions) => {
  let query = deliveries(tdb, tenantId).where(
    sql<boolean>`not exists (select 1 from transfer_intake t where t.tenant_id = ${tenantId} and t.dispatch_id = d.id)`,
  );
  if (filter.dispatchId) query = query.where('d.id', '=', filter.dispatchId);
  const { planId, unitTenantId } = filter;
  if (planId) query = query.where(isUnderPlan(tenantId, { planId, unitTenantId }));
  if (!filter.q) return query;
  const pattern = containing(filter.q);
  return query.where((eb) => eb.or([eb('d.senderName', 'ilike', pattern), eb('d.title', 'ilike', pattern)]));
};

/** Deliveries that nobody has begun to examine, oldest first. One more than asked for. */
export const listWaitingDeliveries = (
  tdb: TenantDb,
  tenantId: number,
  filter: DeliveryConditions,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<DeliveryRow[]> => {
  let query = waiting(tdb, tenantId, filter);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where(
      sql<boolean>`(d.dispatched_at, d.id) ${sql.raw(beyond('asc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`,
    );
  }
  const order = walkOrder('asc', direction);
  return query
    .orderBy('d.dispatchedAt', order)
    .orderBy('d.id', order)
    .limit(page.limit + 1)
    .execute();
};
export const countWaitingDeliveries = (tdb: TenantDb, tenantId: number, filter: DeliveryConditions): Promise<number> =>
  countUpToCap(tdb, waiting(tdb, tenantId, filter));

export const findDelivery = (tdb: TenantDb, tenantId: number, dispatchId: string): Promise<DeliveryRow | undefined> =>
  deliveries(tdb, tenantId).where('d.id', '=', dispatchId).executeTakeFirst();
