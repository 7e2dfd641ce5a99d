import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 更正单, 四重 register, 重点归档任务. */

export interface CorrectionRow {
  id: string;
  year: number;
  number: number;
  itemId: string;
  referenceCode: string;
  title: string;
  reason: string;
  changes: Record<string, { from: string | number | null; to: string | number | null }>;
  correctedByName: string;
  correctedOn: string;
}

/**
 * Taken before the record is written: corrections of a unit wait for each other here and nowhere later, so that one
 * that holds the number never waits for one that holds the record.
 */
export const lockCorrections = async (tdb: TenantDb, tenantId: number): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended('item_correction', ${tenantId}))`.execute(tdb);
};

/**
 * Enters a correction under the next number of the year. The last number's row is locked by the counter, so that two
 * corrections at once get two numbers, and one that is rolled back gives its number back.
 */
export const insertCorrection = async (
  tdb: TenantDb,
  row: Omit<CorrectionRow, 'year' | 'number' | 'correctedOn'> & { tenantId: number; correctedBy: string },
): Promise<{ year: number; number: number }> => {
  const { rows } = await sql<{ year: number; number: number }>`with today as (
      select (now() at time zone 'Asia/Shanghai')::date as day),
    counted as (
      insert into number_counter as c (tenant_id, scope, last_number)
      select ${row.tenantId}::int, 'correction:' || extract(year from day)::int, 1 from today
      on conflict (tenant_id, scope) do update set last_number = c.last_number + 1
      returning last_number)
    insert into item_correction (tenant_id, id, year, number, item_id, reference_code, title, reason, changes, corrected_by, corrected_by_name, corrected_on)
    select ${row.tenantId}::int, ${row.id}::uuid, extract(year from day)::smallint, last_number, ${row.itemId}::uuid, ${row.referenceCode}, ${row.title},
      ${row.reason}, ${JSON.stringify(row.changes)}::jsonb, ${row.correctedBy}::uuid, ${row.correctedByName}, day from today, counted
    returning year, number`.execute(tdb);
  return rows[0] ?? { year: 0, number: 0 };
};

export interface CorrectionFilter {
  year?: number | undefined;
  q?: string | undefined;
}
const corrections = (tdb: TenantDb, tenantId: number, filter: CorrectionFilter) => {
  let query = tdb
    .selectFrom('itemCorrection')
    .select(['id', 'year', 'number', 'itemId', 'referenceCode', 'title', 'reason', 'correctedByName', 'correctedOn'])
    .select(sql<CorrectionRow['changes']>`changes`.as('changes'))
    .where('tenantId', '=', tenantId);
  if (filter.year) query = query.where('year', '=', filter.year);
  if (filter.q) {
    const pattern = containing(filter.q);
    query = query.where((eb) =>
      eb.or([eb('referenceCode', 'ilike', pattern), eb('title', 'ilike', pattern), eb('reason', 'ilike', pattern)]),
    );
  }
  return query;
};

/** Newest number first. */
export const listCorrectionRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: CorrectionFilter,
  page: { cursor: [number, number] | undefined; direction: Walk; limit: number },
): Promise<CorrectionRow[]> => {
  let query = corrections(tdb, tenantId, filter);
  const { cursor, direction } = page;
  if (cursor)
    query = query.where((eb) =>
      eb(eb.refTuple('year', 'number'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  const order = walkOrder('desc', direction);
  return query
    .orderBy('year', order)
    .orderBy('number', order)
    .limit(page.limit + 1)
    .execute();
};

export const countCorrectionRows = (tdb: TenantDb, tenantId: number, filter: CorrectionFilter): Promise<number> =>
  countUpToCap(tdb, corrections(tdb, tenantId, filter).clearSelect().select('id'));

export const findCorrection = (tdb: TenantDb, tenantId: number, id: string): Promise<CorrectionRow | undefined> =>
  corrections(tdb, tenantId, {}).where('id', '=', id).executeTakeFirst();

export interface EventInsert {
  tenantId: number;
  id: string;
  kind: string;
  name: string;
  heldFrom: string;
  heldTo: string | null;
  host: string | null;
  topicCode: string | null;
  note: string | null;
  createdBy: string;
}
export interface EventRow extends Omit<EventInsert, 'tenantId' | 'createdBy'> {
  tasks: {
    departmentId: string;
    departmentName: string;
    material: string;
    dueOn: string;
    deliveredOn: string | null;
    deliveredNote: string | null;
    acceptedOn: string | null;
    returnReason: string | null;
  }[];
  handedIn: number;
  records: number;
}

export const insertEvent = async (tdb: TenantDb, row: EventInsert): Promise<void> => {
  await tdb.insertInto('majorEvent').values(row).execute();
};

export const insertCollectionTasks = async (
  tdb: TenantDb,
  rows: readonly {
    tenantId: number;
    id: string;
    eventId: string;
    departmentId: string;
    material: string;
    dueOn: string;
  }[],
): Promise<void> => {
  if (rows.length > 0)
    await tdb
      .insertInto('collectionTask')
      .values([...rows])
      .execute();
};

/** Answers the id of the task that was ticked off; undefined when there is none such. */
export const deliverCollectionTask = (
  tdb: TenantDb,
  key: { tenantId: number; eventId: string; departmentId: string; material: string },
  values: { deliveredOn: string; deliveredNote: string | null },
): Promise<{ id: string } | undefined> =>
  tdb
    .updateTable('collectionTask')
    .set({ ...values, returnReason: null })
    .where('tenantId', '=', key.tenantId)
    .where('eventId', '=', key.eventId)
    .where('departmentId', '=', key.departmentId)
    .where('material', '=', key.material)
    .where('acceptedOn', 'is', null)
    .returning('id')
    .executeTakeFirst();

/** Takes what was delivered as complete, or gives it back. Undefined when nothing waits for that. */
export const judgeCollectionTask = (
  tdb: TenantDb,
  key: { tenantId: number; eventId: string; departmentId: string; material: string },
  verdict: { acceptedByName: string } | { returnReason: string },
): Promise<{ id: string } | undefined> =>
  tdb
    .updateTable('collectionTask')
    .set(
      'acceptedByName' in verdict
        ? { ...verdict, acceptedOn: sql<string>`(now() at time zone 'Asia/Shanghai')::date` }
        : { ...verdict, deliveredOn: null, deliveredNote: null },
    )
    .where('tenantId', '=', key.tenantId)
    .where('eventId', '=', key.eventId)
    .where('departmentId', '=', key.departmentId)
    .where('material', '=', key.material)
    .where('deliveredOn', 'is not', null)
    .where('acceptedOn', 'is', null)
    .returning('id')
    .executeTakeFirst();

const events = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('majorEvent as e')
    .select(['e.id', 'e.kind', 'e.name', 'e.heldFrom', 'e.heldTo', 'e.host', 'e.topicCode', 'e.note'])
    .select(
      sql<
        EventRow['tasks']
      >`coalesce((select jsonb_agg(jsonb_build_object('departmentId', c.department_id, 'departmentName', d.name,
          'material', c.material, 'dueOn', c.due_on, 'deliveredOn', c.delivered_on, 'deliveredNote', c.delivered_note,
          'acceptedOn', c.accepted_on, 'returnReason', c.return_reason)
          order by c.due_on, d.code, c.material)
        from collection_task c join unit_department d on d.tenant_id = c.tenant_id and d.id = c.department_id
        where c.tenant_id = e.tenant_id and c.event_id = e.id), '[]')`.as('tasks'),
    )
    .select(
      sql<number>`(select count(*)::int from handed_document h where h.tenant_id = e.tenant_id and h.event_id = e.id
        and h.state in ('submitted', 'accepted'))`.as('handedIn'),
    )
    .select(
      sql<number>`case when e.topic_code is null then 0 else (select count(*)::int from (select 1 from archive_item i
        where i.tenant_id = e.tenant_id and i.topics <> '{}' and i.topics @> array[e.topic_code] and i.state = 'filed' limit 10001) c) end`.as(
        'records',
      ),
    )
    .where('e.tenantId', '=', tenantId);

export const findEvent = (tdb: TenantDb, tenantId: number, id: string): Promise<EventRow | undefined> =>
  events(tdb, tenantId).where('e.id', '=', id).executeTakeFirst();

/** Names of the latest events, for a choice. */
export const listEventNames = (
  tdb: TenantDb,
  tenantId: number,
): Promise<{ id: string; name: string; heldFrom: string }[]> =>
  tdb
    .selectFrom('majorEvent')
    .select(['id', 'name', 'heldFrom'])
    .where('tenantId', '=', tenantId)
    .orderBy('heldFrom', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
    .execute();

export const listEventRows = (
  tdb: TenantDb,
  tenantId: number,
  kind: string | undefined,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<EventRow[]> => {
  let query = events(tdb, tenantId);
  if (kind) query = query.where('e.kind', '=', kind);
  const { cursor, direction } = page;
  if (cursor)
    query = query.where((eb) =>
      eb(eb.refTuple('e.heldFrom', 'e.id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  const order = walkOrder('desc', direction);
  return query
    .orderBy('e.heldFrom', order)
    .orderBy('e.id', order)
    .limit(page.limit + 1)
    .execute();
};

export interface KeyTaskDispatch {
  id: string;
  tenantId: number;
  addresseeTenantId: number;
  senderName: string;
  addresseeName: string;
  title: string;
  documentNumber: string | null;
  body: unknown;
  dueOn: string | null;
  issuedAt: string;
  reportBody: unknown;
}

const keyTasks = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('dispatch as d')
    .leftJoin('dispatch as r', (join) => join.onRef('r.inReplyTo', '=', 'd.id').on('r.kind', '=', 'key_filing_report'))
    .select(['d.id', 'd.tenantId', 'd.addresseeTenantId', 'd.senderName', 'd.addresseeName', 'd.title'])
    .select(['d.documentNumber', 'd.body', 'd.dueOn'])
    .select(sql<string>`d.dispatched_at`.as('issuedAt'))
    .select('r.body as reportBody')
    .where('d.kind', '=', 'key_filing_tasks')
    .where('d.dispatchedAt', 'is not', null)
    .where((eb) => eb.or([eb('d.tenantId', '=', tenantId), eb('d.addresseeTenantId', '=', tenantId)]));

/** Task lists that this tenant issued or got, newest first. One more than asked for. */
export const listKeyTaskDispatches = (
  tdb: TenantDb,
  tenantId: number,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<KeyTaskDispatch[]> => {
  let query = keyTasks(tdb, tenantId);
  const { cursor, direction, limit } = page;
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('d.dispatchedAt', 'd.id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', direction);
  return query
    .orderBy('d.dispatchedAt', order)
    .orderBy('d.id', order)
    .limit(limit + 1)
    .execute();
};
export const countKeyTaskDispatches = (tdb: TenantDb, tenantId: number): Promise<number> =>
  countUpToCap(tdb, keyTasks(tdb, tenantId));

export const findKeyTaskDispatch = (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<KeyTaskDispatch | undefined> => keyTasks(tdb, tenantId).where('d.id', '=', id).executeTakeFirst();
