import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 交流研讨: the office's entries with who has their minutes, and the minutes that a unit received. */

export interface ExchangeRow {
  id: string;
  topic: string;
  heldOn: string;
  units: string;
  questions: string;
  agreed: string;
  seenToBy: string;
  dueOn: string | null;
  rowVersion: number;
  sent: number;
  read: number;
  isNewest: boolean;
}
export interface ExchangeFilter {
  year?: number | undefined;
  q?: string | undefined;
}
interface Paging {
  cursor: [string, string] | undefined;
  direction: Walk;
  limit: number;
}

/** Of each unit the minutes that it received last: an older version is none that it still goes by. */
const meetings = (tenantId: number): RawBuilder<unknown> => sql`(
  select e.id, e.title as topic, e.entry_on as held_on, coalesce(e.said ->> 'units', '') as units,
    coalesce(e.said ->> 'questions', '') as questions, coalesce(e.said ->> 'agreed', '') as agreed,
    coalesce(e.said ->> 'owner', '') as seen_to_by, e.said ->> 'dueOn' as due_on, e.row_version,
    coalesce(s.sent, 0) as sent, coalesce(s.read, 0) as read, coalesce(s.is_newest, true) as is_newest
  from register_entry e left join lateral (
    select count(*)::int as sent, bool_and(n.version = e.row_version) as is_newest,
      (count(*) filter (where exists (select 1 from dispatch r where r.addressee_tenant_id = ${tenantId}
        and r.tenant_id = n.unit and r.kind = 'receipt' and r.in_reply_to = n.id)))::int as read
    from (select distinct on (d.addressee_tenant_id) d.id, d.addressee_tenant_id as unit, (d.body ->> 'version')::int as version
      from dispatch d where d.tenant_id = ${tenantId} and d.kind = 'exchange_minutes' and d.object_id = e.id
      order by d.addressee_tenant_id, d.dispatched_at desc, d.id desc) n having count(*) > 0) s on true
  where e.tenant_id = ${tenantId} and e.register_code = 'exchange_meeting' and e.state = 'current')`;

const conditions = ({ year, q }: ExchangeFilter): RawBuilder<unknown> => {
  const pattern = q ? containing(q) : null;
  return sql`(${year ?? null}::int is null or extract(year from m.held_on) = ${year ?? null}::int)
    and (${pattern}::text is null or m.topic ilike ${pattern} or m.agreed ilike ${pattern} or m.questions ilike ${pattern})`;
};

/** The meeting held last first. */
export const listExchangeRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: ExchangeFilter,
  { cursor, direction, limit }: Paging,
): Promise<ExchangeRow[]> => {
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (m.held_on, m.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::date, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<ExchangeRow>`
    select m.id, m.topic, m.held_on, m.units, m.questions, m.agreed, m.seen_to_by, m.due_on, m.row_version, m.sent, m.read, m.is_newest
    from ${meetings(tenantId)} m where ${conditions(filter)} ${past}
    order by m.held_on ${order}, m.id ${order} limit ${limit + 1}`.execute(tdb);
  return rows;
};

export const countExchangeRows = async (tdb: TenantDb, tenantId: number, filter: ExchangeFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${meetings(tenantId)} m where ${conditions(filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export interface ReceivedExchangeRow {
  dispatchId: string;
  officeName: string;
  topic: string;
  heldOn: string;
  questions: string;
  agreed: string;
  sentAt: string;
  isRead: boolean;
}

const received = (tenantId: number): RawBuilder<unknown> => sql`(
  select distinct on (d.tenant_id, d.object_id) d.id as dispatch_id, d.sender_name as office_name, d.title as topic,
    (d.body ->> 'exchangedOn')::date as held_on, d.body ->> 'questions' as questions, d.body ->> 'agreed' as agreed,
    d.dispatched_at as sent_at,
    exists (select 1 from dispatch r where r.tenant_id = ${tenantId} and r.kind = 'receipt' and r.in_reply_to = d.id) as is_read
  from dispatch d where d.addressee_tenant_id = ${tenantId} and d.kind = 'exchange_minutes' and d.dispatched_at is not null
  order by d.tenant_id, d.object_id, d.dispatched_at desc, d.id desc)`;

/** The newest minutes of each meeting, the meeting held last first. */
export const listReceivedExchangeRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: ExchangeFilter,
  { cursor, direction, limit }: Paging,
): Promise<ReceivedExchangeRow[]> => {
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (m.held_on, m.dispatch_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::date, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<ReceivedExchangeRow>`
    select m.dispatch_id, m.office_name, m.topic, m.held_on, m.questions, m.agreed, m.sent_at, m.is_read
    from ${received(tenantId)} m where ${conditions(filter)} ${past}
    order by m.held_on ${order}, m.dispatch_id ${order} limit ${limit + 1}`.execute(tdb);
  return rows;
};

export const countReceivedExchangeRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: ExchangeFilter,
): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${received(tenantId)} m where ${conditions(filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export interface GuidanceProjectRow {
  id: string;
  title: string;
}
/** 指导项目 that are not ended: what an act may belong to. */
export const listGuidanceProjects = async (tdb: TenantDb, tenantId: number): Promise<GuidanceProjectRow[]> => {
  const { rows } = await sql<GuidanceProjectRow>`select e.id, e.title from register_entry e
    where e.tenant_id = ${tenantId} and e.register_code = 'guidance_project' and e.state = 'current'
    order by (e.until_on is not null), e.entry_on desc, e.id desc limit 200`.execute(tdb);
  return rows;
};
