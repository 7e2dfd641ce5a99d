import type { TenantDb } from '@/db/client';
import { findJobRow, oweAgain } from '@/db/queries/job-list.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

/** Owes a failed job once more; the sweeper rings for it. */
export const retryJob = async (tdb: TenantDb, scope: TenantScope, input: { id: string }): Promise<void> => {
  const owed = await oweAgain(tdb, scope.tenantId, input.id);
  if (!owed) {
    const row = await findJobRow(tdb, scope.tenantId, input.id);
    throw new AppError(row ? 'JOB_NOT_RETRYABLE' : 'NOT_FOUND', `job ${input.id} has not failed here`);
  }
  await audit(tdb, scope, { action: 'job.retry', objectKind: 'job_run', objectId: input.id, objectLabel: owed.name });
};
