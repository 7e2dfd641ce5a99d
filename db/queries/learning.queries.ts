import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { isLate } from './lateness.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 在线学习 in the unit: what it has received, and how far its people have come. */

export interface LearningRow {
  dispatchId: string;
  organiserTenantId: number;
  organiserName: string;
  receivedAt: string;
  dueOn: string | null;
  isLesson: boolean;
  body: unknown;
  isReplaced: boolean;
  seconds: number;
  placeSeconds: number;
  finishedOn: string | null;
  readers: number;
  finished: number;
}

interface Key {
  tenantId: number;
  accountId: string | null;
}

const received = ({ tenantId, accountId }: Key) => sql`select d.id as dispatch_id, d.tenant_id as organiser_tenant_id,
    d.sender_name as organiser_name, d.dispatched_at as received_at, d.due_on, d.kind = 'training_lesson' as is_lesson, d.body,
    exists (select 1 from dispatch n where n.addressee_tenant_id = ${tenantId} and n.tenant_id = d.tenant_id
      and n.kind = 'training_material' and n.body ->> 'materialId' = d.body ->> 'materialId'
      and (n.body ->> 'version')::int > (d.body ->> 'version')::int) as is_replaced,
    coalesce(r.seconds, 0)::int as seconds, coalesce(r.place_seconds, 0)::int as place_seconds, r.finished_on,
    coalesce(c.readers, 0)::int as readers, coalesce(c.finished, 0)::int as finished
  from dispatch d
    left join material_reading r on r.tenant_id = ${tenantId} and r.dispatch_id = d.id and r.account_id = ${accountId}::uuid
    left join material_reading_count c on c.tenant_id = ${tenantId} and c.dispatch_id = d.id
  where d.addressee_tenant_id = ${tenantId} and d.dispatched_at is not null
    and d.kind in ('training_material', 'training_lesson')`;

