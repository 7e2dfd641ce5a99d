import { sql } from 'kysely';
import type { GrantDb, TenantDb } from '../client.ts';

export interface UploadRow {
  id: string;
  folder: string;
  fileName: string;
  declaredSize: number;
  state: string;
  refusedCode: string | null;
  mediaType: string | null;
  formatName: string | null;
  pageCount: number | null;
  width: number | null;
  height: number | null;
  dpi: number | null;
  durationMs: number | null;
  sha512: string | null;
  sha256: string | null;
  sm3: string | null;
  scanState: string;
  createdBy: string;
  createdAt: string;
}
const UPLOAD = [
  'id',
  'folder',
  'fileName',
  'declaredSize',
  'state',
  'refusedCode',
  'mediaType',
  'formatName',
  'pageCount',
  'width',
  'height',
  'dpi',
  'durationMs',
  'sha512',
  'sha256',
  'sm3',
  'scanState',
  'createdBy',
  'createdAt',
] as const;

export const insertUploads = async (
  tdb: TenantDb,
  tenantId: number,
  rows: readonly {
    id: string;
    folder: string;
    fileName: string;
    declaredSize: number;
    createdBy: string;
    linkBatchId?: string;
  }[],
): Promise<void> => {
  await sql`insert into upload (tenant_id, id, folder, file_name, declared_size, created_by, link_batch_id)
    select ${tenantId}::int, r.id, r.folder, r."fileName", r."declaredSize", r."createdBy", r."linkBatchId"
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, folder text, "fileName" text, "declaredSize" bigint, "createdBy" uuid, "linkBatchId" uuid)`.execute(
    tdb,
  );
};

/** `lock` keeps others from finishing or using the same upload at the same time. */
export const findUpload = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  options: { lock?: boolean } = {},
): Promise<UploadRow | undefined> => {
  const query = tdb.selectFrom('upload').select(UPLOAD).where('tenantId', '=', tenantId).where('id', '=', id);
  return (options.lock ? query.forUpdate() : query).executeTakeFirst();
};

export const listUploads = (tdb: TenantDb, tenantId: number, ids: readonly string[]): Promise<UploadRow[]> =>
  tdb
    .selectFrom('upload')
    .select(UPLOAD)
    .where('tenantId', '=', tenantId)
    .where(sql<boolean>`id = any (${[...ids]}::uuid[])`)
    .orderBy('id')
    .limit(ids.length)
    .forUpdate()
    .execute();

export interface ReceivedFacts {
  mediaType: string;
  formatName: string | null;
  pageCount: number | null;
  width: number | null;
  height: number | null;
  dpi: number | null;
  durationMs: number | null;
  sha512: string;
  sha256: string;
  sm3: string;
  scanState: string;
}
export const markUploadReceived = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  facts: ReceivedFacts,
): Promise<void> => {
  await tdb
    .updateTable('upload')
    .set({ ...facts, state: 'received', receivedAt: sql<string>`now()` })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};

export const markUploadRefused = async (tdb: TenantDb, tenantId: number, id: string, code: string): Promise<void> => {
  await tdb
    .updateTable('upload')
    .set({ state: 'refused', refusedCode: code })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};

export const markUploadsUsed = async (tdb: TenantDb, tenantId: number, ids: readonly string[]): Promise<void> => {
  await tdb
    .updateTable('upload')
    .set({ state: 'used' })
    .where('tenantId', '=', tenantId)
    .where(sql<boolean>`id = any (${[...ids]}::uuid[])`)
    .execute();
};

export interface DigitalFileRow {
  tenantId: number;
  id: string;
  itemId: string;
  uploadId: string | null;
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
  sizeBytes: number;
  sha512: string;
  sha256: string;
  sm3: string;
  scanState: string;
  createdBy: string;
  ocflVersion: string | null;
  contentPath: string | null;
  durationMs: number | null;
  state: string;
  verifiedAt: string | null;
  verifyResult: string | null;
  createdAt: string;
  storedAt: string | null;
}
const FILE = [
  'tenantId',
  'id',
  'itemId',
  'uploadId',
  'role',
  'creationMethod',
  'sequence',
  'fileName',
  'logicalPath',
  'extension',
  'mediaType',
  'formatName',
  'sizeBytes',
  'sha512',
  'sha256',
  'sm3',
  'ocflVersion',
  'contentPath',
  'pageCount',
  'width',
  'height',
  'dpi',
  'durationMs',
  'scanState',
  'state',
  'verifiedAt',
  'verifyResult',
  'createdBy',
  'createdAt',
  'storedAt',
] as const;

