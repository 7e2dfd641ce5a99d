import type { TenantDb } from '@/db/client';
import { findVisitForUpdate, updateVisit } from '@/db/queries/use.queries';
import { voidLines } from '@/db/queries/use-line.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { VisitView, VoidVisitInput } from '@/server/domain/use/reading-visit';
import type { TenantScope } from '@/server/tenancy/scope';
import { toVisitView } from './visit.mapper.ts';

/** Strikes a line out. It stays in the register with what was brought out, counts no longer, and does not come back. */
export const voidVisit = async (tdb: TenantDb, scope: TenantScope, input: VoidVisitInput): Promise<VisitView> => {
  const { visitId, rowVersion, reason } = input;
  const before = await findVisitForUpdate(tdb, scope.tenantId, visitId);
  if (!before) throw new AppError('NOT_FOUND', `visit ${visitId} is not in tenant ${scope.tenantId}`);
  if (before.state === 'void') throw new AppError('CONFLICT', `visit ${visitId} is void already`);
  const change = { state: 'void', effectAskOn: null };
  const after = await updateVisit(tdb, { tenantId: scope.tenantId, visitId, rowVersion }, change);
  if (!after) throw new AppError('STALE_VERSION', `visit ${visitId} is at version ${before.rowVersion}`);
  await voidLines(tdb, scope.tenantId, visitId);
  await audit(tdb, scope, {
    action: 'use.voidVisit',
    objectKind: 'reading_visit',
    objectId: visitId,
    objectLabel: `${after.visitedOn} ${after.visitorName}`,
    detail: { reason, from: before.state },
  });
  return toVisitView(after);
};
