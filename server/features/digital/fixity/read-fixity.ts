import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findLastSweep, sumCoverage } from '@/db/queries/fixity.queries';
import { countIncidents, findIncident, type IncidentRow, listIncidents } from '@/db/queries/fixity-incident.queries';
import { findQuarantined } from '@/db/queries/scan-again.queries';
import { scanState } from '@/server/domain/digital/digital-file';
import {
  type FixityOverview,
  type IncidentDetail,
  type IncidentView,
  incidentDetail,
  incidentView,
  type ListIncidentsInput,
  liftsAlarm,
  sweepView,
} from '@/server/domain/digital/fixity';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { repairOf } from './repair-file.ts';

const COUNTS = ['files', 'verified', 'waiting', 'overdue', 'faults'] as const;

/** How much was verified within its term, by year and category, and what is late or wrong. */
export const readFixity = async (
  tdb: TenantDb,
  { tenantId }: TenantScope,
  objects: ObjectStore,
): Promise<FixityOverview> => {
  const rows = await sumCoverage(tdb, tenantId);
  const total = { files: 0, verified: 0, waiting: 0, overdue: 0, faults: 0 };
  for (const row of rows) for (const name of COUNTS) total[name] += row[name];
  const last = await findLastSweep(tdb, tenantId);
  return {
    rows,
    total,
    openIncidents: await countIncidents(tdb, tenantId, { state: 'unsettled' }),
    lastSweep: last ? sweepView.parse(last) : null,
    hasSecondCopy: objects.secondCopy !== null,
    isSecondCopyThere: (await objects.secondCopy?.isThere()) ?? false,
  };
};

const incidentKey = z.tuple([z.string(), z.uuid()]);

/** Incidents, newest first. */
export const pageOfIncidents = async (
  tdb: TenantDb,
  { tenantId }: TenantScope,
  input: ListIncidentsInput,
): Promise<Page<IncidentView>> => {
  const after = decodeCursor(incidentKey, input.cursor);
  const { direction, limit } = input;
  const read = await listIncidents(tdb, tenantId, input, { direction, after, limit: limit + 1 });
  const total = await countIncidents(tdb, tenantId, input);
  const { rows, page } = cutPage(read, { limit, direction, hasCursor: after !== undefined, total }, (row) =>
    encodeCursor([row.foundAt, row.id]),
  );
  return { rows: rows.map((row) => incidentView.parse(row)), page };
};

/** What is known of a file that lies in quarantine for the incident. */
const quarantineOf = async (
  tdb: TenantDb,
  tenantId: number,
  row: IncidentRow,
): Promise<IncidentDetail['quarantine']> => {
  if (row.kind !== 'infected' || row.fileId === null || row.state === 'released') return null;
  const file = await findQuarantined(tdb, tenantId, row.fileId);
  if (!file) return null;
  const { rescanState: state, rescannedWith: signatures, rescannedAt: at } = row;
  const rescan = state && at ? { state: scanState.parse(state), signatures, at } : null;
  return {
    foundWith: file.scannedWith,
    rescan,
    isReleasable: rescan !== null && liftsAlarm(file.scannedWith, rescan),
  };
};

export const getIncident = async (
  tdb: TenantDb,
  { tenantId }: TenantScope,
  objects: ObjectStore,
  input: { id: string },
): Promise<IncidentDetail> => {
  const row = await findIncident(tdb, tenantId, input.id);
  if (!row) throw new AppError('NOT_FOUND', `incident ${input.id} is not in tenant ${tenantId}`);
  const repair = repairOf(row, objects.secondCopy !== null);
  return incidentDetail.parse({ ...row, repair, quarantine: await quarantineOf(tdb, tenantId, row) });
};
