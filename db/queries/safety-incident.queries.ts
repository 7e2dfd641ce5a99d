import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 档案安全事件: the unit's own rows, and what was dispatched to its superior. */

export interface IncidentFacts {
  title: string;
  kind: string;
  level: string;
  occurredAt: string;
  discoveredAt: string;
  affected: string;
}
export interface IncidentRow extends IncidentFacts {
  id: string;
  measures: string;
  firstDueAt: string;
  nextDueAt: string | null;
  isOverdue: boolean;
  state: string;
  reportCount: number;
  superiorName: string | null;
  rowVersion: number;
}

const own = (tenantId: number): RawBuilder<unknown> => sql`(
  select i.id, i.title, i.kind, i.level, i.occurred_at, i.discovered_at, i.affected, i.measures, i.first_due_at, i.next_due_at,
    i.state = 'open' and i.next_due_at < now() as is_overdue, i.state, i.superior_name, i.row_version,
    (select count(*)::int from safety_report r where r.tenant_id = ${tenantId} and r.incident_id = i.id) as report_count
  from safety_incident i where i.tenant_id = ${tenantId})`;
const COLUMNS = sql`v.id, v.title, v.kind, v.level, v.occurred_at, v.discovered_at, v.affected, v.measures, v.first_due_at,
  v.next_due_at, v.is_overdue, v.state, v.superior_name, v.row_version, v.report_count`;
const standing = (state: string | undefined): RawBuilder<unknown> =>
  sql`(${state ?? null}::text is null or v.state = ${state ?? null} or (${state ?? null} = 'overdue' and v.is_overdue))`;

type PageAsked = { cursor: [string, string] | undefined; direction: Walk; limit: number };
const walk = ({ cursor, direction, limit }: PageAsked, at: RawBuilder<unknown>): RawBuilder<unknown> => {
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (${at}, v.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  return sql`${past} order by ${at} ${order}, v.id ${order} limit ${limit + 1}`;
};

/** The one discovered last first. */
export const listIncidentRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { state?: string | undefined },
  page: PageAsked,
): Promise<IncidentRow[]> => {
  const { rows } = await sql<IncidentRow>`
    select ${COLUMNS} from ${own(tenantId)} v where ${standing(filter.state)} ${walk(page, sql`v.discovered_at`)}`.execute(
    tdb,
  );
  return rows;
};

