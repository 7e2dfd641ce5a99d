import { type Pools, type TenantDb, withTenantDb } from '@/db/client';
import { findLinkBatch, updateLinkBatch } from '@/db/queries/link-batch.queries';
import { countLinkFiles, listItemsToLink, listUploadsToLink, markLinked } from '@/db/queries/linking.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { ObjectStore } from '@/server/objects/object-store';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { promiseFiles } from '../attach-files.ts';
import { commitRecords } from '../commit-files.ts';
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

/** Records of one transaction, as far as their files are not too many; a record stays whole. */
const MOST_RECORDS = 16;
const MOST_FILES = 200;
/** Groups at once: while one waits for the disk, the next one computes. */
const AT_ONCE = 2;
/** So many records that cannot be linked are no damaged file any more but a disk or a database that is gone. */
const MOST_FAULTS = 5;

/** Cuts records into groups of about the same work. */
export const cutGroups = (items: readonly { itemId: string; files: number }[]): string[][] => {
  const groups: string[][] = [];
  let files = 0;
  for (const item of items) {
    const group = groups.at(-1);
    if (group && group.length < MOST_RECORDS && files + item.files <= MOST_FILES) {
      group.push(item.itemId);
      files += item.files;
    } else {
      groups.push([item.itemId]);
      files = item.files;
    }
  }
  return groups;
};

/** Files of some records: promised, stored and marked in one transaction, so that each record is linked wholly or not. */
const linkGroup = (steps: LinkSteps, creationMethod: string, itemIds: readonly string[]): Promise<number> => {
  const { pools, scope, payload, objects } = steps;
  const { tenantId } = scope;
  return withTenantDb(pools, scope, async (tdb) => {
    const uploads = await listUploadsToLink(tdb, tenantId, { batchId: payload.batchId, itemIds });
    if (uploads.size === 0) return 0;
    const records = [...uploads].map(([itemId, uploadIds]) => ({ itemId, uploadIds }));
    const files = await promiseFiles(tdb, scope, records, { role: 'master', creationMethod, isOfBatch: true });
    await markLinked(tdb, tenantId, payload.batchId, files);
    await commitRecords(tdb, scope, [...uploads.keys()], { objects, isPartOfBatch: true });
    return files.length;
  });
};

/** A record that cannot be linked is passed over and does not keep the others waiting; its fault is told at the end. */
const linkOrPass = async (
  steps: LinkSteps,
  creationMethod: string,
  itemIds: readonly string[],
  faults: unknown[],
): Promise<number> => {
  try {
    return await linkGroup(steps, creationMethod, itemIds);
  } catch (error) {
    if (itemIds.length === 1) {
      faults.push(error);
      return 0;
    }
    let linked = 0;
    for (const itemId of itemIds)
      if (faults.length < MOST_FAULTS) linked += await linkOrPass(steps, creationMethod, [itemId], faults);
    return linked;
  }
};

/** Links all records that still have files to get. */
const linkAll = async (steps: LinkSteps, creationMethod: string, tell: (more: number) => Promise<void>) => {
  const { pools, scope, payload } = steps;
  const faults: unknown[] = [];
  for (let after: string | null = null; ; ) {
    const asked: { after: string | null; limit: number } = { after, limit: AT_ONCE * MOST_RECORDS };
    const items: { itemId: string; files: number }[] = await withTenantDb(pools, scope, (tdb) =>
      listItemsToLink(tdb, scope.tenantId, payload.batchId, asked),
    );
    const groups = cutGroups(items);
    for (let at = 0; at < groups.length; at += AT_ONCE) {
      // None of them throws: all have ended before the next ones begin.
      const linked = await Promise.all(
        groups.slice(at, at + AT_ONCE).map((group) => linkOrPass(steps, creationMethod, group, faults)),
      );
      if (faults.length >= MOST_FAULTS) throw faults[0];
      await tell(linked.reduce((sum, one) => sum + one, 0));
    }
    after = items.at(-1)?.itemId ?? null;
    if (items.length < asked.limit) break;
  }
  if (faults.length > 0) throw faults[0];
};

/** Goes from record to record; stopped anywhere, the next run goes on with the next record. */
export const linkBatch = async (steps: LinkSteps): Promise<{ linked: number }> => {
  const { pools, scope, payload, progress } = steps;
  const batch = await withTenantDb(pools, scope, (tdb) => findLinkBatch(tdb, scope.tenantId, payload.batchId));
  if (batch?.state !== 'linking') return { linked: 0 };
  let linked = (await withTenantDb(pools, scope, (tdb) => countLinkFiles(tdb, scope.tenantId, batch.id))).linked;
  await linkAll(steps, batch.creationMethod, async (more) => {
    linked += more;
    await progress(linked, batch.matchedCount);
  });
  await withTenantDb(pools, scope, async (tdb) => {
    const counts = await countLinkFiles(tdb, scope.tenantId, batch.id);
    await updateLinkBatch(tdb, scope.tenantId, batch.id, { state: 'linked', linkedCount: counts.linked }, 'linkedAt');
    await oweFourPropertyRun(tdb, scope, {
      phase: 'archiving',
      scope: { kind: 'link', linkBatchId: batch.id, onlyNew: true },
    });
  });
  return { linked };
};
