import { type Pools, withSystemDb, withTenantDb } from '@/db/client';
import { listTenantsWithDuePapers } from '@/db/queries/exam-sitting.queries';
import { GRACE_SECONDS } from '@/server/domain/exam/exam-vocabulary';
import { handInDueJob } from '@/server/features/exam';
import { enqueue } from '@/server/outbox/job-contract';
import { scopeOfSchedule } from './bind.ts';

/** Owes the handing in to every tenant whose people ran out of time. What is handed in already is left alone. */
export const startHandingIn = async (pools: Pools, stopping?: AbortSignal): Promise<{ tenants: number }> => {
  let tenants = 0;
  for (const tenant of await withSystemDb(pools, (sdb) => listTenantsWithDuePapers(sdb, GRACE_SECONDS))) {
    if (stopping?.aborted) break;
    const scope = scopeOfSchedule(tenant, 'exam.hand-in');
    await withTenantDb(pools, scope, (tdb) => enqueue(tdb, scope, handInDueJob, {}));
    tenants += 1;
  }
  return { tenants };
};