export const countIncidentRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { state?: string | undefined },
): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${own(tenantId)} v where ${standing(filter.state)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export const findIncident = async (tdb: TenantDb, tenantId: number, id: string): Promise<IncidentRow | undefined> => {
  const { rows } = await sql<IncidentRow>`
    select ${COLUMNS} from ${own(tenantId)} v where v.id = ${id}::uuid limit 1`.execute(tdb);
  return rows[0];
};

export const insertIncident = async (
  tdb: TenantDb,
  row: IncidentFacts & {
    tenantId: number;
    id: string;
    measures: string;
    firstDueAt: string;
    nextDueAt: string;
    superiorName: string;
    createdBy: string;
    createdByName: string;
  },
): Promise<void> => {
  await tdb.insertInto('safetyIncident').values(row).execute();
};

/** Answers whether the row still had the version. */
export const moveIncident = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  to: { nextDueAt: string | null; state: string; closedOn: string | null },
): Promise<boolean> => {
  const changed = await tdb
    .updateTable('safetyIncident')
    .set({ ...to, rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};

export interface ReportRow {
  kind: string;
  body: string;
  dueAt: string;
  sentAt: string;
  sentByName: string;
  isLate: boolean;
  dispatchId: string;
}
export const insertReport = async (
  tdb: TenantDb,
  row: Omit<ReportRow, 'isLate' | 'sentAt'> & { tenantId: number; id: string; incidentId: string },
): Promise<void> => {
  await tdb.insertInto('safetyReport').values(row).execute();
};

/** Oldest first. */
export const listReports = async (tdb: TenantDb, tenantId: number, incidentId: string): Promise<ReportRow[]> => {
  const { rows } = await sql<ReportRow>`
    select r.kind, r.body, r.due_at, r.sent_at, r.sent_by_name, r.sent_at > r.due_at as is_late, r.dispatch_id
    from safety_report r where r.tenant_id = ${tenantId} and r.incident_id = ${incidentId}::uuid
    order by r.sent_at, r.id limit 500`.execute(tdb);
  return rows;
};

export interface InstructionRow {
  words: string;
  senderName: string;
  sentAt: string;
}
/** 批示, as either side reads them. An incident is named by its key in the unit that had it. */
export const listInstructions = async (
  tdb: TenantDb,
  tenantId: number,
  incident: { unitTenantId: number; incidentId: string },
): Promise<InstructionRow[]> => {
  const { rows } = await sql<InstructionRow>`
    select d.body ->> 'words' as words, d.sender_name, d.dispatched_at as sent_at from dispatch d
    where d.kind = 'incident_instruction' and d.dispatched_at is not null and ${tenantId} in (d.tenant_id, d.addressee_tenant_id)
      and d.addressee_tenant_id = ${incident.unitTenantId} and d.object_id = ${incident.incidentId}::uuid
    order by d.dispatched_at, d.id limit 200`.execute(tdb);
  return rows;
};

export interface ReceivedIncidentRow extends IncidentFacts {
  id: string;
  unitTenantId: number;
  unitName: string;
  newestDispatchId: string;
  nextDueAt: string | null;
  isOverdue: boolean;
  state: string;
  reportCount: number;
  firstWasLate: boolean;
}

/** One line an incident, by its newest report: the superior reads dispatches and nothing else. */
export const receivedIncidents = (tenantId: number): RawBuilder<unknown> => sql`(
  select newest.object_id as id, newest.tenant_id as unit_tenant_id, newest.sender_name as unit_name, newest.id as newest_dispatch_id,
    newest.body ->> 'title' as title, newest.body ->> 'kind' as kind, newest.body ->> 'level' as level,
    newest.body ->> 'occurredAt' as occurred_at, (newest.body ->> 'discoveredAt')::timestamptz as discovered_at,
    newest.body ->> 'affected' as affected, newest.body ->> 'nextDueAt' as next_due_at,
    coalesce((newest.body ->> 'nextDueAt')::timestamptz < now(), false) as is_overdue,
    case when newest.body ->> 'reportKind' = 'closing' then 'closed' else 'open' end as state, newest.report_count, newest.first_was_late
  from (select distinct on (d.tenant_id, d.object_id) d.id, d.tenant_id, d.object_id, d.sender_name, d.body,
      (count(*) over (partition by d.tenant_id, d.object_id))::int as report_count,
      bool_or(d.body ->> 'reportKind' = 'first' and d.dispatched_at > (d.body ->> 'dueAt')::timestamptz)
        over (partition by d.tenant_id, d.object_id) as first_was_late
    from dispatch d where d.addressee_tenant_id = ${tenantId} and d.kind = 'incident_report' and d.dispatched_at is not null
    order by d.tenant_id, d.object_id, d.dispatched_at desc, d.id desc) newest)`;
const RECEIVED = sql`v.id, v.unit_tenant_id, v.unit_name, v.newest_dispatch_id, v.title, v.kind, v.level, v.occurred_at,
  v.discovered_at, v.affected, v.next_due_at, v.is_overdue, v.state, v.report_count, v.first_was_late`;

export const listReceivedIncidentRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { state?: string | undefined },
  page: PageAsked,
): Promise<ReceivedIncidentRow[]> => {
  const { rows } = await sql<ReceivedIncidentRow>`
    select ${RECEIVED} from ${receivedIncidents(tenantId)} v where ${standing(filter.state)} ${walk(page, sql`v.discovered_at`)}`.execute(
    tdb,
  );
  return rows;
};

export const countReceivedIncidentRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: { state?: string | undefined },
): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${receivedIncidents(tenantId)} v where ${standing(filter.state)} limit ${COUNT_CAP}) counted`.execute(
    tdb,
  );
  return rows[0]?.total ?? 0;
};

export const findReceivedIncident = async (
  tdb: TenantDb,
  tenantId: number,
  incidentId: string,
): Promise<ReceivedIncidentRow | undefined> => {
  const { rows } = await sql<ReceivedIncidentRow>`
    select ${RECEIVED} from ${receivedIncidents(tenantId)} v where v.id = ${incidentId}::uuid limit 1`.execute(tdb);
  return rows[0];
};

export const listReceivedReports = async (
  tdb: TenantDb,
  tenantId: number,
  incident: { unitTenantId: number; incidentId: string },
): Promise<ReportRow[]> => {
  const { rows } = await sql<ReportRow>`
    select d.body ->> 'reportKind' as kind, d.body ->> 'body' as body, d.body ->> 'dueAt' as due_at, d.dispatched_at as sent_at,
      d.body ->> 'reportedBy' as sent_by_name, d.dispatched_at > (d.body ->> 'dueAt')::timestamptz as is_late, d.id as dispatch_id
    from dispatch d where d.addressee_tenant_id = ${tenantId} and d.tenant_id = ${incident.unitTenantId}
      and d.kind = 'incident_report' and d.object_id = ${incident.incidentId}::uuid and d.dispatched_at is not null
    order by d.dispatched_at, d.id limit 500`.execute(tdb);
  return rows;
};
