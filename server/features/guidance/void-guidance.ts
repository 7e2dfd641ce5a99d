import type { TenantDb } from '@/db/client';
import { findGuidanceForUpdate, setGuidanceState } from '@/db/queries/guidance.queries';
import { audit } from '@/server/audit/audit';
import type { VoidGuidanceInput } from '@/server/domain/guidance/guidance-event';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

/** Strikes out an event that was registered by mistake. It stays in the register and counts no longer. */
export const voidGuidance = async (tdb: TenantDb, scope: TenantScope, input: VoidGuidanceInput): Promise<void> => {
  const { guidanceId, rowVersion, reason } = input;
  const row = await findGuidanceForUpdate(tdb, scope.tenantId, guidanceId);
  if (!row) throw new AppError('NOT_FOUND', `guidance ${guidanceId} is not in tenant ${scope.tenantId}`);
  if (row.state === 'void') throw new AppError('CONFLICT', `guidance ${guidanceId} is void already`);
  const isChanged = await setGuidanceState(tdb, { tenantId: scope.tenantId, guidanceId, rowVersion }, 'void');
  if (!isChanged) throw new AppError('STALE_VERSION', `guidance ${guidanceId} is at version ${row.rowVersion}`);
  await audit(tdb, scope, {
    action: 'guidance.void',
    objectKind: 'guidance_event',
    objectId: guidanceId,
    objectLabel: `${row.guidedOn} ${row.subjectName}`,
    detail: { reason, from: row.state },
  });
};
