import { sql } from 'kysely';
import { REMIND_HOURS } from '@/server/domain/safety/safety-vocabulary';
import type { SystemDb, TenantDb } from '../client.ts';
import { receivedIncidents } from './safety-incident.queries.ts';

/* 续报提醒: which reports fall due, and who was told so. */

export interface OwedReportRow {
  incidentId: string;
  unitTenantId: number;
  unitName: string;
  title: string;
  level: string;
  dueAt: string;
  stage: 'soon' | 'overdue';
}

const SOON = sql`now() + make_interval(hours => ${REMIND_HOURS}::int)`;

/** Reports that the unit owes itself soon or owed already, and of which it was not told yet. */
export const listOwnOwedReports = async (tdb: TenantDb, tenantId: number): Promise<OwedReportRow[]> => {
  const { rows } = await sql<OwedReportRow>`
    select o.incident_id, o.unit_tenant_id, '' as unit_name, o.title, o.level, o.due_at, o.stage
    from (select i.id as incident_id, i.tenant_id as unit_tenant_id, i.title, i.level, i.next_due_at as due_at,
        case when i.next_due_at < now() then 'overdue' else 'soon' end as stage
      from safety_incident i where i.tenant_id = ${tenantId} and i.state = 'open' and i.next_due_at <= ${SOON}) o
    where not exists (select 1 from safety_reminder r where r.tenant_id = ${tenantId} and r.unit_tenant_id = ${tenantId}
      and r.incident_id = o.incident_id and r.due_at = o.due_at and r.stage = o.stage)
    order by o.due_at, o.incident_id limit 500`.execute(tdb);
  return rows;
};

/** Reports of units below that did not come in time, and of which nobody here was told yet. */
export const listReceivedOwedReports = async (tdb: TenantDb, tenantId: number): Promise<OwedReportRow[]> => {
  const { rows } = await sql<OwedReportRow>`
    select v.id as incident_id, v.unit_tenant_id, v.unit_name, v.title, v.level, v.next_due_at as due_at, 'overdue' as stage
    from ${receivedIncidents(tenantId)} v
    where v.is_overdue and not exists (select 1 from safety_reminder r where r.tenant_id = ${tenantId}
      and r.unit_tenant_id = v.unit_tenant_id and r.incident_id = v.id and r.due_at = v.next_due_at::timestamptz
      and r.stage = 'overdue')
    order by v.next_due_at, v.id limit 500`.execute(tdb);
  return rows;
};

/** Answers whether this is the first time. */
export const insertReminder = async (
  tdb: TenantDb,
  tenantId: number,
  { incidentId, unitTenantId, dueAt, stage }: OwedReportRow,
): Promise<boolean> => {
  const inserted = await tdb
    .insertInto('safetyReminder')
    .values({ tenantId, unitTenantId, incidentId, dueAt, stage })
    .onConflict((conflict) => conflict.doNothing())
    .returning('incidentId')
    .executeTakeFirst();
  return inserted !== undefined;
};

/** Ends the reminders whose report came meanwhile, or whose deadline is another one now. */
export const settleReminders = async (
  tdb: TenantDb,
  tenantId: number,
): Promise<{ incidentId: string; unitTenantId: number; stage: string }[]> => {
  const { rows } = await sql<{ incidentId: string; unitTenantId: number; stage: string }>`
    update safety_reminder r set settled_at = now()
    where r.tenant_id = ${tenantId} and r.settled_at is null
      and not exists (select 1 from safety_incident i where i.tenant_id = ${tenantId} and i.tenant_id = r.unit_tenant_id
        and i.id = r.incident_id and i.state = 'open' and i.next_due_at = r.due_at)
      and not exists (select 1 from ${receivedIncidents(tenantId)} v where v.unit_tenant_id = r.unit_tenant_id
        and v.id = r.incident_id and v.is_overdue and v.next_due_at::timestamptz = r.due_at)
    returning r.incident_id, r.unit_tenant_id, r.stage`.execute(tdb);
  return rows;
};

/**
 * Tenants that have something to be told, or to be freed of: the unit, and whoever the newest report of the incident
 * went to. The clock knows states and times here, no facts.
 */
export const listTenantsToRemind = async (
  sdb: SystemDb,
): Promise<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }[]> => {
  const { rows } = await sql<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }>`
    with owed as (
      select i.tenant_id, i.id, i.next_due_at, case when i.next_due_at < now() then 'overdue' else 'soon' end as stage
      from safety_incident i where i.state = 'open' and i.next_due_at <= ${SOON}
    ), to_tell as (
      select o.tenant_id as told, o.tenant_id, o.id, o.next_due_at, o.stage from owed o
      union
      select newest.addressee_tenant_id, o.tenant_id, o.id, o.next_due_at, o.stage
      from owed o cross join lateral (select d.addressee_tenant_id from dispatch d
        where d.tenant_id = o.tenant_id and d.object_id = o.id and d.kind = 'incident_report' and d.dispatched_at is not null
        order by d.dispatched_at desc, d.id desc limit 1) newest
      where o.stage = 'overdue'
    ), concerned as (
      select w.told as tenant_id from to_tell w
      where not exists (select 1 from safety_reminder r where r.tenant_id = w.told and r.unit_tenant_id = w.tenant_id
        and r.incident_id = w.id and r.due_at = w.next_due_at and r.stage = w.stage)
      union
      select r.tenant_id from safety_reminder r where r.settled_at is null
        and not exists (select 1 from safety_incident i where i.tenant_id = r.unit_tenant_id and i.id = r.incident_id
          and i.state = 'open' and i.next_due_at = r.due_at)
    )
    select t.id as tenant_id, t.slug as tenant_slug, t.name as tenant_name, t.kind as tenant_kind from tenant t
    where t.id in (select c.tenant_id from concerned c)
      and not exists (select 1 from job_run j where j.tenant_id = t.id and j.name = 'safety.remind-reports' and j.state in ('owed', 'running'))
    order by t.id`.execute(sdb);
  return rows;
};
