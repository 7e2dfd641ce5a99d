import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, countUpToCap, type Walk, walkOrder } from './paging.ts';

/* The records that a delivery brought. */

export interface AccessionRecordRow {
  id: string;
  referenceCode: string;
  codeSort: string;
  title: string;
  categoryCode: string;
  filingYear: number;
  retentionCode: string;
  pageCount: number | null;
  boxNumber: string | null;
}
export interface AccessionRecordConditions {
  accessionId: string;
  q?: string | undefined;
}
const records = (tdb: TenantDb, tenantId: number, { accessionId, q }: AccessionRecordConditions) => {
  const query = tdb
    .selectFrom('archiveItem')
    .where('tenantId', '=', tenantId)
    .where('accessionId', '=', accessionId)
    .where('state', '<>', 'void');
  if (!q) return query;
  const pattern = containing(q);
  return query.where((eb) => eb.or([eb('title', 'ilike', pattern), eb('referenceCode', 'ilike', pattern)]));
};

/** In the order of their codes. One more than asked for. */
export const listAccessionRecordRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: AccessionRecordConditions,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<AccessionRecordRow[]> => {
  const { cursor, direction } = page;
  let query = records(tdb, tenantId, filter).select([
    'id',
    'referenceCode',
    'codeSort',
    'title',
    'categoryCode',
    'filingYear',
    'retentionCode',
    'pageCount',
    'boxNumber',
  ]);
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('codeSort', 'id'), beyond('asc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('asc', direction);
  return query
    .orderBy('codeSort', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
};
export const countAccessionRecordRows = (
  tdb: TenantDb,
  tenantId: number,
  filter: AccessionRecordConditions,
): Promise<number> => countUpToCap(tdb, records(tdb, tenantId, filter).select('id'));

export interface LinkableImportRow {
  id: string;
  fileName: string;
  createdAt: string;
  /** Records that belong to no delivery. */
  free: number;
  /** Records that are this delivery's. */
  linked: number;
}

/** Imports with records that belong to no delivery or to this one, newest first. One more than asked for. */
export const listLinkableImports = async (
  tdb: TenantDb,
  tenantId: number,
  accessionId: string,
  page: { cursor: readonly [string, string] | undefined; direction: Walk; limit: number },
): Promise<LinkableImportRow[]> => {
  const { cursor, direction, limit } = page;
  const way = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (b.created_at, b.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<LinkableImportRow>`
    select b.id, b.file_name as "fileName", b.created_at as "createdAt", n.free, n.linked
    from import_batch b cross join lateral (
      select count(*) filter (where i.accession_id is null and i.left_on is null)::int as free,
        count(*) filter (where i.accession_id = ${accessionId}::uuid)::int as linked
      from archive_item i where i.tenant_id = ${tenantId} and i.import_batch_id = b.id and i.state <> 'void') n
    where b.tenant_id = ${tenantId} and b.filed_count > 0 and n.free + n.linked > 0 ${past}
    order by b.created_at ${way}, b.id ${way} limit ${limit + 1}`.execute(tdb);
  return rows;
};

/** Marks what an import brought in with its delivery. What belongs to another delivery stays there. */
export const linkImportedItems = async (
  tdb: TenantDb,
  tenantId: number,
  link: { accessionId: string; importBatchId: string; accessionedOn: string },
): Promise<number> => {
  const result = await tdb
    .updateTable('archiveItem')
    .set({
      accessionId: link.accessionId,
      accessionedOn: link.accessionedOn,
      rowVersion: sql<number>`row_version + 1`,
      updatedAt: sql<string>`now()`,
    })
    .where('tenantId', '=', tenantId)
    .where('importBatchId', '=', link.importBatchId)
    .where('accessionId', 'is', null)
    .where('leftOn', 'is', null)
    .where('state', '<>', 'void')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
};

/** Takes the mark away again from what this import brought under this delivery. */
export const unlinkImportedItems = async (
  tdb: TenantDb,
  tenantId: number,
  link: { accessionId: string; importBatchId: string },
): Promise<number> => {
  const result = await tdb
    .updateTable('archiveItem')
    .set({
      accessionId: null,
      accessionedOn: null,
      rowVersion: sql<number>`row_version + 1`,
      updatedAt: sql<string>`now()`,
    })
    .where('tenantId', '=', tenantId)
    .where('importBatchId', '=', link.importBatchId)
    .where('accessionId', '=', link.accessionId)
    .where('leftOn', 'is', null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
};
