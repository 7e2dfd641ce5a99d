import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 检查排期: whose days are taken, and the day of one inspection. */

/** Days from one on that people have inspections or planned visits on, once for each. */
export const listTakenDays = async (
  tdb: TenantDb,
  tenantId: number,
  from: string,
): Promise<{ accountId: string; day: string }[]> => {
  const { rows } = await sql<{ accountId: string; day: string }>`
    select a.account_id, coalesce(i.inspected_on, i.scheduled_on) as day
    from inspection i cross join unnest(i.inspector_account_ids) a (account_id)
    where i.tenant_id = ${tenantId} and i.state <> 'cancelled' and coalesce(i.inspected_on, i.scheduled_on) >= ${from}::date
    union all
    select a.account_id, v.planned_on from guidance_visit v cross join unnest(v.guide_account_ids) a (account_id)
    where v.tenant_id = ${tenantId} and v.state = 'planned' and v.planned_on >= ${from}::date and a.account_id is not null
    limit 20000`.execute(tdb);
  return rows;
};

/** Days from one on that partners' people are expected somewhere, by how they are named there. */
export const listTakenJointDays = async (
  tdb: TenantDb,
  tenantId: number,
  from: string,
): Promise<{ person: string; day: string; unitName: string }[]> => {
  const { rows } = await sql<{ person: string; day: string; unitName: string }>`
    select (p ->> 'name') || '（' || (p ->> 'authority') || '）' as person, coalesce(i.inspected_on, i.scheduled_on) as day,
      i.subject_name as unit_name
    from inspection i cross join jsonb_array_elements(i.joint_people) p
    where i.tenant_id = ${tenantId} and i.state <> 'cancelled' and coalesce(i.inspected_on, i.scheduled_on) >= ${from}::date
    order by 2, 3, 1 limit 20000`.execute(tdb);
  return rows;
};

export const setScheduledDay = async (
  tdb: TenantDb,
  key: { tenantId: number; inspectionId: string },
  scheduledOn: string,
): Promise<void> => {
  await tdb
    .updateTable('inspection')
    .set({ scheduledOn, rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.inspectionId)
    .execute();
};

/** The last that a unit was told of the day of an inspection after its notice. */
export const findChangedDay = async (
  tdb: TenantDb,
  tenantId: number,
  noticeDispatchId: string,
): Promise<{ dispatchId: string; scheduledOn: string; reason: string; dispatchedAt: string } | undefined> => {
  const { rows } = await sql<{ dispatchId: string; scheduledOn: string; reason: string; dispatchedAt: string }>`
    select c.id as dispatch_id, c.body ->> 'scheduledOn' as scheduled_on, c.body ->> 'reason' as reason, c.dispatched_at
    from dispatch c where c.addressee_tenant_id = ${tenantId} and c.kind = 'inspection_change'
      and c.in_reply_to = ${noticeDispatchId}::uuid and c.dispatched_at is not null
    order by c.dispatched_at desc, c.id desc limit 1`.execute(tdb);
  return rows[0];
};
