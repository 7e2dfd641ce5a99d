import { type Pools, withSystemDb, withTenantDb } from '@/db/client';
import { listTenantsToScan } from '@/db/queries/scan-again.queries';
import { scanAgainJob } from '@/server/features/digital/digital.jobs';
import { scannerState } from '@/server/objects/inspect/scan-for-viruses';
import { enqueue } from '@/server/outbox/job-contract';
import { scopeOfSchedule } from './bind.ts';

/** Owes the scan of files that came in while no virus scanner was there, once there is one that knows something. */
export const startScans = async (
  pools: Pools,
  stopping?: AbortSignal,
  state = scannerState,
): Promise<{ tenants: number }> => {
  let tenants = 0;
  const waiting = await withSystemDb(pools, listTenantsToScan);
  if (waiting.length === 0 || (await state()) !== 'ready') return { tenants };
  for (const tenant of waiting) {
    if (stopping?.aborted) break;
    const scope = scopeOfSchedule(tenant, 'virus.scan-again');
    await withTenantDb(pools, scope, (tdb) => enqueue(tdb, scope, scanAgainJob, {}));
    tenants += 1;
  }
  return { tenants };
};
