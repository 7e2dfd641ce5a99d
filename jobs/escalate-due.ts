import { type Pools, withSystemDb, withTenantDb } from '@/db/client';
import { listTenantsWithLateFindings } from '@/db/queries/finding-follow-up.queries';
import { escalateOverdueJob } from '@/server/features/inspection/inspection.jobs';
import { enqueue } from '@/server/outbox/job-contract';
import { scopeOfSchedule } from './bind.ts';

/** Owes a job to every tenant that has late findings. A second run on the same day escalates nothing twice. */
export const startEscalations = async (pools: Pools, stopping?: AbortSignal): Promise<{ tenants: number }> => {
  let tenants = 0;
  for (const tenant of await withSystemDb(pools, listTenantsWithLateFindings)) {
    if (stopping?.aborted) break;
    const scope = scopeOfSchedule(tenant, 'inspection.escalate');
    await withTenantDb(pools, scope, (tdb) => enqueue(tdb, scope, escalateOverdueJob, {}));
    tenants += 1;
  }
  return { tenants };
};
