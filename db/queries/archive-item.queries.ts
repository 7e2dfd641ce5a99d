import { sql } from 'kysely';
import type { GrantDb, TenantDb } from '../client.ts';

/** One record as it is written. Tokens are parted by spaces: they hold letters and digits only. */
export interface ArchiveItemInsert {
  id: string;
  fondsId: string;
  parentId: string | null;
  codeState: 'provisional' | 'locked';
  level: string;
  categoryCode: string;
  subcategoryCode: string | null;
  filingYear: number;
  retentionCode: string;
  orgCode: string | null;
  itemNumber: number | null;
  catalogueNumber: string | null;
  fileNumber: string | null;
  pageNumber: string | null;
  referenceCode: string;
  codeSort: string;
  codeTemplate: string;
  title: string;
  responsibleParty: string | null;
  documentNumber: string | null;
  documentDate: string | null;
  startDate: string | null;
  endDate: string | null;
  pageCount: number | null;
  openFlag: string;
  boxNumber: string | null;
  remarks: string | null;
  frameCount: number | null;
  details: Record<string, string>;
  topics: readonly string[];
  retentionBasis: string;
  retentionBasisDate: string | null;
  expiresOn: string | null;
  importBatchId: string | null;
  importRow: number | null;
  searchText: string;
  searchTokens: string;
  createdBy: string;
}

/** Files records today, all or none: one statement, whatever their number (a value list would bind a parameter each). */
export const insertItems = async (
  tdb: TenantDb,
  tenantId: number,
  rows: readonly ArchiveItemInsert[],
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`
    insert into archive_item (tenant_id, id, fonds_id, parent_id, code_state, level, category_code, subcategory_code, filing_year, retention_code, org_code,
      item_number, catalogue_number, file_number, page_number, reference_code, code_sort, code_template, title, responsible_party,
      document_number, document_date, start_date, end_date, page_count, open_flag, box_number, remarks, frame_count, details, topics, retention_basis, retention_basis_date, expires_on, import_batch_id, import_row,
      search_text, search_tokens, created_by, state, archived_on)
    select ${tenantId}::int, r.id, r."fondsId", r."parentId", r."codeState", r.level, r."categoryCode", r."subcategoryCode", r."filingYear", r."retentionCode", r."orgCode",
      r."itemNumber", r."catalogueNumber", r."fileNumber", r."pageNumber", r."referenceCode", r."codeSort", r."codeTemplate", r.title, r."responsibleParty",
      r."documentNumber", r."documentDate", r."startDate", r."endDate", r."pageCount", r."openFlag", r."boxNumber", r.remarks, r."frameCount", r.details, r.topics, r."retentionBasis", r."retentionBasisDate", r."expiresOn", r."importBatchId", r."importRow",
      r."searchText", array_to_tsvector(string_to_array(r."searchTokens", ' ')), r."createdBy", 'filed', (now() at time zone 'Asia/Shanghai')::date
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, "fondsId" uuid, "parentId" uuid, "codeState" text, level text, "categoryCode" text, "subcategoryCode" text,
      "filingYear" smallint, "retentionCode" text, "orgCode" text, "itemNumber" int, "catalogueNumber" text, "fileNumber" text, "pageNumber" text,
      "referenceCode" text, "codeSort" text, "codeTemplate" text, title text, "responsibleParty" text, "documentNumber" text, "documentDate" text,
      "startDate" text, "endDate" text, "pageCount" int, "openFlag" text, "boxNumber" text, remarks text, "frameCount" int, details jsonb, topics text[], "retentionBasis" text, "retentionBasisDate" date, "expiresOn" date, "importBatchId" uuid, "importRow" int,
      "searchText" text, "searchTokens" text, "createdBy" uuid)`.execute(tdb);
};

/** Which of the codes stand in the catalogue already. A code is never used again: void records and codes that were given up count too. */
export const findTakenCodes = async (
  tdb: TenantDb,
  tenantId: number,
  codes: readonly string[],
): Promise<Set<string>> => {
  if (codes.length === 0) return new Set();
  const rows = await tdb
    .selectFrom('archiveItem')
    .select('referenceCode as code')
    .where('tenantId', '=', tenantId)
    .where(sql<boolean>`reference_code = any (${codes as string[]}::text[])`)
    .unionAll(
      tdb
        .selectFrom('archiveCodeHistory')
        .select('oldCode as code')
        .where('tenantId', '=', tenantId)
        .where(sql<boolean>`old_code = any (${codes as string[]}::text[])`),
    )
    .execute();
  return new Set(rows.map((row) => row.code));
};

