import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* The records tied to an event of the 四重 register. */

export interface EventRecordRow {
  itemId: string;
  referenceCode: string;
  title: string;
  categoryCode: string;
  filingYear: number;
  material: string;
  itemState: string;
  leftOn: string | null;
  linkedByName: string;
  linkedAt: string;
  codeSort: string;
}

export interface EventRecordInsert {
  tenantId: number;
  eventId: string;
  itemId: string;
  material: string;
  linkedByName: string;
}

/** Ties records to an event; answers how many were not tied before. */
export const insertEventRecords = async (tdb: TenantDb, rows: readonly EventRecordInsert[]): Promise<number> => {
  if (rows.length === 0) return 0;
  const added = await tdb
    .insertInto('majorEventItem')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .returning('itemId')
    .execute();
  return added.length;
};

/** Undefined when the record was not tied. */
export const deleteEventRecord = (
  tdb: TenantDb,
  key: { tenantId: number; eventId: string; itemId: string },
): Promise<{ material: string } | undefined> =>
  tdb
    .deleteFrom('majorEventItem')
    .where('tenantId', '=', key.tenantId)
    .where('eventId', '=', key.eventId)
    .where('itemId', '=', key.itemId)
    .returning('material')
    .executeTakeFirst();

/** Which of the ids are filed records of this unit. */
export const listLinkableIds = async (tdb: TenantDb, tenantId: number, ids: readonly string[]): Promise<string[]> => {
  const rows = await tdb
    .selectFrom('archiveItem')
    .select('id')
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'filed')
    .where(sql<boolean>`id = any (${ids as string[]}::uuid[])`)
    .orderBy('id')
    .limit(ids.length)
    .execute();
  return rows.map((row) => row.id);
};

interface RecordFilter {
  eventId: string;
  material?: string | undefined;
}
const records = (tdb: TenantDb, tenantId: number, filter: RecordFilter) => {
  const query = tdb
    .selectFrom('majorEventItem as l')
    .innerJoin('archiveItem as i', (join) => join.onRef('i.tenantId', '=', 'l.tenantId').onRef('i.id', '=', 'l.itemId'))
    .where('l.tenantId', '=', tenantId)
    .where('i.tenantId', '=', tenantId)
    .where('l.eventId', '=', filter.eventId);
  return filter.material ? query.where('l.material', '=', filter.material) : query;
};

/** In the order of their codes. One more than asked for. */
export const listEventRecordRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: RecordFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<EventRecordRow[]> => {
  const { cursor, direction } = page;
  const order = walkOrder('asc', direction);
  let query = records(tdb, tenantId, filter);
  if (cursor)
    query = query.where((eb) =>
      eb(eb.refTuple('i.codeSort', 'i.id'), beyond('asc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  return query
    .select(['i.id as itemId', 'i.referenceCode', 'i.title', 'i.categoryCode', 'i.filingYear', 'i.codeSort'])
    .select(['i.state as itemState', 'i.leftOn', 'l.material', 'l.linkedByName', 'l.linkedAt'])
    .orderBy('i.codeSort', order)
    .orderBy('i.id', order)
    .limit(page.limit + 1)
    .execute();
};

export const countEventRecordRows = (tdb: TenantDb, tenantId: number, filter: RecordFilter): Promise<number> =>
  countUpToCap(tdb, records(tdb, tenantId, filter).select('l.itemId'));
