import type { TenantDb } from '@/db/client';
import { updateIntake } from '@/db/queries/disposition-intake.queries';
import { audit } from '@/server/audit/audit';
import type { TenantScope } from '@/server/tenancy/scope';
import { holdIntake } from './require-intake.ts';

/**
 * 退回审核: an intake whose worker did not come to an end is decided again. Whoever takes the records in holds the same
 * row, so this waits for it; a worker that comes later finds nothing to do.
 */
export const reopenIntake = async (tdb: TenantDb, scope: TenantScope, input: { intakeId: string }): Promise<void> => {
  const intake = await holdIntake(tdb, scope.tenantId, input.intakeId, ['accepting']);
  await updateIntake(tdb, scope.tenantId, intake.id, { state: 'pending_review', jobId: null });
  await audit(tdb, scope, {
    action: 'disposition.reopenIntake',
    objectKind: 'transfer_intake',
    objectId: intake.id,
    objectLabel: intake.batchNumber,
  });
};
