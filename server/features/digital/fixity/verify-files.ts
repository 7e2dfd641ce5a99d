import { v7 as uuidv7 } from 'uuid';
import { type Pools, type TenantDb, withTenantDb } from '@/db/client';
import { findItem } from '@/db/queries/archive-item.queries';
import {
  addToSweep,
  countFilesToVerify,
  endGivenUpSweeps,
  findSweep,
  finishSweep,
  hasPromisedFiles,
  insertSweep,
  listFilesToVerify,
  listRecordsToVerify,
  markVerified,
} from '@/db/queries/fixity.queries';
import { closeVanished, findIncidentOwner, openIncident } from '@/db/queries/fixity-incident.queries';
import { audit } from '@/server/audit/audit';
import type { FaultKind } from '@/server/domain/digital/fixity';
import { AppError } from '@/server/domain/shared/app-error';
import { permissionsOf, ROLE_CODES } from '@/server/domain/tenancy/permission';
import { addTodo, closeTodo, notify } from '@/server/features/platform';
import { checkRecord, type RecordReport } from '@/server/objects/check-record';
import type { ObjectStore } from '@/server/objects/object-store';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { objectIdOf } from '../commit-files.ts';
import { verifyFilesJob } from '../digital.jobs.ts';

const RECORDS_AT_ONCE = 100;
const CARERS = ROLE_CODES.filter((role) => permissionsOf([role]).has('digital.write'));
export const INCIDENT_TODO = 'fixity_incident';

/**
 * Owes a sweep: of what comes up for its term (the schedule), of everything, or of one record.
 * @throws AppError FIXITY_UNDER_WAY while one of the whole unit is going on.
 */
export const startSweep = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { kind: 'due' | 'all' | 'record'; itemId?: string | undefined; withSm3: boolean },
): Promise<{ sweepId: string; jobId: string }> => {
  const { tenantId, accountId } = scope;
  if (input.itemId !== undefined && !(await findItem(tdb, tenantId, input.itemId)))
    throw new AppError('NOT_FOUND', `record ${input.itemId} is not in tenant ${tenantId}`);
  await endGivenUpSweeps(tdb, tenantId);
  const id = uuidv7();
  const asked = { askedBy: accountId, askedByName: scope.actorName };
  const { kind, withSm3 } = input;
  if (!(await insertSweep(tdb, tenantId, { id, kind, itemId: input.itemId ?? null, withSm3, ...asked })))
    throw new AppError('FIXITY_UNDER_WAY', `tenant ${tenantId} is being verified`);
  await audit(tdb, scope, {
    action: 'digital.startSweep',
    objectKind: 'fixity_sweep',
    objectId: id,
    detail: { kind, withSm3, ...(input.itemId ? { itemId: input.itemId } : {}) },
  });
  return { sweepId: id, jobId: await enqueue(tdb, scope, verifyFilesJob, { sweepId: id }) };
};

/** Opens an incident for each fault; closes those that are no more. */
const settleFaults = async (
  tdb: TenantDb,
  scope: TenantScope,
  itemId: string,
  faults: RecordReport['faults'],
): Promise<void> => {
  const { tenantId } = scope;
  const gone = await closeVanished(
    tdb,
    tenantId,
    itemId,
    faults.map((fault) => fault.path),
  );
  for (const objectId of gone) {
    await closeTodo(tdb, scope, { kind: INCIDENT_TODO, objectId });
    await audit(tdb, scope, { action: 'digital.incidentGone', objectKind: 'fixity_incident', objectId });
  }
  await openIncidents(tdb, scope, itemId, faults);
};

