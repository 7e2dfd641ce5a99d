import { type Pools, withSystemDb, withTenantDb } from '@/db/client';
import { listTenantsToRemind } from '@/db/queries/training-reminder.queries';
import { remindPeopleJob } from '@/server/features/training/training.jobs';
import { enqueue } from '@/server/outbox/job-contract';
import { scopeOfSchedule } from './bind.ts';

/** Owes the morning's reminders to every tenant whose people learn. A second run reminds of nothing twice. */
export const startTrainingReminders = async (pools: Pools, stopping?: AbortSignal): Promise<{ tenants: number }> => {
  let tenants = 0;
  for (const tenant of await withSystemDb(pools, listTenantsToRemind)) {
    if (stopping?.aborted) break;
    const scope = scopeOfSchedule(tenant, 'training.remind-people');
    await withTenantDb(pools, scope, (tdb) => enqueue(tdb, scope, remindPeopleJob, {}));
    tenants += 1;
  }
  return { tenants };
};
