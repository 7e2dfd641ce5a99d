import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { inCategory } from './category-condition.ts';

/* 挂接: which file is which record’s. */

export interface CodeOwner {
  id: string;
  codeKey: string;
  pageCount: number | null;
  fileCount: number;
}

/** Records whose code, without separators, is one of the keys. A key that several records share names none of them. */
export const findByCodeKeys = async (
  tdb: TenantDb,
  tenantId: number,
  keys: readonly string[],
): Promise<Map<string, CodeOwner>> => {
  const { rows } = await sql<CodeOwner>`
    select i.id, i.code_key as "codeKey", i.page_count as "pageCount",
      (select count(*)::int from digital_file f where f.tenant_id = i.tenant_id and f.item_id = i.id and f.state in ('committing', 'stored')) as "fileCount"
    from archive_item i where i.tenant_id = ${tenantId} and i.code_key = any (${[...keys]}::text[]) and i.state = 'filed'
    order by i.code_key, i.id limit ${keys.length * 2}`.execute(tdb);
  const found = new Map<string, CodeOwner>();
  const shared = new Set<string>();
  for (const row of rows) {
    if (found.has(row.codeKey)) shared.add(row.codeKey);
    found.set(row.codeKey, row);
  }
  for (const key of shared) found.delete(key);
  return found;
};

export interface LinkFileInsert {
  uploadId: string;
  itemId: string | null;
  matchedBy: string;
  kind: string;
  pageNumber: number | null;
  problems: readonly string[];
  sortKey: string;
}

/** Writes what the matching found; a file that a person assigned keeps its record. */
export const keepLinkFiles = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  rows: readonly LinkFileInsert[],
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`
    insert into link_file as f (tenant_id, batch_id, upload_id, item_id, matched_by, kind, page_number, problems, sort_key)
    select ${tenantId}::int, ${batchId}::uuid, r."uploadId", r."itemId", r."matchedBy", r.kind, r."pageNumber", r.problems, r."sortKey"
    from json_to_recordset(${JSON.stringify(rows)}::json) as r("uploadId" uuid, "itemId" uuid, "matchedBy" text, kind text, "pageNumber" int, problems text[], "sortKey" text)
    on conflict (tenant_id, batch_id, upload_id) do update
      set item_id = excluded.item_id, matched_by = excluded.matched_by, kind = excluded.kind, page_number = excluded.page_number, problems = excluded.problems
      where f.matched_by <> 'hand'`.execute(tdb);
};

export interface LinkFileRow {
  uploadId: string;
  folder: string;
  fileName: string;
  sizeBytes: number;
  itemId: string | null;
  referenceCode: string | null;
  title: string | null;
  matchedBy: string;
  kind: string;
  pageNumber: number | null;
  problems: string[];
  sortKey: string;
  fileId: string | null;
}

export const listLinkFiles = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  options: {
    only: 'all' | 'unmatched' | 'matched' | 'problem';
    after: { sortKey: string; uploadId: string } | undefined;
    direction: 'after' | 'before';
    limit: number;
  },
): Promise<LinkFileRow[]> => {
  const { only, after, direction, limit } = options;
  let query = tdb
    .selectFrom('linkFile as l')
    .innerJoin('upload as u', (join) => join.onRef('u.tenantId', '=', 'l.tenantId').onRef('u.id', '=', 'l.uploadId'))
    .leftJoin('archiveItem as i', (join) => join.onRef('i.tenantId', '=', 'l.tenantId').onRef('i.id', '=', 'l.itemId'))
    .select([
      'l.uploadId',
      'u.folder',
      'u.fileName',
      'u.declaredSize as sizeBytes',
      'l.itemId',
      'i.referenceCode',
      'i.title',
      'l.matchedBy',
      'l.kind',
      'l.pageNumber',
      'l.problems',
      'l.sortKey',
      'l.fileId',
    ])
    .where('l.tenantId', '=', tenantId)
    .where('l.batchId', '=', batchId);
  if (only === 'unmatched') query = query.where('l.itemId', 'is', null).where('l.kind', '=', 'page');
  if (only === 'matched') query = query.where('l.itemId', 'is not', null);
  if (only === 'problem') query = query.where(sql<boolean>`l.problems <> '{}'`);
  if (after)
    query = query.where((eb) =>
      eb(
        eb.refTuple('l.sortKey', 'l.uploadId'),
        direction === 'after' ? '>' : '<',
        eb.tuple(after.sortKey, after.uploadId),
      ),
    );
  const order = direction === 'after' ? 'asc' : 'desc';
  return query.orderBy('l.sortKey', order).orderBy('l.uploadId', order).limit(limit).execute();
};

export const countLinkFiles = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
): Promise<{ all: number; matched: number; problem: number; linked: number; separators: number }> => {
  const { rows } = await sql<{ all: number; matched: number; problem: number; linked: number; separators: number }>`
    select count(*)::int as "all", count(item_id)::int as matched, (count(*) filter (where kind = 'separator'))::int as separators, (count(*) filter (where problems <> '{}'))::int as problem,
      count(file_id)::int as linked
    from link_file where tenant_id = ${tenantId} and batch_id = ${batchId}`.execute(tdb);
  return rows[0] ?? { all: 0, matched: 0, problem: 0, linked: 0, separators: 0 };
};

