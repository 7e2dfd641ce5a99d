import { type Pools, type TenantDb, withTenantDb } from '@/db/client';
import { markWithdrawn } from '@/db/queries/digital.queries';
import { findLinkBatch, nextItemToUndo, updateLinkBatch } from '@/db/queries/linking.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { ObjectStore } from '@/server/objects/object-store';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
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

const undoNext = async (tdb: TenantDb, { scope, payload, objects }: UndoSteps): Promise<number> => {
  const { tenantId } = scope;
  const next = await nextItemToUndo(tdb, tenantId, payload.batchId);
  if (!next) return 0;
  const objectId = objectIdOf(next.itemId);
  await objects.records.recover(tenantId, objectId);
  const inventory = await objects.records.inventory(tenantId, objectId);
  const present = new Set(Object.values(inventory?.versions[inventory.head]?.state ?? {}).flat());
  const remove = next.logicalPaths.filter((logicalPath) => present.has(logicalPath));
  // Interrupted between the object and the rows, the next run finds the files gone and only marks them.
  if (remove.length > 0)
    await objects.records.addVersion(tenantId, {
      objectId,
      add: [],
      remove,
      message: '撤销挂接',
      user: { name: scope.actorName, address: `urn:uuid:${scope.accountId ?? next.itemId}` },
      created: new Date().toISOString(),
    });
  const done = await markWithdrawn(tdb, tenantId, next.fileIds);
  await audit(tdb, scope, {
    action: 'digital.withdraw',
    objectKind: 'archive_item',
    objectId: next.itemId,
    detail: { files: done, batchId: payload.batchId },
  });
  return done;
};

/** Goes from record to record; stopped anywhere, the next run goes on. */
export const undoBatch = async (steps: UndoSteps): Promise<{ withdrawn: number }> => {
  const { pools, scope, payload, progress } = steps;
  let withdrawn = 0;
  for (;;) {
    const done = await withTenantDb(pools, scope, (tdb) => undoNext(tdb, steps));
    if (done === 0) break;
    withdrawn += done;
    await progress(withdrawn, null);
  }
  await withTenantDb(pools, scope, (tdb) =>
    updateLinkBatch(tdb, scope.tenantId, payload.batchId, { state: 'undone' }, 'undoneAt'),
  );
  return { withdrawn };
};
