import type { z } from 'zod';
import type { Pools, TenantDb } from '@/db/client';
import type { RunRow } from '@/db/queries/job-run.queries';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import type { ObjectStore } from '@/server/objects/object-store';
import type { JobContract } from '@/server/outbox/job-contract';
import { mintScope } from '@/server/tenancy/mint-scope';
import type { TenantScope } from '@/server/tenancy/scope';

/** Which run of which job: the id is also the key of its progress, the attempt counts from 1. */
export interface RunningJob {
  id: string;
  attempt: number;
  /** Where bytes are kept. */
  objects: ObjectStore;
}

/** One transaction, and the row is marked done in it: the effect in the database happens exactly once. */
export type SingleUseCase<Payload> = (
  tdb: TenantDb,
  scope: TenantScope,
  payload: Payload,
  job: RunningJob,
) => Promise<unknown>;

export interface Steps<Payload> {
  pools: Pools;
  scope: TenantScope;
  payload: Payload;
  job: RunningJob;
  objects: ObjectStore;
  /** Says how far it is. Throws when the job was cancelled or has to stop, so that a loop needs no other check. */
  progress(done: number, total: number | null): Promise<void>;
  /** Set when the job was cancelled, taken over, or its process stops. */
  signal: AbortSignal;
}

/** Opens its own short transactions. It may be stopped between any two and started again: it must resume. */
export type StepwiseUseCase<Payload> = (steps: Steps<Payload>) => Promise<unknown>;

export type JobBinding =
  | { contract: JobContract; mode: 'single'; work: SingleUseCase<unknown> }
  | { contract: JobContract; mode: 'stepwise'; work: StepwiseUseCase<unknown> };

const expectMode = (contract: JobContract, mode: JobContract['mode']): void => {
  if (contract.mode !== mode) throw new Error(`${contract.name} is ${contract.mode}, bound as ${mode}`);
};

export const bindSingle = <Payload extends z.ZodType>(
  contract: JobContract<Payload>,
  useCase: SingleUseCase<z.infer<Payload>>,
): JobBinding => {
  expectMode(contract, 'single');
  return { contract, mode: 'single', work: useCase as SingleUseCase<unknown> };
};

export const bindStepwise = <Payload extends z.ZodType>(
  contract: JobContract<Payload>,
  useCase: StepwiseUseCase<z.infer<Payload>>,
): JobBinding => {
  expectMode(contract, 'stepwise');
  return { contract, mode: 'stepwise', work: useCase as StepwiseUseCase<unknown> };
};

/**
 * The scope in which a job acts: the person who asked for it, by name and account, without any role. What the person
 * was allowed to ask was decided when the job was enqueued.
 */
export const scopeOfRun = (run: RunRow): TenantScope =>
  mintScope({
    tenantId: run.tenantId,
    tenantSlug: run.tenantSlug,
    tenantName: run.tenantName,
    tenantKind: run.tenantKind as TenantKind,
    accountId: run.requestedBy,
    actorName: run.requestedByName ?? '系统',
    roles: [],
    requestId: `job-${run.id}`,
  });

/** The scope in which a schedule acts in a tenant: nobody's, without any role. */
export const scopeOfSchedule = (
  tenant: { tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string },
  name: string,
): TenantScope =>
  mintScope({
    ...tenant,
    tenantKind: tenant.tenantKind as TenantKind,
    accountId: null,
    actorName: '系统',
    roles: [],
    requestId: `schedule-${name}`,
  });
