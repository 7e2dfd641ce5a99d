import { type Pools, withSystemDb, withTenantDb } from '@/db/client';
import { listTenantsToRemind } from '@/db/queries/safety-reminder.queries';
import { remindReportsJob } from '@/server/features/safety/safety.jobs';
import { enqueue } from '@/server/outbox/job-contract';
import { scopeOfSchedule } from './bind.ts';

/** Owes a reminder to every unit whose report falls due, and to the authority above it. A second run tells nobody twice. */
export const startIncidentReminders = async (pools: Pools, stopping?: AbortSignal): Promise<{ tenants: number }> => {
  let tenants = 0;
  for (const tenant of await withSystemDb(pools, listTenantsToRemind)) {
    if (stopping?.aborted) break;
    const scope = scopeOfSchedule(tenant, 'safety.remind');
    await withTenantDb(pools, scope, (tdb) => enqueue(tdb, scope, remindReportsJob, {}));
    tenants += 1;
  }
  return { tenants };
};
