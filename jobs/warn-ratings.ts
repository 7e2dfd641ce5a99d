import { type Pools, withSystemDb, withTenantDb } from '@/db/client';
import { listTenantsWithExpiringRatings } from '@/db/queries/rating.queries';
import { warnExpiryJob } from '@/server/features/inspection/rating/rating.jobs';
import { enqueue } from '@/server/outbox/job-contract';
import { scopeOfSchedule } from './bind.ts';

/** Owes a warning to every tenant in whose ledger a level runs out soon. A second run warns of nothing twice. */
export const startExpiryWarnings = async (pools: Pools, stopping?: AbortSignal): Promise<{ tenants: number }> => {
  let tenants = 0;
  for (const tenant of await withSystemDb(pools, listTenantsWithExpiringRatings)) {
    if (stopping?.aborted) break;
    const scope = scopeOfSchedule(tenant, 'rating.warn-expiry');
    await withTenantDb(pools, scope, (tdb) => enqueue(tdb, scope, warnExpiryJob, {}));
    tenants += 1;
  }
  return { tenants };
};
