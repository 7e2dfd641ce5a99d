import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { insertJobRuns } from '@/db/queries/job.queries';
import type { TenantScope } from '@/server/tenancy/scope';

/**
 * What is asked of a worker. `payload` holds ids only, so that the queue never holds personal data and never goes
 * stale. Contracts live in `server/features/<feature>/<feature>.jobs.ts`, handlers in `jobs/<feature>/`.
 */
export interface JobContract<Payload extends z.ZodType = z.ZodType> {
  /** `feature.verb-object` */
  name: string;
  payload: Payload;
  /** `single`: one transaction, exactly one effect. `stepwise`: the use case opens its own transactions and resumes. */
  mode: 'single' | 'stepwise';
  /** Hours of work that nobody sits and waits for: it never stands before what somebody waits for. */
  isBackground?: true;
  /** Where in the workspace its result is seen; the job centre when absent. A method, so that any contract is one. */
  resultLink?(payload: z.infer<Payload>): string;
}

export const defineJobContract = <Payload extends z.ZodType>(contract: JobContract<Payload>): JobContract<Payload> =>
  contract;

/** Owes a job for each payload in the caller's transaction. Answers the ids under which their progress can be read. */
export const enqueueAll = async <Payload extends z.ZodType>(
  tdb: TenantDb,
  scope: TenantScope,
  contract: JobContract<Payload>,
  payloads: readonly z.infer<Payload>[],
): Promise<string[]> => {
  const rows = payloads.map((payload) => ({
    id: uuidv7(),
    name: contract.name,
    payload: contract.payload.parse(payload),
    requestedBy: scope.accountId,
    requestedByName: scope.actorName,
  }));
  await insertJobRuns(tdb, scope.tenantId, rows);
  return rows.map((row) => row.id);
};

/** Owes a job in the caller's transaction. Answers the id under which its progress and result can be read. */
export const enqueue = async <Payload extends z.ZodType>(
  tdb: TenantDb,
  scope: TenantScope,
  contract: JobContract<Payload>,
  payload: z.infer<Payload>,
): Promise<string> => {
  const [id = ''] = await enqueueAll(tdb, scope, contract, [payload]);
  return id;
};
