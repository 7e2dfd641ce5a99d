import { type Pools, type TenantDb, withTenantDb } from '@/db/client';
import { lockRecords } from '@/db/queries/commit.queries';
import { markWithdrawn } from '@/db/queries/digital.queries';
import { findLinkBatch, updateLinkBatch } from '@/db/queries/link-batch.queries';
import { type FileToUndo, listFilesToUndo, listItemsToUndo } from '@/db/queries/linking.queries';
import { audit, auditAll } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { ObjectStore } from '@/server/objects/object-store';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { allEnded } from '../all-ended.ts';
import { objectIdOf } from '../commit-files.ts';
import { undoLinkingJob } from '../digital.jobs.ts';

/** 撤销挂接: owes taking the files of the batch out of their records. They stay in the records' older versions. */
export const undoLinking = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
): Promise<{ jobId: string }> => {
  const batch = await findLinkBatch(tdb, scope.tenantId, input.batchId, { lock: true });
  if (!batch) throw new AppError('NOT_FOUND', `batch ${input.batchId} is not in tenant ${scope.tenantId}`);
  if (batch.state !== 'linked') throw new AppError('LINK_BATCH_CLOSED', `batch is ${batch.state}`);
  const jobId = await enqueue(tdb, scope, undoLinkingJob, { batchId: batch.id });
  await updateLinkBatch(tdb, scope.tenantId, batch.id, { jobId });
  await audit(tdb, scope, {
    action: 'digital.undoLinking',
    objectKind: 'link_batch',
    objectId: batch.id,
    objectLabel: batch.name,
    detail: { files: batch.linkedCount },
  });
  return { jobId };
};

export interface UndoSteps {
  pools: Pools;
  scope: TenantScope;
  payload: { batchId: string };
  objects: ObjectStore;
  progress(done: number, total: number | null): Promise<void>;
}

/** Records of one transaction. */
const AT_ONCE = 16;

/** The next version of a record's object, without the files of the batch. */
const takeOut = async ({ scope, objects }: UndoSteps, itemId: string, files: readonly FileToUndo[]): Promise<void> => {
  const { tenantId } = scope;
  const objectId = objectIdOf(itemId);
  await objects.records.recover(tenantId, objectId);
  const inventory = await objects.records.inventory(tenantId, objectId);
  const present = new Set(Object.values(inventory?.versions[inventory.head]?.state ?? {}).flat());
  const remove = files.map((file) => file.logicalPath).filter((logicalPath) => present.has(logicalPath));
  // Interrupted between the object and the rows, the next run finds the files gone and only marks them.
  if (remove.length === 0) return;
  await objects.records.addVersion(tenantId, {
    objectId,
    add: [],
    remove,
    message: '撤销挂接',
    user: { name: scope.actorName, address: `urn:uuid:${scope.accountId ?? itemId}` },
    created: new Date().toISOString(),
  });
};

/** Locked like every record whose object gets a version: a file that is attached meanwhile waits. */
const undoRecords = async (tdb: TenantDb, steps: UndoSteps, itemIds: readonly string[]): Promise<number> => {
  const { scope, payload } = steps;
  const { tenantId } = scope;
  await lockRecords(tdb, tenantId, itemIds);
  const files = await listFilesToUndo(tdb, tenantId, { batchId: payload.batchId, itemIds });
  const byItem = new Map(itemIds.map((itemId): [string, FileToUndo[]] => [itemId, []]));
  for (const file of files) byItem.get(file.itemId)?.push(file);
  const records = [...byItem].filter(([, own]) => own.length > 0);
  await allEnded(records.map(([itemId, own]) => takeOut(steps, itemId, own)));
  const done = await markWithdrawn(
    tdb,
    tenantId,
    files.map((file) => file.fileId),
  );
  const acts = records.map(([itemId, own]) => ({
    action: 'digital.withdraw',
    objectKind: 'archive_item',
    objectId: itemId,
    detail: { files: own.length, batchId: payload.batchId },
  }));
  await auditAll(tdb, scope, acts);
  return done;
};

/** Goes on from record to record; stopped anywhere, the next run goes on. */
export const undoBatch = async (steps: UndoSteps): Promise<{ withdrawn: number }> => {
  const { pools, scope, payload, progress } = steps;
  let withdrawn = 0;
  for (let after: string | null = null; ; ) {
    const asked: { after: string | null; limit: number } = { after, limit: AT_ONCE };
    const itemIds: string[] = await withTenantDb(pools, scope, (tdb) =>
      listItemsToUndo(tdb, scope.tenantId, payload.batchId, asked),
    );
    if (itemIds.length === 0) break;
    withdrawn += await withTenantDb(pools, scope, (tdb) => undoRecords(tdb, steps, itemIds));
    await progress(withdrawn, null);
    after = itemIds.at(-1) ?? null;
  }
  await withTenantDb(pools, scope, (tdb) =>
    updateLinkBatch(tdb, scope.tenantId, payload.batchId, { state: 'undone' }, 'undoneAt'),
  );
  return { withdrawn };
};
