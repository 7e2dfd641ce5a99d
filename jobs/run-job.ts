import { type Pools, withSystemDb, withTenantDb } from '@/db/client';
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
import { AppError } from '@/server/domain/shared/app-error';
import type { ObjectStore } from '@/server/objects/object-store';
import { log } from '@/server/observability/logger';
import { type JobBinding, scopeOfRun } from './bind.ts';

/** After so many attempts an unexpected error is final. */
export const MAX_ATTEMPTS = 5;
/** A job begun so often without an end takes its process down with it: it is not begun again. */
const MAX_BEGINNINGS = 12;
/** Seconds until the next attempt. */
const BACKOFF = [2, 10, 60, 300];
const BEAT_MS = 15_000;

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

/** The row was taken away while the work was going on: nothing of it may be kept. */
class RunTakenAway extends Error {}

/** Re-reads the row: the bell may ring twice, too late, or for a job that somebody has cancelled. */
const begin = (runtime: JobRuntime, key: RunKey): Promise<Begun | null> =>
  withSystemDb(runtime.pools, async (sdb) => {
    const run = await takeRun(sdb, key);
    if (!run || (run.state !== 'owed' && run.state !== 'running') || run.isAlive) return null;
    const binding = runtime.bindings.get(run.name);
    const attempt = await beginRun(sdb, key, binding?.mode === 'stepwise' ? 'running' : 'owed');
    const refuse = async (code: string, detail: string): Promise<null> => {
      log.error('job refused', detail, { tenantId: key.tenantId, job: key.id, name: run.name, code });
      await failRun(sdb, key, attempt, { code, detail, retryInSeconds: null });
      return null;
    };
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

const runSingle = (runtime: JobRuntime, begun: Begun): Promise<boolean> => {
  const { run, attempt, binding, payload } = begun;
  if (binding.mode !== 'single') throw new Error('not a single job');
  const scope = scopeOfRun(run);
  return withTenantDb(runtime.pools, scope, async (tdb) => {
    if (!(await lockRun(tdb, run, attempt))) return false;
    const result = await binding.work(tdb, scope, payload, { id: run.id, attempt, objects: runtime.objects });
    if (!(await finishRun(tdb, run, attempt, result))) throw new RunTakenAway();
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
    const job = { id: run.id, attempt, objects };
    const result = await binding.work({
      pools,
      objects,
      scope: scopeOfRun(run),
      payload,
      job,
      progress,
      signal,
    });
    return await withSystemDb(runtime.pools, (sdb) => finishRun(sdb, run, attempt, result));
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
    const failure = { code: error.code, detail, retryInSeconds: null };
    return withSystemDb(runtime.pools, (sdb) => failRun(sdb, run, attempt, failure));
  }
  log.error('job failed', error, fields);
  const retryInSeconds = attempt >= MAX_ATTEMPTS ? null : (BACKOFF[attempt - 1] ?? 300);
  return withSystemDb(runtime.pools, (sdb) => failRun(sdb, run, attempt, { code: 'INTERNAL', detail, retryInSeconds }));
};

/**
 * Does what a row asks for. Answers whether it was done here and now. Throws only when the database is out of reach:
 * then the row is as it was and the relay rings again.
 */
export const runJob = async (runtime: JobRuntime, key: RunKey): Promise<boolean> => {
  const begun = await begin(runtime, key);
  if (!begun) return false;
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