/** Files of a record in their order, those of older versions only when asked for. */
export const listDigitalFiles = (
  tdb: TenantDb,
  tenantId: number,
  itemId: string,
  options: { withOlder?: boolean; after?: number; limit: number },
): Promise<DigitalFileRow[]> => {
  let query = tdb
    .selectFrom('digitalFile')
    .select(FILE)
    .where('tenantId', '=', tenantId)
    .where('itemId', '=', itemId)
    .where('sequence', '>', options.after ?? 0);
  if (!options.withOlder) query = query.where('state', 'in', ['committing', 'stored']);
  return query.orderBy('sequence').orderBy('id').limit(options.limit).execute();
};

/** For whoever wants its bytes or its text: a file in which a virus was found is handed to nobody. */
export const findDigitalFile = (tdb: TenantDb, tenantId: number, id: string): Promise<DigitalFileRow | undefined> =>
  tdb
    .selectFrom('digitalFile')
    .select(FILE)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('scanState', '<>', 'infected')
    .executeTakeFirst();

/** Of an opened unit; the policy decides whether the grant reaches the record. */
export const findGrantedFile = (gdb: GrantDb, tenantId: number, id: string): Promise<DigitalFileRow | undefined> =>
  gdb
    .selectFrom('digitalFile')
    .select(FILE)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .where('scanState', '<>', 'infected')
    .executeTakeFirst();

export const listGrantedFiles = (
  gdb: GrantDb,
  tenantId: number,
  itemId: string,
  limit: number,
): Promise<DigitalFileRow[]> =>
  gdb
    .selectFrom('digitalFile')
    .select(FILE)
    .where('tenantId', '=', tenantId)
    .where('itemId', '=', itemId)
    .orderBy('sequence')
    .orderBy('id')
    .limit(limit)
    .execute();

/**
 * What is used and what is promised to uploads on their way. `lock` makes askers wait for one another, so that two
 * uploads at once are not promised the same room.
 */
export const readStorageUse = async (
  tdb: TenantDb,
  tenantId: number,
  options: { lock?: boolean } = {},
): Promise<{ fileCount: number; usedBytes: number; promisedBytes: number; quotaBytes: number | null }> => {
  const query = tdb
    .selectFrom('storageUse')
    .select(['fileCount', 'usedBytes', 'quotaBytes'])
    .where('tenantId', '=', tenantId);
  const row = await (options.lock ? query.forUpdate() : query).executeTakeFirst();
  // After the lock: what another asker was promised meanwhile is seen.
  const { rows } = await sql<{ bytes: number }>`select
    (coalesce((select sum(declared_size) from upload where tenant_id = ${tenantId} and state in ('receiving', 'received')), 0)
      + coalesce((select sum(size_bytes) from digital_file where tenant_id = ${tenantId} and state = 'committing'), 0))::int8 as bytes`.execute(
    tdb,
  );
  const { fileCount = 0, usedBytes = 0, quotaBytes = null } = row ?? {};
  return { fileCount, usedBytes, quotaBytes, promisedBytes: rows[0]?.bytes ?? 0 };
};

/** Takes a stored file out of the record's present; it stays in the older versions of the object. */
export const markWithdrawn = async (tdb: TenantDb, tenantId: number, ids: readonly string[]): Promise<number> => {
  const result = await tdb
    .updateTable('digitalFile')
    .set({ state: 'withdrawn', rowVersion: sql<number>`row_version + 1` })
    .where('tenantId', '=', tenantId)
    .where(sql<boolean>`id = any (${[...ids]}::uuid[])`)
    .where('state', '=', 'stored')
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
};
