import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* 更正单, 重点归档任务. */

export interface CorrectionRow {
  id: string;
  year: number;
  number: number;
  itemId: string;
  categoryCode: string;
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
  row: Omit<CorrectionRow, 'year' | 'number' | 'correctedOn' | 'categoryCode'> & {
    tenantId: number;
    correctedBy: string;
  },
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
    .select(
      sql<string>`(select concat_ws('·', i.category_code, i.subcategory_code) from archive_item i
        where i.tenant_id = item_correction.tenant_id and i.id = item_correction.item_id)`.as('categoryCode'),
    )
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
