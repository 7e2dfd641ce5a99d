import type { TenantDb } from '@/db/client';
import {
  type CommittingFile,
  type HeldFile,
  listCommitting,
  listHeld,
  lockRecords,
  markStored,
  type StoredPlace,
} from '@/db/queries/commit.queries';
import { markReplaced } from '@/db/queries/scan-page.queries';
import { auditAll } from '@/server/audit/audit';
import { isDocument } from '@/server/domain/digital/digital-file';
import type { ObjectStore } from '@/server/objects/object-store';
import type { OcflInventory } from '@/server/objects/ocfl/inventory';
import { enqueueAll } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { allEnded } from './all-ended.ts';
import { recogniseFileJob } from './digital.jobs.ts';
import { oweFourPropertyRun } from './four-property/start-run.ts';

export const objectIdOf = (itemId: string): string => `urn:uuid:${itemId}`;

interface CommitOptions {
  objects: ObjectStore;
  isPartOfBatch?: boolean;
}

/** Files of the newest version by their logical path. */
const filesIn = (inventory: OcflInventory | null): Map<string, { digest: string; contentPath: string }> => {
  const files = new Map<string, { digest: string; contentPath: string }>();
  for (const [digest, paths] of Object.entries(inventory?.versions[inventory.head]?.state ?? {}))
    for (const logicalPath of paths)
      files.set(logicalPath, { digest, contentPath: inventory?.manifest[digest]?.[0] ?? '' });
  return files;
};

interface RecordToWrite {
  itemId: string;
  promised: readonly CommittingFile[];
  held: readonly HeldFile[];
}
interface Written {
  itemId: string;
  version: string;
  places: StoredPlace[];
  replaced: string[];
}

/**
 * One version of a record's object with all files that were promised. What an earlier run has stored and could not mark
 * is found by name and digest; what one has stored whose rows a crash took back leaves the newest version.
 */
const writeRecord = async (
  objects: ObjectStore,
  scope: TenantScope,
  { itemId, promised, held }: RecordToWrite,
): Promise<Written> => {
  const { tenantId } = scope;
  const objectId = objectIdOf(itemId);
  const state = await objects.records.recover(tenantId, objectId);
  const inventory = state === 'absent' ? null : await objects.records.inventory(tenantId, objectId);
  const present = filesIn(inventory);
  const missing = promised.filter((row) => present.get(row.logicalPath)?.digest !== row.sha512);
  const replaced = held.filter((row) => row.isReplaced);
  const named = new Set([
    ...promised.map((row) => row.logicalPath),
    ...held.filter((row) => !row.isReplaced).map((row) => row.logicalPath),
  ]);
  const remove = [...present.keys()].filter((logicalPath) => !named.has(logicalPath));
  const placeOf = new Map([...present].map(([logicalPath, { contentPath }]) => [logicalPath, contentPath]));
  let version = inventory?.head ?? 'v1';
  if (missing.length > 0 || remove.length > 0) {
    const stored = await objects.records.addVersion(tenantId, {
      objectId,
      add: missing.map((row) => toVersionFile(objects, tenantId, row)),
      remove,
      message: replaced.length > 0 ? '重扫替换' : '挂接文件',
      user: { name: scope.actorName, address: `urn:uuid:${scope.accountId ?? itemId}` },
      created: new Date().toISOString(),
    });
    version = stored.version;
    for (const [logicalPath, contentPath] of stored.contentPaths) placeOf.set(logicalPath, contentPath);
  }
  const places = promised.map(({ id, logicalPath }) => ({
    id,
    ocflVersion: version,
    contentPath: placeOf.get(logicalPath) ?? '',
  }));
  return { itemId, version, places, replaced: replaced.map((row) => row.id) };
};

const groupByItem = <T extends { itemId: string }>(rows: readonly T[]): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.itemId);
    if (group) group.push(row);
    else groups.set(row.itemId, [row]);
  }
  return groups;
};

/**
 * Writes one version of each record's object with the files that were promised, side by side, then marks all of them
 * stored. The records are locked, so that one version of each is written at a time. Interrupted between the two, the
 * next run finds the files in the objects and only marks them; what a crash left half written is finished or set aside.
 */
export const commitRecords = async (
  tdb: TenantDb,
  scope: TenantScope,
  itemIds: readonly string[],
  { objects, isPartOfBatch = false }: CommitOptions,
): Promise<{ stored: number }> => {
  const { tenantId } = scope;
  await lockRecords(tdb, tenantId, itemIds);
  const promised = await listCommitting(tdb, tenantId, itemIds);
  if (promised.length === 0) return { stored: 0 };
  const byItem = groupByItem(promised);
  const held = groupByItem(await listHeld(tdb, tenantId, [...byItem.keys()]));
  const written = await allEnded(
    [...byItem].map(([itemId, rows]) =>
      writeRecord(objects, scope, { itemId, promised: rows, held: held.get(itemId) ?? [] }),
    ),
  );
  const stored = await markStored(
    tdb,
    tenantId,
    written.flatMap((record) => record.places),
  );
  const replaced = written.flatMap((record) => record.replaced);
  if (replaced.length > 0) await markReplaced(tdb, tenantId, replaced);
  const readable = promised.filter(isReadable).map((row) => ({ fileId: row.id }));
  await enqueueAll(tdb, scope, recogniseFileJob, readable);
  // 归档环节的四性检测; a batch is checked as a whole when all of it is in.
  if (!isPartOfBatch)
    await oweFourPropertyRun(tdb, scope, {
      phase: 'archiving',
      scope: { kind: 'records', itemIds: [...byItem.keys()], onlyNew: true },
    });
  const acts = written.map(({ itemId, places, version }) => ({
    action: 'digital.store',
    objectKind: 'archive_item',
    objectId: itemId,
    detail: { files: places.length, version },
  }));
  await auditAll(tdb, scope, acts);
  return { stored };
};

/** The same for one record. */
export const commitFiles = (
  tdb: TenantDb,
  scope: TenantScope,
  payload: { itemId: string },
  options: CommitOptions,
): Promise<{ stored: number }> => commitRecords(tdb, scope, [payload.itemId], options);

/** Pictures, PDFs and documents that hold text are read. */
const isReadable = (row: CommittingFile): boolean =>
  /^(?:image\/|application\/pdf$)/.test(row.mediaType) || isDocument(row.mediaType);

const toVersionFile = (objects: ObjectStore, tenantId: number, row: CommittingFile) => ({
  logicalPath: row.logicalPath,
  source: () => objects.staging.localFile(tenantId, row.uploadId ?? row.id),
  sha512: row.sha512,
  sha256: row.sha256,
  sm3: row.sm3,
  extension: row.extension,
});
