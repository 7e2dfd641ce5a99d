import type { FileToVerify } from '@/db/queries/fixity.queries';
import { checkRecord } from './check-record.ts';
import type { ObjectStore } from './object-store.ts';
import { placeOf } from './ocfl/next-inventory.ts';
import type { ObjectTree } from './ocfl/object-tree.ts';
import { validateObject } from './ocfl/validate-object.ts';

/** A record with the files that its object should hold. */
export interface RecordFiles {
  tenantId: number;
  objectId: string;
  /** Promised and not yet stored: they may be in the object already when a crash came between store and database. */
  promised: readonly string[];
  files: readonly FileToVerify[];
}
export interface UploadOnTheWay {
  tenantId: number;
  id: string;
  state: string;
  declaredSize: number;
}
export interface Stray {
  tenantId: number;
  place: string;
  /** Within an object; none: the whole of it. */
  file?: string;
}
export interface RecordsReport {
  objects: number;
  files: number;
  bytes: number;
  /** Each breach in words: missing, changed, invalid, untracked. */
  breaches: string[];
  /** What no row speaks of and can be set aside without breaking an object. */
  strays: Stray[];
}

/** When an id of ours was made; none of ours is of no time. */
const madeAt = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);

/** The newest version's files and when it was made. */
const readHead = async (tree: ObjectTree): Promise<{ paths: string[]; createdAt: number }> => {
  const bytes = await tree.read('inventory.json');
  try {
    const inventory = JSON.parse(bytes?.toString('utf8') ?? '') as {
      head: string;
      versions: Record<string, { created: string; state: Record<string, string[]> }>;
    };
    const head = inventory.versions[inventory.head];
    return { paths: Object.values(head?.state ?? {}).flat(), createdAt: Date.parse(head?.created ?? '') };
  } catch {
    return { paths: [], createdAt: Number.NaN };
  }
};

/** Rows to files: every row has its bytes; and within the object, files to rows. */
const checkOne = async (
  objects: ObjectStore,
  record: RecordFiles,
  startedAt: number,
  report: RecordsReport,
): Promise<void> => {
  const { tenantId, objectId, files } = record;
  const tree = objects.records.tree(tenantId, objectId);
  const head = await readHead(tree);
  // Written since: the rows that were read do not know it yet.
  if (head.createdAt >= startedAt) return;
  const where = `${tenantId} ${objectId}`;
  const found = await checkRecord(tree, files, true);
  report.objects += 1;
  report.files += found.files;
  report.bytes += found.bytes;
  for (const { kind, path } of found.faults) {
    report.breaches.push(`${kind} ${where} ${path}`);
    if (kind === 'untracked') report.strays.push({ tenantId, place: placeOf(objectId), file: path });
  }
  const told = new Set(found.faults.map(({ path }) => path));
  for (const { code, detail } of await validateObject(tree))
    if (code.startsWith('E') && ![...told].some((path) => detail.includes(path)))
      report.breaches.push(`invalid ${where} ${code} ${detail}`);
  const named = new Set([...files.map(({ logicalPath }) => logicalPath), ...record.promised]);
  for (const path of head.paths) if (!named.has(path)) report.breaches.push(`without a row ${where} ${path}`);
};

/**
 * Proves rows against the record store both ways, over every tenant. Reads all bytes, changes nothing. Objects without
 * any row and strangers are told as strays, to be set aside by whoever asks for it.
 */
export const checkAllRecords = async (
  objects: ObjectStore,
  records: AsyncIterable<RecordFiles>,
): Promise<RecordsReport> => {
  const startedAt = Date.now();
  const report: RecordsReport = { objects: 0, files: 0, bytes: 0, breaches: [], strays: [] };
  const known = new Set<string>();
  for await (const record of records) {
    const { tenantId, objectId } = record;
    known.add(`${tenantId}/${placeOf(objectId)}`);
    if (record.files.length > 0) await checkOne(objects, record, startedAt, report);
  }
  for await (const { tenantId, place, isObject } of objects.records.list()) {
    if (isObject && known.has(`${tenantId}/${place}`)) continue;
    if (isObject && (await readHead(objects.records.treeAt(tenantId, place))).createdAt >= startedAt) continue;
    report.breaches.push(`${isObject ? 'object without a row' : 'untracked'} ${tenantId} ${place}`);
    report.strays.push({ tenantId, place });
  }
  return report;
};

/** Uploads: what was acknowledged has its bytes, and what is there has a row. */
export const checkStaging = async (
  objects: ObjectStore,
  rows: AsyncIterable<UploadOnTheWay>,
): Promise<{ uploads: number; breaches: string[]; strays: { tenantId: number; uploadId: string }[] }> => {
  const found = { uploads: 0, breaches: [] as string[], strays: [] as { tenantId: number; uploadId: string }[] };
  const startedAt = Date.now();
  const known = new Set<string>();
  for await (const { tenantId, id, state, declaredSize } of rows) {
    if (state === 'forgotten') continue;
    known.add(`${tenantId}/${id}`);
    if (state !== 'received') continue;
    found.uploads += 1;
    const size = await objects.staging.sizeOf(tenantId, id);
    if (size !== declaredSize)
      found.breaches.push(`upload ${tenantId} ${id}: ${size ?? 'no'} of ${declaredSize} bytes`);
  }
  // Begun since the rows were read: the id tells when.
  for await (const { tenantId, uploadId } of objects.staging.list())
    if (!known.has(`${tenantId}/${uploadId}`) && !(madeAt(uploadId) >= startedAt)) {
      found.strays.push({ tenantId, uploadId });
      // Empty, it was made for a promise that a crash kept from being given: bytes are sent only after the row is there.
      if ((await objects.staging.sizeOf(tenantId, uploadId).catch(() => null)) !== 0)
        found.breaches.push(`upload without a row ${tenantId} ${uploadId}`);
    }
  return found;
};