export interface ItemRow {
  tenantId: number;
  id: string;
  fondsId: string;
  fondsNumber: string;
  fondsName: string;
  level: string;
  categoryCode: string;
  subcategoryCode: string | null;
  filingYear: number;
  retentionCode: string;
  orgCode: string | null;
  itemNumber: number | null;
  catalogueNumber: string | null;
  fileNumber: string | null;
  pageNumber: string | null;
  referenceCode: string;
  codeTemplate: string;
  title: string;
  responsibleParty: string | null;
  documentNumber: string | null;
  documentDate: string | null;
  startDate: string | null;
  endDate: string | null;
  pageCount: number | null;
  openFlag: string;
  boxNumber: string | null;
  remarks: string | null;
  frameCount: number | null;
  details: Record<string, string>;
  topics: string[];
  parentId: string | null;
  boxId: string | null;
  codeState: string;
  oldCodes: string[];
  retentionBasis: string;
  retentionBasisDate: string | null;
  expiresOn: string | null;
  state: string;
  archivedOn: string | null;
  accessionedOn: string | null;
  leftOn: string | null;
  leftHow: string | null;
  createdAt: string;
  updatedAt: string;
  rowVersion: number;
  importBatchId: string | null;
  importRow: number | null;
}

const ITEM = [
  'i.tenantId',
  'i.id',
  'i.fondsId',
  'f.number as fondsNumber',
  'f.name as fondsName',
  'i.level',
  'i.categoryCode',
  'i.subcategoryCode',
  'i.filingYear',
  'i.retentionCode',
  'i.orgCode',
  'i.itemNumber',
  'i.catalogueNumber',
  'i.fileNumber',
  'i.pageNumber',
  'i.referenceCode',
  'i.codeTemplate',
  'i.title',
  'i.responsibleParty',
  'i.documentNumber',
  'i.documentDate',
  'i.startDate',
  'i.endDate',
  'i.pageCount',
  'i.openFlag',
  'i.boxNumber',
  'i.remarks',
  'i.frameCount',
  'i.details',
  'i.topics',
  'i.parentId',
  'i.boxId',
  'i.codeState',
  'i.oldCodes',
  'i.retentionBasis',
  'i.retentionBasisDate',
  'i.expiresOn',
  'i.state',
  'i.archivedOn',
  'i.accessionedOn',
  'i.leftOn',
  'i.leftHow',
  'i.createdAt',
  'i.updatedAt',
  'i.rowVersion',
  'i.importBatchId',
  'i.importRow',
] as const;

const itemsOf = (db: TenantDb, tenantIds: readonly number[]) =>
  db
    .selectFrom('archiveItem as i')
    .innerJoin('fonds as f', (join) => join.onRef('f.tenantId', '=', 'i.tenantId').onRef('f.id', '=', 'i.fondsId'))
    .select(ITEM)
    .where('i.tenantId', 'in', [...tenantIds])
    .$castTo<ItemRow>();

export const findItem = (tdb: TenantDb, tenantId: number, id: string): Promise<ItemRow | undefined> =>
  itemsOf(tdb, [tenantId]).where('i.id', '=', id).executeTakeFirst();

/** Records by id, in the order of their codes. */
export const listItemsByIds = (
  tdb: TenantDb,
  tenantId: number,
  ids: readonly string[],
  limit: number,
): Promise<ItemRow[]> =>
  itemsOf(tdb, [tenantId])
    .where(sql<boolean>`i.id = any (${ids as string[]}::uuid[])`)
    .orderBy('i.codeSort')
    .orderBy('i.id')
    .limit(limit)
    .execute();

/** The record of an opened unit; the policy decides whether the grant reaches it. */
export const findGrantedItem = (gdb: GrantDb, tenantId: number, id: string): Promise<ItemRow | undefined> =>
  itemsOf(gdb as unknown as TenantDb, [tenantId])
    .where('i.id', '=', id)
    .executeTakeFirst();

export interface ItemUpdate {
  title: string;
  responsibleParty: string | null;
  documentNumber: string | null;
  documentDate: string | null;
  startDate: string | null;
  endDate: string | null;
  pageCount: number | null;
  openFlag: string;
  boxNumber: string | null;
  remarks: string | null;
  frameCount: number | null;
  details: Readonly<Record<string, string>>;
  topics: readonly string[];
  /** Only where the correction moves them. */
  retentionBasisDate?: string;
  expiresOn?: string | null;
  searchText: string;
  searchTokens: readonly string[];
}

/** False when somebody was quicker: the version is no longer the one that was read. */
export const updateItem = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  values: ItemUpdate,
): Promise<boolean> => {
  const { searchTokens, details, topics, ...columns } = values;
  const row = await tdb
    .updateTable('archiveItem')
    .set({
      ...columns,
      details: JSON.stringify(details),
      topics: [...topics],
      searchTokens: sql<string>`array_to_tsvector(${searchTokens as string[]}::text[])`,
      rowVersion: sql<number>`row_version + 1`,
      updatedAt: sql<string>`now()`,
    })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

export interface ItemEventRow {
  id: string;
  at: string;
  action: string;
  actorName: string;
  actorTenantName: string;
  grantId: string | null;
  detail: unknown;
}

/** The record's own events, newest first. */
export const listItemEvents = (
  tdb: TenantDb,
  tenantId: number,
  itemId: string,
  limit: number,
): Promise<ItemEventRow[]> =>
  tdb
    .selectFrom('auditEvent')
    .select(['id', 'at', 'action', 'actorName', 'actorTenantName', 'grantId', 'detail'])
    .where('tenantId', '=', tenantId)
    .where('objectId', '=', itemId)
    .where('objectKind', '=', 'archive_item')
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
