import { sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 评级申报: what was sent up, who took it up, what came back. */

export interface ApplicationRow {
  dispatchId: string;
  sheetId: string | null;
  senderName: string;
  subjectName: string;
  ratingKind: string;
  level: string;
  selfPercent: number | null;
  dispatchedAt: string;
  standing: string;
}

/** Applications to this office, newest first. */
export const listApplicationRows = async (
  tdb: TenantDb,
  tenantId: number,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ApplicationRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (d.dispatched_at, d.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<ApplicationRow>`
    select d.id as dispatch_id, s.id as sheet_id, d.sender_name, d.body ->> 'subjectName' as subject_name,
      d.body ->> 'ratingKind' as rating_kind, d.body ->> 'level' as level, (d.body ->> 'percent')::float8 as self_percent,
      d.dispatched_at, case when s.id is null then 'received' when s.state = 'final' then 'decided'
        when s.state = 'handed_up' then 'handed_up' else 'review' end as standing
    from dispatch d
    left join assessment_sheet s on s.tenant_id = ${tenantId} and s.source_dispatch_id = d.id
    where d.addressee_tenant_id = ${tenantId} and d.kind = 'rating_application' and d.dispatched_at is not null ${past}
    order by d.dispatched_at ${order}, d.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countApplicationRows = async (tdb: TenantDb, tenantId: number): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from dispatch d where d.addressee_tenant_id = ${tenantId} and d.kind = 'rating_application'
      and d.dispatched_at is not null limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export const findApplication = async (
  tdb: TenantDb,
  tenantId: number,
  dispatchId: string,
): Promise<{ id: string; senderTenantId: number; senderName: string; body: unknown } | undefined> => {
  const { rows } = await sql<{ id: string; senderTenantId: number; senderName: string; body: unknown }>`
    select id, tenant_id as sender_tenant_id, sender_name, body from dispatch
    where addressee_tenant_id = ${tenantId} and id = ${dispatchId}::uuid and kind = 'rating_application'
      and dispatched_at is not null`.execute(tdb);
  return rows[0];
};

/** Whether a self-check was sent up as an application before. */
export const hasApplied = async (tdb: TenantDb, tenantId: number, objectId: string): Promise<boolean> => {
  const row = await tdb
    .selectFrom('dispatch')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('kind', '=', 'rating_application')
    .where('objectId', '=', objectId)
    .executeTakeFirst();
  return row !== undefined;
};

export interface MyRatingRow {
  dispatchId: string;
  decisionBody: unknown;
  decisionDispatchId: string | null;
  ratingKind: string;
  level: string;
  officeName: string;
  appliedAt: string | null;
  sortAt: string;
}

/** The tenant's own applications with what was decided, and decisions that came without one; newest first. */
export const listMyRatingRows = async (
  tdb: TenantDb,
  tenantId: number,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<MyRatingRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`where (m.sort_at, m.dispatch_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<MyRatingRow>`
    select m.* from (
      select a.id as dispatch_id, c.body as decision_body, c.id as decision_dispatch_id, a.body ->> 'ratingKind' as rating_kind,
        a.body ->> 'level' as level, coalesce(c.sender_name, a.addressee_name) as office_name, a.dispatched_at as applied_at,
        a.dispatched_at as sort_at
      from dispatch a
      left join lateral (select c.id, c.body, c.sender_name from dispatch c where c.addressee_tenant_id = ${tenantId}
        and c.kind = 'rating_decision' and c.dispatched_at is not null and c.body ->> 'originDispatchId' = a.id::text
        order by c.dispatched_at desc, c.id desc limit 1) c on true
      where a.tenant_id = ${tenantId} and a.kind = 'rating_application' and a.body ->> 'originDispatchId' is null
      union all
      select c.id, c.body, c.id, c.body ->> 'ratingKind', coalesce(c.body ->> 'level', ''), c.sender_name, null, c.dispatched_at
      from dispatch c where c.addressee_tenant_id = ${tenantId} and c.kind = 'rating_decision' and c.dispatched_at is not null
        and c.body ->> 'originDispatchId' is null) m ${past}
    order by m.sort_at ${order}, m.dispatch_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};
