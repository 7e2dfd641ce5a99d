import { type Pools, withSystemDb, withTenantDb } from '@/db/client';
import { listTenantsWithFrozenReports } from '@/db/queries/report-frozen.queries';
import { checkDifferencesJob } from '@/server/features/report/report.jobs';
import { enqueue } from '@/server/outbox/job-contract';
import { scopeOfSchedule } from './bind.ts';

/** Owes a look to every tenant that has frozen a report. A second run of a day finds nothing new. */
export const startReportWatch = async (pools: Pools, stopping?: AbortSignal): Promise<{ tenants: number }> => {
  let tenants = 0;
  for (const tenant of await withSystemDb(pools, listTenantsWithFrozenReports)) {
    if (stopping?.aborted) break;
    const scope = scopeOfSchedule(tenant, 'report.watch');
    await withTenantDb(pools, scope, (tdb) => enqueue(tdb, scope, checkDifferencesJob, {}));
    tenants += 1;
  }
  return { tenants };
};
