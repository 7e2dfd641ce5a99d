import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* From received to stored: files that are promised to records, and what the records' objects then hold. */

/**
 * Keeps others from adding files to these records until the transaction ends: places are given, and versions written,
 * by one at a time. In the order of ids, so that two who lock several do not wait for each other.
 */
export const lockRecords = async (tdb: TenantDb, tenantId: number, itemIds: readonly string[]): Promise<void> => {
  await sql`select id from archive_item where tenant_id = ${tenantId} and id = any (${[...itemIds]}::uuid[]) order by id for no key update`.execute(
    tdb,
  );
};

/** The last place taken among the files of each record, whatever their state. */
export const lastSequences = async (
  tdb: TenantDb,
  tenantId: number,
  itemIds: readonly string[],
): Promise<Map<string, number>> => {
  const { rows } = await sql<{ itemId: string; last: number }>`
    select item_id as "itemId", max(sequence) as last from digital_file
    where tenant_id = ${tenantId} and item_id = any (${[...itemIds]}::uuid[]) group by item_id order by item_id`.execute(
    tdb,
  );
  return new Map(rows.map((row) => [row.itemId, row.last]));
};

/** Far more than is promised to records at once. */
const MOST_PROMISED = 100_000;

export interface CommittingFile {
  id: string;
  itemId: string;
  uploadId: string | null;
  logicalPath: string;
  extension: string;
  mediaType: string;
  sha512: string;
  sha256: string;
  sm3: string;
}
/** Promised files of records that the caller has locked. */
export const listCommitting = (
  tdb: TenantDb,
  tenantId: number,
  itemIds: readonly string[],
): Promise<CommittingFile[]> =>
  tdb
    .selectFrom('digitalFile')
    .select(['id', 'itemId', 'uploadId', 'logicalPath', 'extension', 'mediaType', 'sha512', 'sha256', 'sm3'])
    .where('tenantId', '=', tenantId)
    .where(sql<boolean>`item_id = any (${[...itemIds]}::uuid[])`)
    .where('state', '=', 'committing')
    .orderBy('itemId')
    .orderBy('sequence')
    .orderBy('id')
    .limit(MOST_PROMISED)
    .execute();

export interface HeldFile {
  id: string;
  itemId: string;
  logicalPath: string;
  /** Its successor is promised or stored already. */
  isReplaced: boolean;
}
/**
 * What records hold now, by the rows. What lies in quarantine stays in the object: it may turn out to be harmless.
 */
export const listHeld = async (tdb: TenantDb, tenantId: number, itemIds: readonly string[]): Promise<HeldFile[]> => {
  const { rows } = await sql<HeldFile>`
    select id, item_id as "itemId", logical_path as "logicalPath", replaced_by is not null as "isReplaced" from digital_file
    where tenant_id = ${tenantId} and item_id = any (${[...itemIds]}::uuid[]) and (state = 'stored' or quarantined_from = 'stored')
    order by item_id, sequence, id`.execute(tdb);
  return rows;
};

export interface DigitalFileInsert {
  id: string;
  itemId: string;
  uploadId: string;
  role: string;
  creationMethod: string;
  sequence: number;
  fileName: string;
  logicalPath: string;
  extension: string;
  mediaType: string;
  formatName: string | null;
  pageCount: number | null;
  width: number | null;
  height: number | null;
  dpi: number | null;
  durationMs: number | null;
  sizeBytes: number;
  sha512: string;
  sha256: string;
  sm3: string;
  scanState: string;
  createdBy: string;
}
/** One text for all rows: a parameter for each value of a thousand pages would cost more than the writing. */
export const insertDigitalFiles = async (
  tdb: TenantDb,
  tenantId: number,
  rows: readonly DigitalFileInsert[],
): Promise<void> => {
  await sql`
    insert into digital_file (tenant_id, id, item_id, upload_id, role, creation_method, sequence, file_name, logical_path, extension, media_type,
      format_name, page_count, width, height, dpi, duration_ms, size_bytes, sha512, sha256, sm3, scan_state, created_by)
    select ${tenantId}::int, r.id, r."itemId", r."uploadId", r.role, r."creationMethod", r.sequence, r."fileName", r."logicalPath", r.extension, r."mediaType",
      r."formatName", r."pageCount", r.width, r.height, r.dpi, r."durationMs", r."sizeBytes", r.sha512, r.sha256, r.sm3, r."scanState", r."createdBy"
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, "itemId" uuid, "uploadId" uuid, role text, "creationMethod" text, sequence int,
      "fileName" text, "logicalPath" text, extension text, "mediaType" text, "formatName" text, "pageCount" int, width int, height int, dpi int, "durationMs" bigint,
      "sizeBytes" bigint, sha512 text, sha256 text, sm3 text, "scanState" text, "createdBy" uuid)`.execute(tdb);
};

export interface StoredPlace {
  id: string;
  ocflVersion: string;
  contentPath: string;
}
export const markStored = async (tdb: TenantDb, tenantId: number, places: readonly StoredPlace[]): Promise<number> => {
  const { rows } = await sql<{ sizeBytes: number }>`
    update digital_file f set state = 'stored', ocfl_version = p."ocflVersion", content_path = p."contentPath", stored_at = now(), row_version = row_version + 1
    from json_to_recordset(${JSON.stringify(places)}::json) as p(id uuid, "ocflVersion" text, "contentPath" text)
    where f.tenant_id = ${tenantId} and f.id = p.id and f.state = 'committing' returning f.size_bytes`.execute(tdb);
  const bytes = rows.reduce((sum, row) => sum + row.sizeBytes, 0);
  if (rows.length > 0)
    await sql`insert into storage_use as u (tenant_id, file_count, used_bytes) values (${tenantId}, ${rows.length}, ${bytes})
      on conflict (tenant_id) do update set file_count = u.file_count + excluded.file_count, used_bytes = u.used_bytes + excluded.used_bytes`.execute(
      tdb,
    );
  return rows.length;
};
