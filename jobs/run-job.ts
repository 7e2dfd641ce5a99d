import { type Pools, type TenantDb, withSystemDb, withTenantDb } from '@/db/client';
import {
  beatRun,
  beginRun,
  failRun,
  finishRun,
  lockRun,
  type RunKey,
  type RunRow,
  releaseRun,
  takeRun,
} from '@/db/queries/job-run.queries';
import { JOB_NOTICES } from '@/server/domain/platform/notice';
import { AppError } from '@/server/domain/shared/app-error';
import { notify } from '@/server/features/platform';
import type { ObjectStore } from '@/server/objects/object-store';
import { log } from '@/server/observability/logger';
import type { TenantScope } from '@/server/tenancy/scope';
import { type JobBinding, scopeOfRun } from './bind.ts';

/** After so many attempts an unexpected error is final. */
export const MAX_ATTEMPTS = 5;
/** A job begun so often without an end takes its process down with it: it is not begun again. */
const MAX_BEGINNINGS = 12;
/** Seconds until the next attempt. */
const BACKOFF = [2, 10, 60, 300];
const BEAT_MS = 15_000;
/** Where a file is fetched and a failed job is owed again. */
const JOB_CENTRE = 'jobs';

export interface JobRuntime {
  pools: Pools;
  objects: ObjectStore;
  /** By the contract's name. */
  bindings: ReadonlyMap<string, JobBinding>;
  /** Set when the process stops. */
  stopping: AbortSignal;
}

interface Begun {
  run: RunRow;
  attempt: number;
  binding: JobBinding;
  payload: unknown;
}
/** What cannot be begun at all, and will not be tried again. */
interface Refused {
  run: RunRow;
  attempt: number;
  code: string;
  detail: string;
}

/** The row was taken away while the work was going on: nothing of it may be kept. */
class RunTakenAway extends Error {}

/** Re-reads the row: the bell may ring twice, too late, or for a job that somebody has cancelled. */
const begin = (runtime: JobRuntime, key: RunKey): Promise<Begun | Refused | null> =>
  withSystemDb(runtime.pools, async (sdb) => {
    const run = await takeRun(sdb, key);
    if (!run || (run.state !== 'owed' && run.state !== 'running') || run.isAlive) return null;
    const binding = runtime.bindings.get(run.name);
    const attempt = await beginRun(sdb, key, binding?.mode === 'stepwise' ? 'running' : 'owed');
    const refuse = (code: string, detail: string): Refused => ({ run, attempt, code, detail });
    if (!binding) return refuse('INTERNAL', 'no handler knows this name');
    if (attempt > MAX_BEGINNINGS) return refuse('INTERNAL', `begun ${attempt - 1} times without an end`);
    const parsed = binding.contract.payload.safeParse(run.payload);
    // Paths and codes of the issues, not values: a payload holds ids, but nobody can promise it.
    if (!parsed.success) {
      return refuse(
        'BAD_INPUT',
        parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; '),
      );
    }
    return { run, attempt, binding, payload: parsed.data };
  });

/** Tells who asked, in the transaction that ends the row: once for each end, and never for a job of the system. */
const tellAsker = async (
  tdb: TenantDb,
  scope: TenantScope,
  run: RunRow,
  end: keyof typeof JOB_NOTICES,
  link: string | undefined,
): Promise<void> => {
  if (run.requestedBy === null) return;
  await notify(tdb, scope, {
    kind: JOB_NOTICES[end],
    title: run.name,
    link: link ?? JOB_CENTRE,
    accountIds: [run.requestedBy],
  });
};

const linkOf = ({ binding, payload }: Begun): string | undefined => binding.contract.resultLink?.(payload);

const finish = async (tdb: TenantDb, scope: TenantScope, begun: Begun, result: unknown): Promise<boolean> => {
  const { run, attempt } = begun;
  const isMine = await finishRun(tdb, run, attempt, result);
  if (isMine) await tellAsker(tdb, scope, run, 'done', linkOf(begun));
  return isMine;
};

/** Ends the row for good. The message opens what there is to see of the job, or the job centre where it can be redone. */
const fail = (
  runtime: JobRuntime,
  { run, attempt, code, detail, link }: Refused & { link?: string | undefined },
): Promise<void> => {
  const scope = scopeOfRun(run);
  return withTenantDb(runtime.pools, scope, async (tdb) => {
    const isMine = await failRun(tdb, run, attempt, { code, detail, retryInSeconds: null });
    if (isMine) await tellAsker(tdb, scope, run, 'failed', link);
  });
};