/** By hand: the record of a file, or none. */
export const assignLinkFiles = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  uploadIds: readonly string[],
  itemId: string | null,
): Promise<number> => {
  const result = await tdb
    .updateTable('linkFile')
    .set({
      itemId,
      kind: 'page',
      matchedBy: itemId === null ? 'none' : 'hand',
      problems: itemId === null ? ['unmatched'] : [],
    })
    .where('tenantId', '=', tenantId)
    .where('batchId', '=', batchId)
    .where('fileId', 'is', null)
    .where(sql<boolean>`upload_id = any (${[...uploadIds]}::uuid[])`)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
};

/**
 * The next records of the batch that have files to link, with how many. Asked on from the last one: what was linked
 * already is not gone through again for every step.
 */
export const listItemsToLink = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<{ itemId: string; files: number }[]> => {
  const { rows } = await sql<{ itemId: string; files: number }>`
    select item_id as "itemId", count(*)::int as files from link_file
    where tenant_id = ${tenantId} and batch_id = ${batchId} and file_id is null and item_id is not null
      and (${after}::uuid is null or item_id > ${after}::uuid)
    group by item_id order by item_id limit ${limit}`.execute(tdb);
  return rows;
};

/** The files of the batch that these records have still to get, in the order of their pages. */
export const listUploadsToLink = async (
  tdb: TenantDb,
  tenantId: number,
  { batchId, itemIds }: { batchId: string; itemIds: readonly string[] },
): Promise<Map<string, string[]>> => {
  const { rows } = await sql<{ itemId: string; uploadIds: string[] }>`
    select item_id as "itemId", array_agg(upload_id order by page_number nulls last, sort_key, upload_id) as "uploadIds" from link_file
    where tenant_id = ${tenantId} and batch_id = ${batchId} and item_id = any (${[...itemIds]}::uuid[]) and file_id is null
    group by item_id order by item_id`.execute(tdb);
  return new Map(rows.map((row) => [row.itemId, row.uploadIds]));
};

export const markLinked = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  pairs: readonly { uploadId: string; fileId: string }[],
): Promise<void> => {
  await sql`
    update link_file f set file_id = p."fileId" from json_to_recordset(${JSON.stringify(pairs)}::json) as p("uploadId" uuid, "fileId" uuid)
    where f.tenant_id = ${tenantId} and f.batch_id = ${batchId} and f.upload_id = p."uploadId"`.execute(tdb);
};

/** The next records with files of the batch that are still stored, for taking the batch back. */
export const listItemsToUndo = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<string[]> => {
  const { rows } = await sql<{ itemId: string }>`
    select l.item_id as "itemId" from link_file l
    where l.tenant_id = ${tenantId} and l.batch_id = ${batchId} and l.item_id is not null and (${after}::uuid is null or l.item_id > ${after}::uuid)
      and exists (select 1 from digital_file d where d.tenant_id = l.tenant_id and d.id = l.file_id and d.state = 'stored')
    group by l.item_id order by l.item_id limit ${limit}`.execute(tdb);
  return rows.map((row) => row.itemId);
};

export interface FileToUndo {
  itemId: string;
  fileId: string;
  logicalPath: string;
}
export const listFilesToUndo = async (
  tdb: TenantDb,
  tenantId: number,
  { batchId, itemIds }: { batchId: string; itemIds: readonly string[] },
): Promise<FileToUndo[]> => {
  const { rows } = await sql<FileToUndo>`
    select d.item_id as "itemId", d.id as "fileId", d.logical_path as "logicalPath"
    from link_file l join digital_file d on d.tenant_id = l.tenant_id and d.id = l.file_id
    where l.tenant_id = ${tenantId} and l.batch_id = ${batchId} and l.item_id = any (${[...itemIds]}::uuid[]) and d.state = 'stored'
    order by d.item_id, d.sequence, d.id`.execute(tdb);
  return rows;
};

export interface BareItemRow {
  id: string;
  referenceCode: string;
  title: string;
  pageCount: number | null;
  codeSort: string;
}

/** 无原文的条目: filed records of a category and year without a file. */
export const listItemsWithoutFiles = (
  tdb: TenantDb,
  tenantId: number,
  options: {
    categoryCode?: string | undefined;
    filingYear?: number | undefined;
    after: { codeSort: string; id: string } | undefined;
    direction: 'after' | 'before';
    limit: number;
  },
): Promise<BareItemRow[]> => {
  const { categoryCode, filingYear, after, direction, limit } = options;
  let query = tdb
    .selectFrom('archiveItem as i')
    .select(['i.id', 'i.referenceCode', 'i.title', 'i.pageCount', 'i.codeSort'])
    .where('i.tenantId', '=', tenantId)
    .where('i.state', '=', 'filed')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('digitalFile as f')
            .select('f.id')
            .whereRef('f.tenantId', '=', 'i.tenantId')
            .whereRef('f.itemId', '=', 'i.id')
            .where('f.state', 'in', ['committing', 'stored']),
        ),
      ),
    );
  if (categoryCode) query = query.where(inCategory(categoryCode, 'i'));
  if (filingYear) query = query.where('i.filingYear', '=', filingYear);
  if (after)
    query = query.where((eb) =>
      eb(eb.refTuple('i.codeSort', 'i.id'), direction === 'after' ? '>' : '<', eb.tuple(after.codeSort, after.id)),
    );
  const order = direction === 'after' ? 'asc' : 'desc';
  return query.orderBy('i.codeSort', order).orderBy('i.id', order).limit(limit).execute();
};
