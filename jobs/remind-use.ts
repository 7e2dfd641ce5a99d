import { type Pools, withSystemDb, withTenantDb } from '@/db/client';
import { listTenantsToRemind } from '@/db/queries/use-loan.queries';
import { remindUseJob } from '@/server/features/use/use.jobs';
import { enqueue } from '@/server/outbox/job-contract';
import { scopeOfSchedule } from './bind.ts';

/** Owes a reminder to every office with a loan that is nearly due or with readers to ask. */
export const startUseReminders = async (pools: Pools, stopping?: AbortSignal): Promise<{ tenants: number }> => {
  let tenants = 0;
  for (const tenant of await withSystemDb(pools, listTenantsToRemind)) {
    if (stopping?.aborted) break;
    const scope = scopeOfSchedule(tenant, 'use.remind');
    await withTenantDb(pools, scope, (tdb) => enqueue(tdb, scope, remindUseJob, {}));
    tenants += 1;
  }
  return { tenants };
};
