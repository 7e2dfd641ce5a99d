import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { isLate } from './lateness.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 四重登记报送: what units hand up of their events, and the supervisor's list over it. */

export interface EventReleaseInsert {
  tenantId: number;
  id: string;
  addresseeTenantId: number;
  unitName: string;
  eventId: string;
  kind: string;
  name: string;
  heldFrom: string;
  heldTo: string | null;
  host: string | null;
  responsibleName: string | null;
  plan: string | null;
  dueOn: string | null;
  acceptedOn: string | null;
  taskCount: number;
  acceptedCount: number;
  recordCount: number;
  missing: readonly object[];
  note: string | null;
  releasedBy: string;
  releasedByName: string;
}

export const insertEventRelease = async (tdb: TenantDb, row: EventReleaseInsert): Promise<void> => {
  await tdb
    .insertInto('majorEventRelease')
    .values({ ...row, missing: JSON.stringify(row.missing) })
    .execute();
};

export interface UnitEventRow
  extends Omit<EventReleaseInsert, 'tenantId' | 'id' | 'addresseeTenantId' | 'releasedBy' | 'missing'> {
  releaseId: string;
  unitTenantId: number;
  missing: unknown;
  state: string;
  releasedAt: string;
  remindedAt: string | null;
}

export interface UnitEventFilter {
  kind?: string | undefined;
  state?: string | undefined;
  year?: number | undefined;
  q?: string | undefined;
  unitTenantId?: number | undefined;
  releaseId?: string | undefined;
}

/** The newest release of each event to this tenant; its state is that of today by what was handed up. */
const unitEvents = (tenantId: number): RawBuilder<unknown> => sql`(
  select n.*, case when n.accepted_on is not null then 'accepted'
      when coalesce(${isLate('n.due_on')}, false) or exists (select 1 from jsonb_to_recordset(n.missing) as m ("dueOn" date)
        where ${isLate(sql`m."dueOn"`)}) then 'late'
      when n.missing <> '[]' or n.record_count = 0 then 'missing' else 'open' end as state,
    (select max(d.dispatched_at) from dispatch d where d.tenant_id = ${tenantId} and d.addressee_tenant_id = n.tenant_id
      and d.kind = 'major_event_reminder' and d.body ->> 'eventId' = n.event_id::text) as reminded_at
  from (select distinct on (r.tenant_id, r.event_id) r.* from major_event_release r
    where r.addressee_tenant_id = ${tenantId} and r.dispatched_at is not null
    order by r.tenant_id, r.event_id, r.created_at desc, r.id desc) n)`;

const conditions = (filter: UnitEventFilter): RawBuilder<unknown> => {
  const { kind = null, state = null, year = null, unitTenantId = null, releaseId = null } = filter;
  return sql`(${kind}::text is null or u.kind = ${kind}) and (${state}::text is null or u.state = ${state})
    and (${year}::int is null or extract(year from u.held_from)::int = ${year}::int)
    and (${unitTenantId}::int is null or u.tenant_id = ${unitTenantId}::int)
    and (${releaseId}::uuid is null or u.id = ${releaseId}::uuid)
    and (${filter.q ?? null}::text is null or u.name ilike ${containing(filter.q ?? '')} or u.unit_name ilike ${containing(filter.q ?? '')})`;
};

/** The latest event first. */
export const listUnitEventRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: UnitEventFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<UnitEventRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (u.held_from, u.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::date, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } =
    await sql<UnitEventRow>`select u.id as release_id, u.tenant_id as unit_tenant_id, u.unit_name, u.event_id, u.kind, u.name,
      u.held_from, u.held_to, u.host, u.responsible_name, u.plan, u.due_on, u.accepted_on, u.task_count, u.accepted_count, u.record_count,
      u.missing, u.note, u.state, u.released_by_name, u.created_at as released_at, u.reminded_at
    from ${unitEvents(tenantId)} u where ${conditions(filter)} ${past}
    order by u.held_from ${order}, u.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

/** How many stand in each state. */
export const countUnitEventStates = async (
  tdb: TenantDb,
  tenantId: number,
  filter: UnitEventFilter,
): Promise<{ state: string; n: number }[]> => {
  const { rows } = await sql<{
    state: string;
    n: number;
  }>`select u.state, count(*)::int as n from ${unitEvents(tenantId)} u
    where ${conditions(filter)} group by u.state order by u.state`.execute(tdb);
  return rows;
};

/** Reminders of the events that wait for an answer of this unit. */
export const listOpenEventReminders = async (
  tdb: TenantDb,
  tenantId: number,
  eventIds: readonly string[],
): Promise<{ id: string; senderTenantId: number; title: string }[]> => {
  const { rows } = await sql<{ id: string; senderTenantId: number; title: string }>`
    select d.id, d.tenant_id as sender_tenant_id, d.title from dispatch d
    where d.addressee_tenant_id = ${tenantId} and d.kind = 'major_event_reminder' and d.dispatched_at is not null
      and d.body ->> 'eventId' = any (${eventIds as string[]}::text[])
      and not exists (select 1 from dispatch r where r.tenant_id = ${tenantId} and r.in_reply_to = d.id)
    order by d.dispatched_at, d.id limit 200`.execute(tdb);
  return rows;
};
