import { type Pools, type TenantDb, withTenantDb } from '@/db/client';
import { findDigitalFile } from '@/db/queries/digital.queries';
import { markVerified } from '@/db/queries/fixity.queries';
import { closeIncident, findIncident, type IncidentRow } from '@/db/queries/fixity-incident.queries';
import { audit } from '@/server/audit/audit';
import type { REPAIRS } from '@/server/domain/digital/fixity';
import { AppError } from '@/server/domain/shared/app-error';
import { closeTodo } from '@/server/features/platform';
import { readDigests } from '@/server/objects/check-record';
import type { ObjectStore } from '@/server/objects/object-store';
import { placeOf } from '@/server/objects/ocfl/next-inventory';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { objectIdOf } from '../commit-files.ts';
import { repairFileJob } from '../digital.jobs.ts';
import { INCIDENT_TODO } from './verify-files.ts';

/** What can be done about an incident here; null when a person has to restore the file by other means. */
export const repairOf = (
  incident: Pick<IncidentRow, 'kind' | 'fileId' | 'state'>,
  hasSecondCopy: boolean,
): (typeof REPAIRS)[number] | null => {
  if (incident.state !== 'open' && incident.state !== 'handling') return null;
  if (incident.kind === 'untracked') return 'set_aside';
  // Another copy of a virus is a virus.
  if (incident.kind === 'infected') return null;
  if (incident.fileId === null) return 'inventory';
  return hasSecondCopy ? 'copy' : null;
};

/** Owes the repair of an incident. */
export const askForRepair = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { id: string },
): Promise<{ jobId: string }> => {
  const incident = await findIncident(tdb, scope.tenantId, input.id);
  if (!incident) throw new AppError('NOT_FOUND', `incident ${input.id} is not in tenant ${scope.tenantId}`);
  const repair = repairOf(incident, objects.secondCopy !== null);
  if (incident.closedAt !== null) throw new AppError('INCIDENT_CLOSED', `incident is ${incident.state}`);
  if (repair === null) throw new AppError('REPAIR_IMPOSSIBLE', 'no second copy is set up');
  await audit(tdb, scope, {
    action: 'digital.repairFile',
    objectKind: 'fixity_incident',
    objectId: incident.id,
    objectLabel: incident.referenceCode,
    detail: { repair, path: incident.path },
  });
  return { jobId: await enqueue(tdb, scope, repairFileJob, { incidentId: incident.id }) };
};

type Place = { tenantId: number; objectId: string; path: string };

/** Compared before it is taken and after it was put in place: a copy may be as damaged as what it replaces. */
const repairFromCopy = async (objects: ObjectStore, place: Place, expected: { sha256: string; sm3: string }) => {
  const { tenantId, objectId, path } = place;
  const { secondCopy, records } = objects;
  if (!secondCopy || !(await secondCopy.isThere())) throw new AppError('REPAIR_IMPOSSIBLE', 'the second copy is away');
  const isSame = async (store: typeof records): Promise<boolean> => {
    const found = await readDigests(store.tree(tenantId, objectId), path, true);
    return found.state === 'read' && found.sha256 === expected.sha256 && found.sm3 === expected.sm3;
  };
  if (!(await isSame(secondCopy.records))) throw new AppError('REPAIR_IMPOSSIBLE', `the copy of ${path} is not it`);
  await records.putBack(tenantId, objectId, path, await secondCopy.records.localFile(tenantId, objectId, path));
  if (!(await isSame(records))) throw new AppError('OBJECT_DAMAGED', `${path} is wrong after its repair`);
};

export interface RepairSteps {
  pools: Pools;
  scope: TenantScope;
  payload: { incidentId: string };
  objects: ObjectStore;
}

const act = async (
  objects: ObjectStore,
  incident: IncidentRow,
  place: Place,
  file: { sha256: string; sm3: string } | undefined,
) => {
  const { tenantId, objectId, path } = place;
  const repair = repairOf(incident, objects.secondCopy !== null);
  if (repair === 'copy' && file) await repairFromCopy(objects, place, file);
  else if (repair === 'set_aside') await objects.records.setAside(tenantId, placeOf(objectId), path);
  else if (repair === 'inventory') {
    const found = await objects.records.recover(tenantId, objectId);
    if (found === 'absent' || found === 'set_aside') throw new AppError('REPAIR_IMPOSSIBLE', `the object is ${found}`);
  } else throw new AppError('REPAIR_IMPOSSIBLE', 'no second copy is set up');
  return repair;
};

/**
 * Puts a damaged or missing file in its place from the second copy, sets an extra file aside, or writes an object's root
 * inventory anew from its newest version. What stood there goes to the quarantine; nothing is deleted. A second run
 * finds the incident closed.
 */
export const repairFile = async ({ pools, scope, payload, objects }: RepairSteps): Promise<{ repair: string }> => {
  const { tenantId } = scope;
  const { incident, file } = await withTenantDb(pools, scope, async (tdb) => {
    const found = await findIncident(tdb, tenantId, payload.incidentId);
    return { incident: found, file: found?.fileId ? await findDigitalFile(tdb, tenantId, found.fileId) : undefined };
  });
  if (!incident) throw new AppError('NOT_FOUND', `incident ${payload.incidentId}`);
  if (incident.closedAt !== null) return { repair: 'none' };
  const objectId = objectIdOf(incident.itemId);
  const repair = await act(objects, incident, { tenantId, objectId, path: incident.path }, file);
  await withTenantDb(pools, scope, async (tdb) => {
    if (file) await markVerified(tdb, tenantId, [{ id: file.id, result: 'intact' }]);
    const end = { state: 'repaired' as const, reason: `repair:${repair}`, closedByName: scope.actorName };
    if (!(await closeIncident(tdb, tenantId, { id: incident.id }, end))) return;
    await closeTodo(tdb, scope, { kind: INCIDENT_TODO, objectId: incident.id });
    await audit(tdb, scope, {
      action: 'digital.fileRepaired',
      objectKind: 'fixity_incident',
      objectId: incident.id,
      objectLabel: incident.referenceCode,
      detail: { repair, path: incident.path, sha256: file?.sha256 ?? null },
    });
  });
  return { repair };
};
