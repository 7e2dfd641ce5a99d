import { type Pools, withSystemDb, withTenantDb } from '@/db/client';
import { listTenantsWithRegisters } from '@/db/queries/register-period.queries';
import { deadlinesOf } from '@/server/domain/register/register-deadline';
import { REGISTERS } from '@/server/domain/register/registers';
import { remindPeriodsJob } from '@/server/features/register/register.jobs';
import { enqueue } from '@/server/outbox/job-contract';
import { scopeOfSchedule } from './bind.ts';

/** What falls due by the clock alone: periods, and deadlines within entries. */
const DATED = REGISTERS.filter((definition) => definition.period || deadlinesOf(definition).length > 0).map(
  ({ code }) => code,
);

/** Owes a job to every unit that keeps a register by periods, or one with deadlines. A second run on the same day reminds of nothing twice. */
export const startRegisterReminders = async (pools: Pools, stopping?: AbortSignal): Promise<{ tenants: number }> => {
  let tenants = 0;
  for (const tenant of await withSystemDb(pools, (sdb) => listTenantsWithRegisters(sdb, DATED))) {
    if (stopping?.aborted) break;
    const scope = scopeOfSchedule(tenant, 'register.remind');
    await withTenantDb(pools, scope, (tdb) => enqueue(tdb, scope, remindPeriodsJob, {}));
    tenants += 1;
  }
  return { tenants };
};
