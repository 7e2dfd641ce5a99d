import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 本单位的考核: the scores that were sent to the tenant, with the result when the round was closed. */

export interface MineRow {
  scoreDispatchId: string;
  sheetId: string;
  officeTenantId: number;
  senderName: string;
  title: string;
  body: unknown;
  resultBody: unknown;
  objectionId: string | null;
  objectionBody: unknown;
  objectionAt: string | null;
  dispatchedAt: string;
}

/** The newest score of each sheet; its result; what the tenant objected to it. */
const mine = (tenantId: number) => sql`(
  select d.id as score_dispatch_id, d.object_id as sheet_id, d.tenant_id as office_tenant_id, d.sender_name, d.title, d.body,
    d.dispatched_at, res.body as result_body, obj.id as objection_id, obj.body as objection_body, obj.dispatched_at as objection_at
  from (select distinct on (s.tenant_id, s.object_id) s.* from dispatch s
    where s.addressee_tenant_id = ${tenantId} and s.kind = 'assessment_score' and s.dispatched_at is not null
    order by s.tenant_id, s.object_id, s.dispatched_at desc, s.id desc) d
  left join lateral (select r.body from dispatch r where r.tenant_id = d.tenant_id and r.addressee_tenant_id = ${tenantId}
    and r.kind = 'assessment_result' and r.object_id = d.object_id and r.dispatched_at is not null
    order by r.dispatched_at desc limit 1) res on true
  left join lateral (select o.id, o.body, o.dispatched_at from dispatch o where o.tenant_id = ${tenantId}
    and o.addressee_tenant_id = d.tenant_id and o.kind = 'assessment_objection' and o.object_id = d.object_id
    order by o.dispatched_at desc limit 1) obj on true)`;

const columns = sql`m.score_dispatch_id, m.sheet_id, m.office_tenant_id, m.sender_name, m.title, m.body, m.result_body,
  m.objection_id, m.objection_body, m.objection_at, m.dispatched_at`;

/** Newest first. */
export const listMineRows = async (
  tdb: TenantDb,
  tenantId: number,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<MineRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`where (m.dispatched_at, m.score_dispatch_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<MineRow>`select ${columns} from ${mine(tenantId)} m ${past}
    order by m.dispatched_at ${order}, m.score_dispatch_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const findMine = async (
  tdb: TenantDb,
  tenantId: number,
  scoreDispatchId: string,
): Promise<MineRow | undefined> => {
  const { rows } = await sql<MineRow>`select ${columns} from ${mine(tenantId)} m
    where m.score_dispatch_id = ${scoreDispatchId}::uuid`.execute(tdb);
  return rows[0];
};
