import type { TenantDb } from '@/db/client';
import { closeIncident, findIncident, takeIncident } from '@/db/queries/fixity-incident.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { addTodo, closeTodo } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { INCIDENT_TODO } from './verify-files.ts';

const findOwn = async (tdb: TenantDb, scope: TenantScope, id: string) => {
  const incident = await findIncident(tdb, scope.tenantId, id);
  if (!incident) throw new AppError('NOT_FOUND', `incident ${id} is not in tenant ${scope.tenantId}`);
  return incident;
};

/** The person takes the incident over; the to-do goes with it. */
export const takeOverIncident = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string; rowVersion: number },
): Promise<void> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'an incident needs a person');
  const incident = await findOwn(tdb, scope, input.id);
  const owner = { accountId: scope.accountId, name: scope.actorName };
  if (!(await takeIncident(tdb, scope.tenantId, input, owner)))
    throw new AppError('INCIDENT_CLOSED', `incident ${input.id} is ${incident.state}`);
  await closeTodo(tdb, scope, { kind: INCIDENT_TODO, objectId: incident.id, state: 'withdrawn' });
  await addTodo(tdb, scope, {
    kind: INCIDENT_TODO,
    title: `文件核验有问题：${incident.referenceCode}`,
    source: incident.title,
    link: `digital/incidents/${incident.id}`,
    objectId: incident.id,
    permission: 'digital.write',
    assigneeAccountId: scope.accountId,
  });
  await audit(tdb, scope, {
    action: 'digital.takeIncident',
    objectKind: 'fixity_incident',
    objectId: incident.id,
    objectLabel: incident.referenceCode,
    detail: { before: incident.ownerName },
  });
};

/** Leaves the fault as it is, for a reason that is kept. The same bytes do not open it again. */
export const acceptIncident = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string; rowVersion: number; reason: string },
): Promise<void> => {
  refuseClassified(input.reason);
  const incident = await findOwn(tdb, scope, input.id);
  const end = { state: 'accepted' as const, reason: input.reason, closedByName: scope.actorName };
  if (!(await closeIncident(tdb, scope.tenantId, input, end)))
    throw new AppError('INCIDENT_CLOSED', `incident ${input.id} is ${incident.state}`);
  await closeTodo(tdb, scope, { kind: INCIDENT_TODO, objectId: incident.id });
  await audit(tdb, scope, {
    action: 'digital.acceptIncident',
    objectKind: 'fixity_incident',
    objectId: incident.id,
    objectLabel: incident.referenceCode,
    detail: { reason: input.reason, kind: incident.kind, path: incident.path },
  });
};
