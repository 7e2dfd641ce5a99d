import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* What units have delivered under a yearly plan, record by record. */

export interface PlanDeliveryFilter {
  planId: string;
  unitTenantId?: number | undefined;
}

const dispatchesOf = (tenantId: number, { planId, unitTenantId }: PlanDeliveryFilter) => sql`(
  select u.dispatch_id::text from intake_plan_unit u
  where u.tenant_id = ${tenantId} and u.plan_id = ${planId}::uuid and u.dispatch_id is not null
    and (${unitTenantId ?? null}::int is null or u.unit_tenant_id = ${unitTenantId ?? 0}))`;

/** The entries of the register that came under the plan, as a subquery. */
export const planDeliveryIds = (tenantId: number, filter: PlanDeliveryFilter): RawBuilder<unknown> => sql`(
  select t.accession_id from transfer_intake t where t.tenant_id = ${tenantId} and t.accession_id is not null
    and t.facts ->> 'planDispatchId' in ${dispatchesOf(tenantId, filter)})`;

/** Whether a delivery came under the plan; `d` is its dispatch. */
export const isUnderPlan = (tenantId: number, filter: PlanDeliveryFilter) =>
  sql<boolean>`d.body ->> 'planDispatchId' in ${dispatchesOf(tenantId, filter)}`;

export interface PlanRecordRow {
  intakeId: string;
  unitTenantId: number;
  unitName: string;
  originItemId: string;
  sortKey: string;
  record: unknown;
  decision: string;
  archivesCode: string | null;
}
export interface PlanRecordConditions extends PlanDeliveryFilter {
  decision?: string | undefined;
  q?: string | undefined;
}
export type PlanRecordCursor = readonly [sortKey: string, intakeId: string, originItemId: string];

/** A record that was returned and sent again is counted where it came first. */
const records = (tenantId: number, filter: PlanRecordConditions) => {
  const { decision, q } = filter;
  const pattern = containing(q ?? '');
  return sql`transfer_intake t join transfer_intake_item x on x.tenant_id = t.tenant_id and x.intake_id = t.id
  where t.tenant_id = ${tenantId} and t.round = 1 and t.facts ->> 'planDispatchId' in ${dispatchesOf(tenantId, filter)}
    and (${decision ?? null}::text is null or x.decision = ${decision ?? ''})
    and (${q ?? null}::text is null or x.record ->> 'title' ilike ${pattern} or x.record ->> 'referenceCode' ilike ${pattern}
      or t.sender_name ilike ${pattern})`;
};

/** By their codes. One more than asked for. */
export const listPlanRecordRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: PlanRecordConditions,
  page: { cursor: PlanRecordCursor | undefined; direction: Walk; limit: number },
): Promise<PlanRecordRow[]> => {
  const { cursor, direction, limit } = page;
  const way = sql.raw(walkOrder('asc', direction));
  const past = cursor
    ? sql`and (x.sort_key, x.intake_id, x.origin_item_id) ${sql.raw(beyond('asc', direction))} (${cursor[0]}::text, ${cursor[1]}::uuid, ${cursor[2]}::uuid)`
    : sql``;
  const { rows } = await sql<PlanRecordRow>`
    select t.id as intake_id, t.sender_tenant_id as unit_tenant_id, t.sender_name as unit_name, x.origin_item_id, x.sort_key, x.record, x.decision, x.archives_code
    from ${records(tenantId, filter)} ${past}
    order by x.sort_key ${way}, x.intake_id ${way}, x.origin_item_id ${way} limit ${limit + 1}`.execute(tdb);
  return rows;
};

/** How many the conditions find, and how many more lie in deliveries that nobody has begun to examine. */
export const countPlanRecords = async (
  tdb: TenantDb,
  tenantId: number,
  filter: PlanRecordConditions,
): Promise<{ found: number; unread: number }> => {
  const { rows } = await sql<{ found: number; unread: number }>`select
    (select count(*)::int from ${records(tenantId, filter)}) as found,
    coalesce((select sum((d.body -> 'counts' ->> 'items')::int) from dispatch d
      where d.addressee_tenant_id = ${tenantId} and d.kind = 'transfer' and d.dispatched_at is not null and d.body ->> 'round' = '1'
        and ${isUnderPlan(tenantId, filter)} and not exists (select 1 from transfer_intake t join transfer_intake_item x
          on x.tenant_id = t.tenant_id and x.intake_id = t.id where t.tenant_id = ${tenantId} and t.dispatch_id = d.id)), 0)::int as unread`.execute(
    tdb,
  );
  return rows[0] ?? { found: 0, unread: 0 };
};
