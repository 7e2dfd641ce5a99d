import type { TenantDb } from '@/db/client';
import { type DigitalFileRow, lockCommitting, markStored } from '@/db/queries/digital.queries';
import { listReplaced, markReplaced } from '@/db/queries/scan-page.queries';
import { audit } from '@/server/audit/audit';
import { isDocument } from '@/server/imaging/document-text';
import type { ObjectStore } from '@/server/objects/object-store';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { recogniseFileJob } from './digital.jobs.ts';
import { oweFourPropertyRun } from './four-property/start-run.ts';

export const objectIdOf = (itemId: string): string => `urn:uuid:${itemId}`;

/** Where files stand that an earlier, interrupted run has stored already: the newest version names them. */
const placesIn = async (objects: ObjectStore, tenantId: number, objectId: string): Promise<Map<string, string>> => {
  const inventory = await objects.records.inventory(tenantId, objectId);
  const state = inventory?.versions[inventory.head]?.state ?? {};
  const places = new Map<string, string>();
  for (const [digest, paths] of Object.entries(state))
    for (const logicalPath of paths) places.set(logicalPath, inventory?.manifest[digest]?.[0] ?? '');
  return places;
};

/**
 * Writes one version of the record's object with all files that were promised, then marks them stored. The record's
 * row is locked, so that one version is written at a time. Interrupted between the two, the next run finds the files
 * in the object and only marks them; what a crash left half written is finished or set aside first.
 */
export const commitFiles = async (
  tdb: TenantDb,
  scope: TenantScope,
  payload: { itemId: string },
  { objects, isPartOfBatch = false }: { objects: ObjectStore; isPartOfBatch?: boolean },
): Promise<{ stored: number }> => {
  const { tenantId } = scope;
  const rows = await lockCommitting(tdb, tenantId, payload.itemId);
  if (rows.length === 0) return { stored: 0 };
  const objectId = objectIdOf(payload.itemId);
  await objects.records.recover(tenantId, objectId);
  const present = await placesIn(objects, tenantId, objectId);
  const missing = rows.filter((row) => !present.has(row.logicalPath));
  const replaced = await listReplaced(tdb, tenantId, payload.itemId);
  let head = (await objects.records.inventory(tenantId, objectId))?.head ?? 'v1';
  if (missing.length > 0) {
    const stored = await objects.records.addVersion(tenantId, {
      objectId,
      add: missing.map((row) => toVersionFile(objects, tenantId, row)),
      remove: replaced.map((row) => row.logicalPath).filter((logicalPath) => present.has(logicalPath)),
      message: replaced.length > 0 ? '重扫替换' : '挂接文件',
      user: { name: scope.actorName, address: `urn:uuid:${scope.accountId ?? payload.itemId}` },
      created: new Date().toISOString(),
    });
    head = stored.version;
    for (const [logicalPath, contentPath] of stored.contentPaths) present.set(logicalPath, contentPath);
  }
  const places = rows.map((row) => ({
    id: row.id,
    ocflVersion: head,
    contentPath: present.get(row.logicalPath) ?? '',
  }));
  const stored = await markStored(tdb, tenantId, places);
  await markReplaced(
    tdb,
    tenantId,
    replaced.map((row) => row.id),
  );
  for (const row of rows.filter(isReadable)) await enqueue(tdb, scope, recogniseFileJob, { fileId: row.id });
  // 归档环节的四性检测; a batch is checked as a whole when all of it is in.
  if (!isPartOfBatch)
    await oweFourPropertyRun(tdb, scope, {
      phase: 'archiving',
      scope: { kind: 'records', itemIds: [payload.itemId] },
    });
  await audit(tdb, scope, {
    action: 'digital.store',
    objectKind: 'archive_item',
    objectId: payload.itemId,
    detail: { files: stored, version: head },
  });
  return { stored };
};

/** Pictures, PDFs and documents that hold text are read. */
const isReadable = (row: DigitalFileRow): boolean =>
  /^(?:image\/|application\/pdf$)/.test(row.mediaType) || isDocument(row.mediaType);

const toVersionFile = (objects: ObjectStore, tenantId: number, row: DigitalFileRow) => ({
  logicalPath: row.logicalPath,
  source: () => objects.staging.localFile(tenantId, row.uploadId ?? row.id),
  sha512: row.sha512,
  sha256: row.sha256,
  sm3: row.sm3,
  extension: row.extension,
});
