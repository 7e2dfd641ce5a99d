import { type Pools, type TenantDb, withTenantDb } from '@/db/client';
import { closeReleased, findIncident, type IncidentRow } from '@/db/queries/fixity-incident.queries';
import { findQuarantined, keepRescan, type QuarantinedRow, releaseQuarantined } from '@/db/queries/scan-again.queries';
import { audit } from '@/server/audit/audit';
import { liftsAlarm } from '@/server/domain/digital/fixity';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { closeTodo, notify } from '@/server/features/platform';
import { forgetScanners, lookForViruses, scannerState } from '@/server/objects/inspect/scan-for-viruses';
import type { ObjectStore } from '@/server/objects/object-store';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { objectIdOf } from '../commit-files.ts';
import { recogniseFileJob, rescanFileJob } from '../digital.jobs.ts';
import { INCIDENT_TODO } from './verify-files.ts';

/** The incident and the file that lies in quarantine for it. */
const findInQuarantine = async (
  tdb: TenantDb,
  scope: TenantScope,
  id: string,
): Promise<{ incident: IncidentRow; file: QuarantinedRow }> => {
  const incident = await findIncident(tdb, scope.tenantId, id);
  if (!incident) throw new AppError('NOT_FOUND', `incident ${id} is not in tenant ${scope.tenantId}`);
  const file =
    incident.kind === 'infected' && incident.fileId !== null
      ? await findQuarantined(tdb, scope.tenantId, incident.fileId)
      : undefined;
  if (!file || incident.state === 'released') throw new AppError('INCIDENT_CLOSED', `incident ${id} is no quarantine`);
  return { incident, file };
};

/** Owes another scan of a file in which a virus was found. */
export const askForRescan = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<{ jobId: string }> => {
  const { incident } = await findInQuarantine(tdb, scope, input.id);
  await audit(tdb, scope, {
    action: 'digital.askRescan',
    objectKind: 'fixity_incident',
    objectId: incident.id,
    objectLabel: incident.referenceCode,
    detail: { fileId: incident.fileId, path: incident.path },
  });
  return { jobId: await enqueue(tdb, scope, rescanFileJob, { incidentId: incident.id }) };
};

interface RescanSteps {
  pools: Pools;
  scope: TenantScope;
  payload: { incidentId: string };
  objects: ObjectStore;
}

/**
 * Asks the scanner again, and keeps its word with the incident. It releases nothing: whoever may do that is told when the
 * word would do. A second run asks once more, which does no harm.
 */
export const rescanFile = async (
  { pools, scope, payload, objects }: RescanSteps,
  scanner = { scan: lookForViruses, state: scannerState, forget: forgetScanners },
): Promise<{ state: string }> => {
  const { tenantId } = scope;
  const { file } = await withTenantDb(pools, scope, (tdb) => findInQuarantine(tdb, scope, payload.incidentId));
  // Its signatures may have come a moment ago.
  scanner.forget();
  if ((await scanner.state()) !== 'ready') throw new AppError('SCANNER_MISSING', 'no scanner with signatures');
  const verdict = await scanner.scan(
    await objects.records.localFile(tenantId, objectIdOf(file.itemId), file.contentPath),
  );
  await withTenantDb(pools, scope, async (tdb) => {
    const incident = await findIncident(tdb, tenantId, payload.incidentId);
    if (!incident || !(await keepRescan(tdb, tenantId, payload.incidentId, verdict))) return;
    await audit(tdb, scope, {
      action: 'digital.rescanFile',
      objectKind: 'fixity_incident',
      objectId: incident.id,
      objectLabel: incident.referenceCode,
      detail: { ...verdict, foundWith: file.scannedWith },
    });
    if (!liftsAlarm(file.scannedWith, verdict)) return;
    await notify(tdb, scope, {
      kind: INCIDENT_TODO,
      title: `复查未发现病毒，可以解除隔离：${incident.referenceCode}`,
      link: `digital/incidents/${incident.id}`,
      permission: 'digital.release',
    });
  });
  return { state: verdict.state };
};

/**
 * 解除隔离: a file that newer signatures find harmless goes back where it was, for a reason that is kept. What was read
 * in it is found again at once; its pictures are made anew.
 * @throws AppError RESCAN_NEEDED as long as no such scan has been made.
 */
export const releaseFile = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string; rowVersion: number; reason: string },
): Promise<void> => {
  refuseClassified(input.reason);
  const { incident, file } = await findInQuarantine(tdb, scope, input.id);
  const rescan = { state: incident.rescanState, signatures: incident.rescannedWith };
  if (!liftsAlarm(file.scannedWith, rescan))
    throw new AppError('RESCAN_NEEDED', `incident ${incident.id}: ${file.scannedWith} → ${rescan.signatures}`);
  const end = { reason: input.reason, closedByName: scope.actorName };
  if (!(await closeReleased(tdb, scope.tenantId, input, end)))
    throw new AppError('INCIDENT_CLOSED', `incident ${input.id} is ${incident.state}`);
  await releaseQuarantined(tdb, scope.tenantId, file.id, rescan.signatures);
  await closeTodo(tdb, scope, { kind: INCIDENT_TODO, objectId: incident.id });
  await audit(tdb, scope, {
    action: 'digital.releaseFile',
    objectKind: 'fixity_incident',
    objectId: incident.id,
    objectLabel: incident.referenceCode,
    detail: { fileId: file.id, path: incident.path, reason: input.reason, foundWith: file.scannedWith, rescan },
  });
  await enqueue(tdb, scope, recogniseFileJob, { fileId: file.id });
};
