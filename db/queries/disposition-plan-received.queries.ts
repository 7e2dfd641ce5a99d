import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 接收计划 that archives sent to this unit. */

export interface ReceivedPlanRow {
  dispatchId: string;
  senderTenantId: number;
  senderName: string;
  body: unknown;
  dispatchedAt: string;
  isConfirmed: boolean;
}
export interface ReceivedPlanConditions {
  confirmed?: boolean | undefined;
  q?: string | undefined;
}
const answered = (tenantId: number) =>
  sql<boolean>`exists (select 1 from dispatch r where r.tenant_id = ${tenantId} and r.in_reply_to = d.id and r.kind = 'receipt')`;
/** The line as it was issued, with the day that it has now. */
const today = (tenantId: number) =>
  sql<unknown>`d.body || coalesce((select jsonb_build_object('dueOn', c.body ->> 'dueOn') from dispatch c
    where c.tenant_id = d.tenant_id and c.addressee_tenant_id = ${tenantId} and c.kind = 'intake_plan_change'
      and c.body ->> 'planDispatchId' = d.id::text order by c.dispatched_at desc, c.id desc limit 1), '{}')`;
const received = (tdb: TenantDb, tenantId: number, filter: ReceivedPlanConditions) => {
  let query = tdb
    .selectFrom('dispatch as d')
    .select(['d.id as dispatchId', 'd.tenantId as senderTenantId', 'd.senderName', today(tenantId).as('body')])
    .select([sql<string>`d.dispatched_at`.as('dispatchedAt'), answered(tenantId).as('isConfirmed')])
    .where('d.addresseeTenantId', '=', tenantId)
    .where('d.kind', '=', 'intake_plan')
    .where('d.dispatchedAt', 'is not', null);
  if (filter.confirmed !== undefined) query = query.where(answered(tenantId), '=', filter.confirmed);
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) => eb.or([eb('d.title', 'ilike', pattern), eb('d.senderName', 'ilike', pattern)]));
  }
  return query;
};

/** Newest first. One more than asked for. */
export const listReceivedPlanRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: ReceivedPlanConditions,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ReceivedPlanRow[]> => {
  let query = received(tdb, tenantId, filter);
  const { cursor, direction } = page;
  if (cursor) {
    query = query.where(
      sql<boolean>`(d.dispatched_at, d.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`,
    );
  }
  const order = walkOrder('desc', direction);
  return query
    .orderBy('d.dispatchedAt', order)
    .orderBy('d.id', order)
    .limit(page.limit + 1)
    .execute();
};
export const countReceivedPlanRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: ReceivedPlanConditions,
): Promise<number> => countUpToCap(tdb, received(tdb, tenantId, filter));

export const findReceivedPlan = (
  tdb: TenantDb,
  tenantId: number,
  dispatchId: string,
): Promise<ReceivedPlanRow | undefined> =>
  received(tdb, tenantId, {}).where('d.id', '=', dispatchId).executeTakeFirst();
