import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 挂接批次, and what was uploaded for it. */

export interface LinkBatchRow {
  id: string;
  name: string;
  creationMethod: string;
  state: string;
  fileCount: number;
  matchedCount: number;
  problemCount: number;
  linkedCount: number;
  jobId: string | null;
  createdBy: string;
  createdAt: string;
  linkedAt: string | null;
  undoneAt: string | null;
  usesBarcodes: boolean;
  listName: string | null;
  listCount: number;
}
const BATCH = [
  'id',
  'name',
  'creationMethod',
  'state',
  'fileCount',
  'matchedCount',
  'problemCount',
  'linkedCount',
  'jobId',
  'createdBy',
  'createdAt',
  'linkedAt',
  'undoneAt',
  'usesBarcodes',
  'listName',
  'listCount',
] as const;

export const insertLinkBatch = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    name: string;
    creationMethod: string;
    usesBarcodes: boolean;
    createdBy: string;
  },
): Promise<void> => {
  await tdb.insertInto('linkBatch').values(row).execute();
};

export const findLinkBatch = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  options: { lock?: boolean } = {},
): Promise<LinkBatchRow | undefined> => {
  const query = tdb.selectFrom('linkBatch').select(BATCH).where('tenantId', '=', tenantId).where('id', '=', id);
  return (options.lock ? query.forUpdate() : query).executeTakeFirst();
};

export const listLinkBatches = (
  tdb: TenantDb,
  tenantId: number,
  options: { after: { createdAt: string; id: string } | undefined; direction: 'after' | 'before'; limit: number },
): Promise<LinkBatchRow[]> => {
  const { after, direction, limit } = options;
  let query = tdb.selectFrom('linkBatch').select(BATCH).where('tenantId', '=', tenantId);
  if (after)
    query = query.where((eb) =>
      eb(eb.refTuple('createdAt', 'id'), direction === 'after' ? '<' : '>', eb.tuple(after.createdAt, after.id)),
    );
  const order = direction === 'after' ? 'desc' : 'asc';
  return query.orderBy('createdAt', order).orderBy('id', order).limit(limit).execute();
};

export const updateLinkBatch = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  values: Partial<{
    state: string;
    fileCount: number;
    matchedCount: number;
    problemCount: number;
    linkedCount: number;
    jobId: string | null;
    listName: string | null;
    listCount: number;
  }>,
  stamp?: 'linkedAt' | 'undoneAt',
): Promise<void> => {
  await tdb
    .updateTable('linkBatch')
    .set({ ...values, ...(stamp ? { [stamp]: sql<string>`now()` } : {}) })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
};

export interface BatchUploadRow {
  id: string;
  folder: string;
  fileName: string;
  mediaType: string | null;
  pageCount: number | null;
  barcodes: string[] | null;
  barcodePages: number[] | null;
}
/** Received uploads of a batch, a page at a time in the order of their ids. */
export const listBatchUploads = (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  after: string | null,
  limit: number,
): Promise<BatchUploadRow[]> => {
  let query = tdb
    .selectFrom('upload')
    .select(['id', 'folder', 'fileName', 'mediaType', 'pageCount', 'barcodes', 'barcodePages'])
    .where('tenantId', '=', tenantId)
    .where('linkBatchId', '=', batchId)
    .where('state', '=', 'received');
  if (after) query = query.where('id', '>', after);
  return query.orderBy('id').limit(limit).execute();
};

/** Uploads of the batch that are not received, a page at a time in the order of their ids. */
export const listUnfinishedUploads = (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  after: string | undefined,
  limit: number,
): Promise<
  { id: string; folder: string; fileName: string; sizeBytes: number; state: string; refusedCode: string | null }[]
> => {
  let query = tdb
    .selectFrom('upload')
    .select(['id', 'folder', 'fileName', 'declaredSize as sizeBytes', 'state', 'refusedCode'])
    .where('tenantId', '=', tenantId)
    .where('linkBatchId', '=', batchId)
    .where('state', 'in', ['receiving', 'refused']);
  if (after) query = query.where('id', '>', after);
  return query.orderBy('id').limit(limit).execute();
};

/** Uploads of one person in the batch that are the same files by folder, name and size, and were not refused. */
export const findSameUploads = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
  createdBy: string,
  files: readonly { folder: string; fileName: string; declaredSize: number }[],
): Promise<({ id: string; state: string } | undefined)[]> => {
  const wanted = files.map((file, place) => ({ ...file, place }));
  const { rows } = await sql<{ id: string; state: string; place: number }>`
    select distinct on (w.place) w.place, u.id, u.state
    from json_to_recordset(${JSON.stringify(wanted)}::json) as w(place int, folder text, "fileName" text, "declaredSize" bigint)
    join upload u on u.tenant_id = ${tenantId} and u.link_batch_id = ${batchId} and u.created_by = ${createdBy}
      and u.folder = w.folder and u.file_name = w."fileName" and u.declared_size = w."declaredSize"
      and u.state in ('receiving', 'received', 'used')
    order by w.place, u.state = 'receiving', u.id`.execute(tdb);
  const found = new Map(rows.map((row) => [row.place, row]));
  return wanted.map(({ place }) => found.get(place));
};

/** How many uploads of the batch are in which state. */
export const countBatchUploads = async (
  tdb: TenantDb,
  tenantId: number,
  batchId: string,
): Promise<Record<string, number>> => {
  const rows = await tdb
    .selectFrom('upload')
    .select(['state', (eb) => eb.fn.countAll<number>().as('count')])
    .where('tenantId', '=', tenantId)
    .where('linkBatchId', '=', batchId)
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.state, row.count]));
};