const runSingle = (runtime: JobRuntime, begun: Begun): Promise<boolean> => {
  const { run, attempt, binding, payload } = begun;
  if (binding.mode !== 'single') throw new Error('not a single job');
  const scope = scopeOfRun(run);
  return withTenantDb(runtime.pools, scope, async (tdb) => {
    if (!(await lockRun(tdb, run, attempt))) return false;
    const result = await binding.work(tdb, scope, payload, { id: run.id, attempt, objects: runtime.objects });
    if (!(await finish(tdb, scope, begun, result))) throw new RunTakenAway();
    return true;
  });
};

const runStepwise = async (runtime: JobRuntime, begun: Begun): Promise<boolean> => {
  const { run, attempt, binding, payload } = begun;
  if (binding.mode !== 'stepwise') throw new Error('not a stepwise job');
  const taken = new AbortController();
  const signal = AbortSignal.any([taken.signal, runtime.stopping]);
  const beat = async (progress?: { done: number; total: number | null }): Promise<void> => {
    const mine = await withSystemDb(runtime.pools, (sdb) => beatRun(sdb, run, attempt, progress));
    if (!mine) taken.abort(new RunTakenAway());
  };
  // A beat that fails is only a beat: the next one may succeed, and silence is noticed by the sweeper.
  const timer = setInterval(() => void beat().catch(() => undefined), BEAT_MS);
  const progress = async (done: number, total: number | null): Promise<void> => {
    await beat({ done, total });
    signal.throwIfAborted();
  };
  try {
    const { pools, objects } = runtime;
    const scope = scopeOfRun(run);
    const job = { id: run.id, attempt, objects };
    const result = await binding.work({ pools, objects, scope, payload, job, progress, signal });
    return await withTenantDb(pools, scope, (tdb) => finish(tdb, scope, begun, result));
  } catch (error) {
    throw taken.signal.aborted ? new RunTakenAway() : error;
  } finally {
    clearInterval(timer);
  }
};

const settleFailure = async (runtime: JobRuntime, begun: Begun, error: unknown): Promise<void> => {
  const { run, attempt } = begun;
  const fields = { tenantId: run.tenantId, job: run.id, name: run.name, attempt };
  if (error instanceof RunTakenAway) return log.info('job taken away', fields);
  if (runtime.stopping.aborted && !(error instanceof AppError)) {
    return withSystemDb(runtime.pools, (sdb) => releaseRun(sdb, run, attempt));
  }
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof AppError) {
    log.info('job refused by its use case', { ...fields, code: error.code });
    return fail(runtime, { run, attempt, code: error.code, detail, link: linkOf(begun) });
  }
  log.error('job failed', error, fields);
  if (attempt >= MAX_ATTEMPTS) return fail(runtime, { run, attempt, code: 'INTERNAL', detail });
  const failure = { code: 'INTERNAL', detail, retryInSeconds: BACKOFF[attempt - 1] ?? 300 };
  await withSystemDb(runtime.pools, (sdb) => failRun(sdb, run, attempt, failure));
};

/**
 * Does what a row asks for. Answers whether it was done here and now. Throws only when the database is out of reach:
 * then the row is as it was and the relay rings again.
 */
export const runJob = async (runtime: JobRuntime, key: RunKey): Promise<boolean> => {
  const begun = await begin(runtime, key);
  if (!begun) return false;
  if (!('binding' in begun)) {
    const { run, code, detail } = begun;
    log.error('job refused', detail, { tenantId: key.tenantId, job: key.id, name: run.name, code });
    await fail(runtime, begun);
    return false;
  }
  const startedAt = performance.now();
  try {
    const done = await (begun.binding.mode === 'single' ? runSingle(runtime, begun) : runStepwise(runtime, begun));
    const ms = Math.round(performance.now() - startedAt);
    if (done) log.info('job done', { tenantId: key.tenantId, job: key.id, name: begun.run.name, ms });
    return done;
  } catch (error) {
    await settleFailure(runtime, begun, error);
    return false;
  }
};