/** What came last first. */
export const listLearningRows = async (
  tdb: TenantDb,
  key: Key,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<LearningRow[]> => {
  const order = sql.raw(walkOrder('desc', page.direction));
  const past = page.cursor
    ? sql`and (d.dispatched_at, d.id) ${sql.raw(beyond('desc', page.direction))} (${page.cursor[0]}::timestamptz, ${page.cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<LearningRow>`${received(key)} ${past}
    order by d.dispatched_at ${order}, d.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const findLearning = async (tdb: TenantDb, key: Key, dispatchId: string): Promise<LearningRow | undefined> => {
  const { rows } = await sql<LearningRow>`${received(key)} and d.id = ${dispatchId}::uuid limit 1`.execute(tdb);
  return rows[0];
};

export interface ReadingInsert {
  tenantId: number;
  id: string;
  dispatchId: string;
  materialId: string;
  organiserName: string;
  title: string;
  version: number;
  hours: string;
  knowledge: string;
  accountId: string;
  personName: string;
  neededSeconds: number;
  startedOn: string;
}
export interface ReadingRow {
  id: string;
  seconds: number;
  neededSeconds: number;
  placeSeconds: number;
  finishedOn: string | null;
}

/** Begins, or leaves what was begun. Answers whether it is new. */
export const beginReading = async (tdb: TenantDb, row: ReadingInsert): Promise<boolean> => {
  const inserted = await tdb
    .insertInto('materialReading')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenantId', 'dispatchId', 'accountId']).doNothing())
    .returning('id')
    .execute();
  return inserted.length === 1;
};

/**
 * Adds what was looked at, never more than the clock has gone on since the last report: a page that says more is not
 * believed. What is finished stays finished.
 */
export const addReading = async (
  tdb: TenantDb,
  key: { tenantId: number; dispatchId: string; accountId: string },
  report: { seconds: number; placeSeconds: number; most: number },
): Promise<(ReadingRow & { wasFinished: boolean }) | undefined> => {
  const { rows } = await sql<ReadingRow & { wasFinished: boolean }>`update material_reading r set
      seconds = fresh.seconds, place_seconds = ${report.placeSeconds}, beat_at = clock_timestamp(),
      finished_on = case when fresh.seconds >= r.needed_seconds
        then coalesce(r.finished_on, (now() at time zone 'Asia/Shanghai')::date) end
    from (select b.id, b.finished_on is not null as was_finished, least(b.needed_seconds, b.seconds + least(${report.seconds}::int, ${report.most}::int,
        greatest(0, floor(extract(epoch from clock_timestamp() - b.beat_at)))::int + 2)) as seconds
      from material_reading b where b.tenant_id = ${key.tenantId} and b.dispatch_id = ${key.dispatchId}::uuid
        and b.account_id = ${key.accountId}::uuid for update) fresh
    where r.tenant_id = ${key.tenantId} and r.id = fresh.id
    returning r.id, r.seconds, r.needed_seconds, r.place_seconds, r.finished_on, fresh.was_finished`.execute(tdb);
  return rows[0];
};

/** Tells the issuer how many began and finished. Numbers only. */
export const countReaders = async (
  tdb: TenantDb,
  row: { tenantId: number; dispatchId: string; organiserTenantId: number; materialId: string; version: number },
): Promise<void> => {
  await sql`insert into material_reading_count (tenant_id, dispatch_id, addressee_tenant_id, material_id, version, readers, finished, last_on)
    select ${row.tenantId}::int, ${row.dispatchId}::uuid, ${row.organiserTenantId}::int, ${row.materialId}::uuid, ${row.version}::int,
      count(*), count(r.finished_on), (now() at time zone 'Asia/Shanghai')::date
    from material_reading r where r.tenant_id = ${row.tenantId} and r.dispatch_id = ${row.dispatchId}::uuid
    on conflict (tenant_id, dispatch_id) do update
      set readers = excluded.readers, finished = excluded.finished, last_on = excluded.last_on`.execute(tdb);
};

export interface ReaderRow {
  id: string;
  personName: string;
  percent: number;
  startedOn: string;
  finishedOn: string | null;
}

/** The unit's people with one material, in the order they began. */
export const listReaderRows = (
  tdb: TenantDb,
  key: { tenantId: number; dispatchId: string },
  page: { cursor: [string] | undefined; direction: Walk; limit: number },
): Promise<ReaderRow[]> => {
  let query = tdb
    .selectFrom('materialReading')
    .select(['id', 'personName', 'startedOn', 'finishedOn'])
    .select(sql<number>`(seconds * 100 / needed_seconds)::int`.as('percent'))
    .where('tenantId', '=', key.tenantId)
    .where('dispatchId', '=', key.dispatchId);
  if (page.cursor) query = query.where('id', beyond('asc', page.direction), page.cursor[0]);
  return query
    .orderBy('id', walkOrder('asc', page.direction))
    .limit(page.limit + 1)
    .execute();
};

export interface LessonRow {
  dispatchId: string;
  findingId: string;
  title: string;
  sentOn: string;
  dueOn: string | null;
  readers: number;
  finished: number;
  doneOn: string | null;
  isLate: boolean;
}

/** What was assigned from the demands of an inspection, in the order of sending. */
export const listLessonRows = async (tdb: TenantDb, tenantId: number, inspectionId: string): Promise<LessonRow[]> => {
  const { rows } = await sql<LessonRow>`select d.id as dispatch_id, f.id as finding_id, d.body ->> 'title' as title,
      (d.dispatched_at at time zone 'Asia/Shanghai')::date as sent_on, d.due_on, coalesce(c.readers, 0)::int as readers,
      coalesce(c.finished, 0)::int as finished, (r.at at time zone 'Asia/Shanghai')::date as done_on,
      coalesce(r.at is null and ${isLate(sql.ref('d.due_on'))}, false) as is_late
    from finding f join dispatch d on d.tenant_id = f.tenant_id and d.kind = 'training_lesson' and d.object_id = f.id
      left join material_reading_count c on c.addressee_tenant_id = d.tenant_id and c.tenant_id = d.addressee_tenant_id and c.dispatch_id = d.id
      left join lateral (select min(x.dispatched_at) as at from dispatch x where x.tenant_id = d.addressee_tenant_id
        and x.addressee_tenant_id = ${tenantId} and x.in_reply_to = d.id and x.kind = 'receipt') r on true
    where f.tenant_id = ${tenantId} and f.inspection_id = ${inspectionId}::uuid order by d.id limit 500`.execute(tdb);
  return rows;
};

/** 课件 that can be assigned, by course. */
export const listLessonChoices = (
  tdb: TenantDb,
  tenantId: number,
): Promise<{ materialId: string; title: string; courseTitle: string }[]> =>
  tdb
    .selectFrom('courseMaterial as m')
    .innerJoin('course as c', (join) => join.onRef('c.tenantId', '=', 'm.tenantId').onRef('c.id', '=', 'm.courseId'))
    .select(['m.id as materialId', 'm.title', 'c.title as courseTitle'])
    .where('m.tenantId', '=', tenantId)
    .where('m.state', '=', 'issued')
    .orderBy('c.title')
    .orderBy('m.id')
    .limit(500)
    .execute();
