import type { TenantDb } from '@/db/client';
import { findVisitForUpdate, updateVisit, type VisitFields } from '@/db/queries/use.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { CorrectVisitInput, VisitView } from '@/server/domain/use/reading-visit';
import type { TenantScope } from '@/server/tenancy/scope';
import { toVisitView } from './visit.mapper.ts';

/** Corrects a line of the register. The old values stay in the audit log, with the reason. A void line stays as it is. */
export const correctVisit = async (tdb: TenantDb, scope: TenantScope, input: CorrectVisitInput): Promise<VisitView> => {
  const { visitId, rowVersion, reason, ...typed } = input;
  const fields: VisitFields = { ...typed, visitorUnit: typed.visitorUnit ?? null };
  refuseClassified(fields.subject, fields.visitorUnit, fields.visitorName, reason);
  const before = await findVisitForUpdate(tdb, scope.tenantId, visitId);
  if (!before) throw new AppError('NOT_FOUND', `visit ${visitId} is not in tenant ${scope.tenantId}`);
  if (before.state === 'void') throw new AppError('CONFLICT', `visit ${visitId} is void`);
  const after = await updateVisit(tdb, { tenantId: scope.tenantId, visitId, rowVersion }, fields);
  if (!after) throw new AppError('STALE_VERSION', `visit ${visitId} is at version ${before.rowVersion}`);
  const changed = (Object.keys(fields) as (keyof VisitFields)[]).filter((name) => before[name] !== after[name]);
  await audit(tdb, scope, {
    action: 'use.correctVisit',
    objectKind: 'reading_visit',
    objectId: visitId,
    objectLabel: `${after.visitedOn} ${after.visitorName}`,
    detail: { reason, changes: changed.map((name) => ({ field: name, from: before[name], to: after[name] })) },
  });
  return toVisitView(after);
};