/** An incident for each fault that is new: with an owner, a to-do and a message. */
export const openIncidents = async (
  tdb: TenantDb,
  scope: TenantScope,
  itemId: string,
  faults: readonly (Omit<RecordReport['faults'][number], 'kind'> & { kind: FaultKind })[],
): Promise<void> => {
  const { tenantId } = scope;
  if (faults.length === 0) return;
  const item = await findItem(tdb, tenantId, itemId);
  const owner = (await findIncidentOwner(tdb, tenantId, CARERS)) ?? null;
  for (const fault of faults) {
    const id = await openIncident(tdb, tenantId, { ...fault, id: uuidv7(), itemId, owner });
    if (!id) continue;
    const link = `digital/incidents/${id}`;
    const title = `${fault.kind === 'infected' ? '文件发现病毒，已隔离' : '文件核验有问题'}：${item?.referenceCode ?? itemId}`;
    const source = item?.title ?? '';
    const about = { kind: INCIDENT_TODO, title, source, link, objectId: id, permission: 'digital.write' as const };
    await addTodo(tdb, scope, { ...about, ...(owner ? { assigneeAccountId: owner.accountId } : {}) });
    await notify(tdb, scope, { kind: INCIDENT_TODO, title, link, permission: 'digital.write' });
    await audit(tdb, scope, {
      action: 'digital.openIncident',
      objectKind: 'fixity_incident',
      objectId: id,
      objectLabel: title,
      detail: { ...fault, owner: owner?.name ?? null },
    });
  }
};

/** Verifies one record and keeps what was found in one transaction. Reading may take minutes and holds none. */
const verifyRecord = async (
  pools: Pools,
  scope: TenantScope,
  objects: ObjectStore,
  sweep: { id: string; withSm3: boolean },
  itemId: string,
): Promise<RecordReport> => {
  const { tenantId } = scope;
  const look = async (): Promise<RecordReport> => {
    const expected = await withTenantDb(pools, scope, (tdb) => listFilesToVerify(tdb, tenantId, itemId));
    return checkRecord(objects.records.tree(tenantId, objectIdOf(itemId)), expected, sweep.withSm3);
  };
  const hasExtra = ({ faults }: RecordReport): boolean => faults.some((fault) => fault.kind === 'untracked');
  let report = await look();
  // A version that was being written while we looked is no extra file: look again.
  if (hasExtra(report)) report = await look();
  await withTenantDb(pools, scope, async (tdb) => {
    if (hasExtra(report) && (await hasPromisedFiles(tdb, tenantId, itemId)))
      report.faults = report.faults.filter((fault) => fault.kind !== 'untracked');
    await markVerified(tdb, tenantId, report.results);
    await settleFaults(tdb, scope, itemId, report.faults);
    const { files, bytes, faults } = report;
    await addToSweep(tdb, tenantId, sweep.id, { records: 1, files, bytes, faults: faults.length });
  });
  return report;
};

export interface VerifySteps {
  pools: Pools;
  scope: TenantScope;
  payload: { sweepId: string };
  objects: ObjectStore;
  progress(done: number, total: number | null): Promise<void>;
}

/**
 * 完整性核验: record by record, longest unverified first. Each is marked when it was read, so that a run that is stopped
 * goes on with the next one. A store that is not there is no thousand faults: it stops the sweep.
 */
export const verifyFiles = async ({ pools, scope, payload, objects, progress }: VerifySteps): Promise<object> => {
  const { tenantId } = scope;
  const begun = await withTenantDb(pools, scope, async (tdb) => {
    const sweep = await findSweep(tdb, tenantId, payload.sweepId);
    return sweep && { sweep, total: await countFilesToVerify(tdb, tenantId, sweep) };
  });
  if (!begun) throw new AppError('NOT_FOUND', `sweep ${payload.sweepId}`);
  const { sweep, total } = begun;
  if (total > 0 && !(await objects.records.isThere(tenantId)))
    throw new AppError('STORE_ABSENT', `no records of tenant ${tenantId} in the store`);
  let [files, faults] = [0, 0];
  for (;;) {
    const itemIds = await withTenantDb(pools, scope, (tdb) =>
      listRecordsToVerify(tdb, tenantId, sweep, RECORDS_AT_ONCE),
    );
    for (const itemId of itemIds) {
      const report = await verifyRecord(pools, scope, objects, sweep, itemId);
      files += report.results.length;
      faults += report.faults.length;
      await progress(files, Math.max(total, files));
    }
    if (itemIds.length < RECORDS_AT_ONCE) break;
  }
  await withTenantDb(pools, scope, (tdb) => finishSweep(tdb, tenantId, sweep.id));
  return { files, faults };
};
