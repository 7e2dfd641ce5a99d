import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countIncidentRows,
  countReceivedIncidentRows,
  findReceivedIncident,
  listIncidentRows,
  listInstructions,
  listReceivedIncidentRows,
  listReceivedReports,
  listReports,
  type ReceivedIncidentRow as Received,
} from '@/db/queries/safety-incident.queries';
import { audit } from '@/server/audit/audit';
import {
  type IncidentRowView,
  type IncidentView,
  type InstructInput,
  incidentRowView,
  incidentView,
  type ListIncidentsInput,
  type ReceivedIncidentRow,
  type ReceivedIncidentView,
  receivedIncidentRow,
  receivedIncidentView,
} from '@/server/domain/safety/safety';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireIncident } from './report-incident.ts';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/** 本单位的安全事件. */
export const listIncidents = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListIncidentsInput,
): Promise<Page<IncidentRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listIncidentRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countIncidentRows(tdb, scope.tenantId, input);
  return cutPage(
    incidentRowView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.discoveredAt, row.id]),
  );
};

export const getIncident = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { incidentId: string },
): Promise<IncidentView> => {
  const incident = await requireIncident(tdb, scope, input.incidentId);
  const named = { unitTenantId: scope.tenantId, incidentId: incident.id };
  return incidentView.parse({
    ...incident,
    reports: await listReports(tdb, scope.tenantId, incident.id),
    instructions: await listInstructions(tdb, scope.tenantId, named),
  });
};

/** 下级报来的安全事件, one line an incident, with what is overdue. */
export const listReceivedIncidents = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListIncidentsInput,
): Promise<Page<ReceivedIncidentRow>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listReceivedIncidentRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countReceivedIncidentRows(tdb, scope.tenantId, input);
  return cutPage(
    receivedIncidentRow.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.discoveredAt, row.id]),
  );
};

const requireReceived = async (tdb: TenantDb, scope: TenantScope, incidentId: string): Promise<Received> => {
  const incident = await findReceivedIncident(tdb, scope.tenantId, incidentId);
  if (!incident) throw new AppError('NOT_FOUND', `incident ${incidentId} was not reported to ${scope.tenantId}`);
  return incident;
};

export const getReceivedIncident = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { incidentId: string },
): Promise<ReceivedIncidentView> => {
  const incident = await requireReceived(tdb, scope, input.incidentId);
  const named = { unitTenantId: incident.unitTenantId, incidentId: incident.id };
  return receivedIncidentView.parse({
    ...incident,
    reports: await listReceivedReports(tdb, scope.tenantId, named),
    instructions: await listInstructions(tdb, scope.tenantId, named),
  });
};

/** 批示 of the superior: goes back to the unit in answer to its newest report. */
export const instruct = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: InstructInput,
): Promise<{ dispatchId: string }> => {
  refuseClassified(input.words);
  const incident = await requireReceived(tdb, scope, input.incidentId);
  const sent = await sendDispatch(tdb, scope, {
    addresseeTenantId: incident.unitTenantId,
    kind: 'incident_instruction',
    title: `关于档案安全事件的批示：${incident.title}`,
    body: { words: input.words, instructedBy: scope.actorName },
    objectId: incident.id,
    inReplyTo: incident.newestDispatchId,
  });
  await audit(tdb, scope, {
    action: 'safety.instruct',
    objectKind: 'dispatch',
    objectId: sent.id,
    objectLabel: `${incident.unitName} ${incident.title}`,
    detail: { words: input.words },
  });
  return { dispatchId: sent.id };
};
