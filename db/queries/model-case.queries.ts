import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { SystemDb, TenantDb } from '../client.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 优秀案例: submitted as a dispatch, judged in a row of the office, put before the public. */

export interface CaseRow {
  dispatchId: string;
  subjectTenantId: number;
  subjectName: string;
  topic: string;
  title: string;
  summary: string;
  year: number;
  submittedAt: string;
  caseId: string | null;
  points: number | null;
  result: string | null;
  opinion: string | null;
  decidedOn: string | null;
  decidedByName: string | null;
  standing: string;
}

const submitted = (tenantId: number): RawBuilder<unknown> => sql`(
  select d.id as dispatch_id, d.tenant_id as subject_tenant_id, d.sender_name as subject_name, d.body ->> 'topic' as topic,
    d.body ->> 'title' as title, d.body ->> 'summary' as summary, (d.body ->> 'year')::int as year,
    d.dispatched_at as submitted_at, c.id as case_id, c.points, c.result, c.opinion, c.decided_on, c.decided_by_name,
    case when c.id is null then 'received' when c.published_at is not null and c.withdrawn_at is null then 'published'
      else 'judged' end as standing
  from dispatch d left join model_case c on c.tenant_id = ${tenantId} and c.dispatch_id = d.id
  where d.addressee_tenant_id = ${tenantId} and d.kind = 'case_submission' and d.dispatched_at is not null)`;

export interface CaseFilter {
  topic?: string | undefined;
  standing?: string | undefined;
}
const conditions = ({ topic, standing }: CaseFilter): RawBuilder<unknown> =>
  sql`(${topic ?? null}::text is null or d.topic = ${topic ?? null})
    and (${standing ?? null}::text is null or d.standing = ${standing ?? null})`;

/** Newest first. */
export const listCaseRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: CaseFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<CaseRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (d.submitted_at, d.dispatch_id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<CaseRow>`select d.* from ${submitted(tenantId)} d where ${conditions(filter)} ${past}
    order by d.submitted_at ${order}, d.dispatch_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countCaseRows = async (tdb: TenantDb, tenantId: number, filter: CaseFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${submitted(tenantId)} d where ${conditions(filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export const findSubmission = async (
  tdb: TenantDb,
  tenantId: number,
  dispatchId: string,
): Promise<CaseRow | undefined> => {
  const { rows } = await sql<CaseRow>`select d.* from ${submitted(tenantId)} d
    where d.dispatch_id = ${dispatchId}::uuid`.execute(tdb);
  return rows[0];
};

/** Answers whether it was added: a case is judged once. */
export const insertCase = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    dispatchId: string;
    subjectTenantId: number;
    subjectName: string;
    topic: string;
    title: string;
    summary: string;
    year: number;
    points: number;
    opinion: string;
    result: string;
    decidedOn: string;
    decidedBy: string;
    decidedByName: string;
  },
): Promise<boolean> => {
  const result = await tdb
    .insertInto('modelCase')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenantId', 'dispatchId']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
};

export interface JudgedCase {
  id: string;
  title: string;
  summary: string;
  result: string;
  publishedAt: string | null;
  withdrawnAt: string | null;
}

export const findCaseForUpdate = (tdb: TenantDb, tenantId: number, caseId: string): Promise<JudgedCase | undefined> =>
  tdb
    .selectFrom('modelCase')
    .select(['id', 'title', 'summary', 'result', 'publishedAt', 'withdrawnAt'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirst();

/** Puts a case before the public, or takes it back. */
export const markCase = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string },
  mark: { published: true; byName: string } | { published: false },
): Promise<void> => {
  const change = mark.published
    ? { publishedAt: sql<string>`now()`, publishedByName: mark.byName, withdrawnAt: null }
    : { withdrawnAt: sql<string>`now()` };
  await tdb
    .updateTable('modelCase')
    .set(change)
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .execute();
};

export interface MyCaseRow {
  dispatchId: string;
  topic: string;
  title: string;
  officeName: string;
  submittedAt: string;
  result: unknown;
}

/** The tenant's own submissions with what came of them, newest first. */
export const listMyCaseRows = async (
  tdb: TenantDb,
  tenantId: number,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<MyCaseRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (d.dispatched_at, d.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<MyCaseRow>`
    select d.id as dispatch_id, d.body ->> 'topic' as topic, d.body ->> 'title' as title, d.addressee_name as office_name,
      d.dispatched_at as submitted_at, r.body as result
    from dispatch d left join lateral (select r.body from dispatch r where r.tenant_id = d.addressee_tenant_id
      and r.addressee_tenant_id = ${tenantId} and r.kind = 'case_result' and r.in_reply_to = d.id and r.dispatched_at is not null
      order by r.dispatched_at desc limit 1) r on true
    where d.tenant_id = ${tenantId} and d.kind = 'case_submission' ${past}
    order by d.dispatched_at ${order}, d.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export interface PublishedCaseRow {
  id: string;
  topic: string;
  title: string;
  summary: string;
  subjectName: string;
  year: number;
  result: string;
  publishedAt: string;
}

/** What an office has put before the public, newest first. */
export const listPublishedCases = async (
  sdb: SystemDb,
  slug: string,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<PublishedCaseRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (c.published_at, c.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<PublishedCaseRow>`
    select c.id, c.topic, c.title, c.summary, c.subject_name, c.year, c.result, c.published_at
    from model_case c join tenant t on t.id = c.tenant_id
    where t.slug = ${slug} and c.published_at is not null and c.withdrawn_at is null ${past}
    order by c.published_at ${order}, c.id ${order} limit ${page.limit + 1}`.execute(sdb);
  return rows;
};
