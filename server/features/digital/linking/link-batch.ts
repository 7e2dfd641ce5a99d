import { type Pools, type TenantDb, withTenantDb } from '@/db/client';
import {
  countLinkFiles,
  findLinkBatch,
  listItemsToLink,
  listUploadsToLink,
  markLinked,
  updateLinkBatch,
} from '@/db/queries/linking.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { ObjectStore } from '@/server/objects/object-store';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { promiseFiles } from '../attach-files.ts';
import { commitFiles } from '../commit-files.ts';
import { linkBatchJob } from '../digital.jobs.ts';
import { oweFourPropertyRun } from '../four-property/start-run.ts';

/** 确认挂接: owes the linking of every file that has a record. Files without one stay in the batch. */
export const confirmLinking = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
): Promise<{ jobId: string; files: number }> => {
  const batch = await findLinkBatch(tdb, scope.tenantId, input.batchId, { lock: true });
  if (!batch) throw new AppError('NOT_FOUND', `batch ${input.batchId} is not in tenant ${scope.tenantId}`);
  if (batch.state !== 'matched') throw new AppError('LINK_BATCH_CLOSED', `batch is ${batch.state}`);
  const counts = await countLinkFiles(tdb, scope.tenantId, batch.id);
  if (counts.matched === 0) throw new AppError('LINK_NOTHING_MATCHED', 'no file of the batch has a record');
  const jobId = await enqueue(tdb, scope, linkBatchJob, { batchId: batch.id });
  await updateLinkBatch(tdb, scope.tenantId, batch.id, { state: 'linking', jobId });
  await audit(tdb, scope, {
    action: 'digital.confirmLinking',
    objectKind: 'link_batch',
    objectId: batch.id,
    objectLabel: batch.name,
    detail: { files: counts.matched },
  });
  return { jobId, files: counts.matched };
};

export interface LinkSteps {
  pools: Pools;
  scope: TenantScope;
  payload: { batchId: string };
  objects: ObjectStore;
  progress(done: number, total: number | null): Promise<void>;
}

/** Records that are linked at once: while one waits for the disk, the next one computes. */
const AT_ONCE = 4;

/** Files of one record: promised, stored and marked in one transaction, so that each record is linked wholly or not. */
const linkItem = async (tdb: TenantDb, steps: LinkSteps, creationMethod: string, itemId: string): Promise<number> => {
  const { scope, payload, objects } = steps;
  const uploadIds = await listUploadsToLink(tdb, scope.tenantId, { batchId: payload.batchId, itemId });
  if (uploadIds.length === 0) return 0;
  const rows = await promiseFiles(tdb, scope, { itemId, uploadIds, role: 'master', creationMethod });
  await markLinked(tdb, scope.tenantId, payload.batchId, rows);
  await commitFiles(tdb, scope, { itemId }, { objects, isPartOfBatch: true });
  return rows.length;
};

/** The next records, side by side. All of them have ended when this answers or throws. */
const linkNext = async (steps: LinkSteps, creationMethod: string): Promise<number> => {
  const { pools, scope, payload } = steps;
  const itemIds = await withTenantDb(pools, scope, (tdb) =>
    listItemsToLink(tdb, scope.tenantId, payload.batchId, AT_ONCE),
  );
  const ended = await Promise.allSettled(
    itemIds.map((itemId) => withTenantDb(pools, scope, (tdb) => linkItem(tdb, steps, creationMethod, itemId))),
  );
  let linked = 0;
  for (const one of ended) {
    if (one.status === 'rejected') throw one.reason;
    linked += one.value;
  }
  return linked;
};

/** Goes from record to record; stopped anywhere, the next run goes on with the next record. */
export const linkBatch = async (steps: LinkSteps): Promise<{ linked: number }> => {
  const { pools, scope, payload, progress } = steps;
  const batch = await withTenantDb(pools, scope, (tdb) => findLinkBatch(tdb, scope.tenantId, payload.batchId));
  if (batch?.state !== 'linking') return { linked: 0 };
  let linked = (await withTenantDb(pools, scope, (tdb) => countLinkFiles(tdb, scope.tenantId, batch.id))).linked;
  for (;;) {
    const done = await linkNext(steps, batch.creationMethod);
    if (done === 0) break;
    linked += done;
    await progress(linked, batch.matchedCount);
  }
  await withTenantDb(pools, scope, async (tdb) => {
    const counts = await countLinkFiles(tdb, scope.tenantId, batch.id);
    await updateLinkBatch(tdb, scope.tenantId, batch.id, { state: 'linked', linkedCount: counts.linked }, 'linkedAt');
    await oweFourPropertyRun(tdb, scope, { phase: 'archiving', scope: { kind: 'link', linkBatchId: batch.id } });
  });
  return { linked };
};
