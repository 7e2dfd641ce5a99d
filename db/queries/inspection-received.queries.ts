import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { isLate } from './lateness.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

export interface ReceivedRow {
  dispatchId: string;
  senderTenantId: number;
  senderName: string;
  kind: string;
  documentNumber: string | null;
  title: string;
  body: unknown;
  objectId: string | null;
  dispatchedAt: string;
  dueOn: string | null;
  state: string;
  isOverdue: boolean;
}

/** Documents of an inspection that were dispatched to the tenant, with where each stands for the tenant. */
const received = (tenantId: number): RawBuilder<unknown> => sql`(
  select d.id as dispatch_id, d.tenant_id as sender_tenant_id, d.sender_name, d.kind, d.document_number, d.title, d.body,
    d.object_id, d.dispatched_at, d.due_on,
    case d.kind
      when 'inspection_notice' then case when exists (select 1 from dispatch r where r.tenant_id = ${tenantId} and r.kind = 'receipt'
        and r.in_reply_to = d.id) then 'done' else 'waiting' end
      when 'finding' then case
        when last_answer.id is null then 'waiting'
        when verdict.id is null then 'answered'
        when (verdict.body ->> 'accepted')::boolean then 'done'
        else 'returned' end
      else 'done' end as state
  from dispatch d
  left join lateral (select a.id from dispatch a where a.tenant_id = ${tenantId} and a.kind = 'rectification' and a.in_reply_to = d.id
    order by a.dispatched_at desc, a.id desc limit 1) last_answer on true
  left join lateral (select v.id, v.body from dispatch v where v.addressee_tenant_id = ${tenantId} and v.tenant_id = d.tenant_id
    and v.kind = 'verification' and v.in_reply_to = last_answer.id and v.dispatched_at is not null limit 1) verdict on true
  where d.addressee_tenant_id = ${tenantId} and d.dispatched_at is not null
    and d.kind in ('inspection_notice', 'finding', 'verification', 'inspection_record', 'extension_answer', 'official_document'))`;

const columns = sql`r.dispatch_id, r.sender_tenant_id, r.sender_name, r.kind, r.document_number, r.title, r.body, r.object_id,
  r.dispatched_at, r.due_on, r.state,
  r.kind = 'finding' and r.state in ('waiting', 'returned') and ${isLate('r.due_on')} as is_overdue`;

export interface ReceivedFilter {
  kind?: string | undefined;
  state?: string | undefined;
}

const conditions = (filter: ReceivedFilter): RawBuilder<unknown> => sql`
  (${filter.kind ?? null}::text is null or r.kind = ${filter.kind ?? null})
  and (${filter.state ?? null}::text is null or r.state = ${filter.state ?? null})`;

/** Newest first. */
export const listReceivedRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: ReceivedFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ReceivedRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (r.dispatched_at, r.dispatch_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<ReceivedRow>`
    select ${columns} from ${received(tenantId)} r where ${conditions(filter)} ${past}
    order by r.dispatched_at ${order}, r.dispatch_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countReceivedRows = async (tdb: TenantDb, tenantId: number, filter: ReceivedFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${received(tenantId)} r where ${conditions(filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export const findReceivedRow = async (
  tdb: TenantDb,
  tenantId: number,
  dispatchId: string,
): Promise<ReceivedRow | undefined> => {
  const { rows } =
    await sql<ReceivedRow>`select ${columns} from ${received(tenantId)} r where r.dispatch_id = ${dispatchId}`.execute(
      tdb,
    );
  return rows[0];
};
