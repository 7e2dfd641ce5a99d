import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { isLate } from './lateness.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

/* 收集检查: checks of a parent unit, their answers and verdicts, all of them documents between the two. */

export interface CheckRecord {
  id: string;
  tenantId: number;
  addresseeTenantId: number;
  senderName: string;
  addresseeName: string;
  body: unknown;
  dueOn: string | null;
  sentAt: string;
  answerId: string | null;
  answerBody: unknown;
  answeredAt: string | null;
  verdictBody: unknown;
  state: string;
  isLate: boolean;
}

/** Each check with its last answer and the verdict on that. */
const checks = (tenantId: number): RawBuilder<unknown> => sql`(
  select q.*, q.state in ('waiting', 'returned') and coalesce(${isLate('q.due_on')}, false) as is_late from (
    select c.id, c.tenant_id, c.addressee_tenant_id, c.sender_name, c.addressee_name, c.body, c.due_on, c.dispatched_at as sent_at,
      a.id as answer_id, a.body as answer_body, a.dispatched_at as answered_at, v.body as verdict_body,
      case when c.body -> 'findings' = '[]' then 'closed' when a.id is null then 'waiting' when v.id is null then 'answered'
        when v.body ->> 'accepted' = 'true' then 'closed' else 'returned' end as state
    from dispatch c
      left join lateral (select a.id, a.body, a.dispatched_at from dispatch a where a.tenant_id = c.addressee_tenant_id
        and ${tenantId} in (a.tenant_id, a.addressee_tenant_id) and a.in_reply_to = c.id and a.kind = 'collection_answer'
        order by a.dispatched_at desc, a.id desc limit 1) a on true
      left join lateral (select v.id, v.body from dispatch v where v.tenant_id = c.tenant_id
        and ${tenantId} in (v.tenant_id, v.addressee_tenant_id) and v.in_reply_to = a.id and v.kind = 'collection_verdict'
        order by v.dispatched_at desc, v.id desc limit 1) v on true
    where c.kind = 'collection_check' and c.dispatched_at is not null and ${tenantId} in (c.tenant_id, c.addressee_tenant_id)) q)`;

const COLUMNS = sql`q.id, q.tenant_id, q.addressee_tenant_id, q.sender_name, q.addressee_name, q.body, q.due_on, q.sent_at, q.answer_id,
  q.answer_body, q.answered_at, q.verdict_body, q.state, q.is_late`;

export interface CheckFilter {
  box: 'in' | 'out';
  state?: string | undefined;
  lateOnly: boolean;
  year?: number | undefined;
  q?: string | undefined;
}

const conditions = (tenantId: number, filter: CheckFilter): RawBuilder<unknown> => {
  const side = filter.box === 'out' ? sql`q.tenant_id = ${tenantId}` : sql`q.addressee_tenant_id = ${tenantId}`;
  const year = filter.year ? String(filter.year) : null;
  return sql`${side} and (${filter.state ?? null}::text is null or q.state = ${filter.state ?? null})
    and (not ${filter.lateOnly}::boolean or q.is_late) and (${year}::text is null or q.body ->> 'year' = ${year})
    and (${filter.q ?? null}::text is null or q.addressee_name ilike ${containing(filter.q ?? '')}
      or q.sender_name ilike ${containing(filter.q ?? '')})`;
};

/** The newest first. */
export const listCheckRecords = async (
  tdb: TenantDb,
  tenantId: number,
  filter: CheckFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<CheckRecord[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (q.sent_at, q.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<CheckRecord>`select ${COLUMNS} from ${checks(tenantId)} q
    where ${conditions(tenantId, filter)} ${past} order by q.sent_at ${order}, q.id ${order} limit ${page.limit + 1}`.execute(
    tdb,
  );
  return rows;
};

export const countCheckRecords = async (tdb: TenantDb, tenantId: number, filter: CheckFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from ${checks(tenantId)} q
    where ${conditions(tenantId, filter)}`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export const findCheckRecord = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<CheckRecord | undefined> => {
  const { rows } =
    await sql<CheckRecord>`select ${COLUMNS} from ${checks(tenantId)} q where q.id = ${id}::uuid`.execute(tdb);
  return rows[0];
};
