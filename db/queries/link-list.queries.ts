import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import type { CodeOwner } from './linking.queries.ts';

export interface LinkListRow {
  position: number;
  fileName: string;
  nameKey: string;
  referenceCode: string;
  pageNumber: number | null;
}

/** A list takes the place of the one before it. */
export const replaceLinkList = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  rows: readonly LinkListRow[],
): Promise<void> => {
  await tdb.deleteFrom('linkListEntry').where('tenantId', '=', tenantId).where('batchId', '=', batchId).execute();
  if (rows.length === 0) return;
  await sql`
    insert into link_list_entry (tenant_id, batch_id, position, file_name, name_key, reference_code, page_number)
    select ${tenantId}::int, ${batchId}::uuid, r.position, r."fileName", r."nameKey", r."referenceCode", r."pageNumber"
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(position int, "fileName" text, "nameKey" text, "referenceCode" text, "pageNumber" int)`.execute(
    tdb,
  );
};

/** The whole list of a batch, in its order; it is no longer than what one list may hold. */
export const readLinkList = (tdb: TenantDb, tenantId: number, batchId: string, limit: number): Promise<LinkListRow[]> =>
  tdb
    .selectFrom('linkListEntry')
    .select(['position', 'fileName', 'nameKey', 'referenceCode', 'pageNumber'])
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .orderBy('position')
    .limit(limit)
    .execute();

export const markListProblems = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  problems: readonly { position: number; problem: 'no_file' | 'no_record' }[],
): Promise<void> => {
  await sql`
    update link_list_entry e set problem = p.problem
    from link_list_entry x left join json_to_recordset(${JSON.stringify(problems)}::json) as p(position int, problem text) on p.position = x.position
    where x.tenant_id = ${tenantId} and x.batch_id = ${batchId} and e.tenant_id = x.tenant_id and e.batch_id = x.batch_id and e.position = x.position
      and e.problem is distinct from p.problem`.execute(tdb);
};

/** What the list names and the batch or the catalogue has not, in the order of the list. */
export const listListGaps = (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  after: number,
  limit: number,
): Promise<{ position: number; fileName: string; referenceCode: string; problem: string | null }[]> =>
  tdb
    .selectFrom('linkListEntry')
    .select(['position', 'fileName', 'referenceCode', 'problem'])
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .where('problem', 'is not', null)
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .execute();

export const keepBarcodes = async (
  tdb: TenantDb,
  tenantId: number,
  found: readonly { id: string; barcodes: readonly string[]; pages: readonly number[] }[],
): Promise<void> => {
  await sql`
    update upload u set barcodes = f.barcodes, barcode_pages = f.pages
    from json_to_recordset(${JSON.stringify(found)}::json) as f(id uuid, barcodes text[], pages int[])
    where u.tenant_id = ${tenantId} and u.id = f.id`.execute(tdb);
};

/** The records to which files are assigned now. */
export const listItemsOfUploads = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  uploadIds: readonly string[],
): Promise<string[]> => {
  const { rows } = await sql<{ itemId: string }>`
    select distinct item_id from link_file where tenant_id = ${tenantId} and batch_id = ${batchId}
      and upload_id = any (${[...uploadIds]}::uuid[]) and item_id is not null order by 1 limit ${uploadIds.length}`.execute(
    tdb,
  );
  return rows.map((row) => row.itemId);
};

/** Files of some records in the batch that are not linked yet, and what their records are. */
export const listFilesOfItems = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  itemIds: readonly string[],
): Promise<
  ({ uploadId: string; page: number | null; itemId: string } & Pick<CodeOwner, 'pageCount' | 'fileCount'>)[]
> => {
  const { rows } = await sql<{
    uploadId: string;
    page: number | null;
    itemId: string;
    pageCount: number | null;
    fileCount: number;
  }>`
    select l.upload_id, l.page_number as page, l.item_id, i.page_count,
      (select count(*)::int from digital_file f where f.tenant_id = i.tenant_id and f.item_id = i.id and f.state in ('committing', 'stored')) as file_count
    from link_file l join archive_item i on i.tenant_id = l.tenant_id and i.id = l.item_id
    where l.tenant_id = ${tenantId} and l.batch_id = ${batchId} and l.file_id is null and l.item_id = any (${[...itemIds]}::uuid[])
    order by l.item_id, l.sort_key, l.upload_id limit 50000`.execute(tdb);
  return rows;
};

export const setProblems = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  rows: readonly { uploadId: string; problems: readonly string[] }[],
): Promise<void> => {
  await sql`
    update link_file f set problems = r.problems from json_to_recordset(${JSON.stringify(rows)}::json) as r("uploadId" uuid, problems text[])
    where f.tenant_id = ${tenantId} and f.batch_id = ${batchId} and f.upload_id = r."uploadId"`.execute(tdb);
};

/** A page number by hand; a file without a record has none. */
export const setPageNumber = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  uploadId: string,
  pageNumber: number,
): Promise<boolean> => {
  const row = await tdb
    .updateTable('linkFile')
    .set({ pageNumber, matchedBy: 'hand' })
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .where('uploadId', '=', uploadId)
    .where('itemId', 'is not', null)
    .where('fileId', 'is', null)
    .returning('uploadId')
    .executeTakeFirst();
  return row !== undefined;
};

export interface LinkEventRow {
  id: string;
  seq: number;
  at: string;
  action: string;
  actorName: string;
  detail: unknown;
}
/** 挂接历史: what was done with the batch, the newest first. */
export const listLinkEvents = (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  before: number | undefined,
  limit: number,
): Promise<LinkEventRow[]> => {
  let query = tdb
    .selectFrom('auditEvent')
    .select(['id', 'seq', 'at', 'action', 'actorName', 'detail'])
    .where('tenantId', '=', tenantId)
    .where('objectId', '=', batchId)
    .where('objectKind', '=', 'link_batch');
  if (before !== undefined) query = query.where('seq', '<', before);
  return query.orderBy('seq', 'desc').limit(limit).execute();
};
