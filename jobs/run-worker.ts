import { createPools, type Pools } from '@/db/client';
import { clamdOf, readEnv, storeSettings } from '@/server/config/env';
import { createStores, type StoreSettings } from '@/server/objects/create-stores';
import { askClamdAt } from '@/server/objects/inspect/scan-for-viruses';
import { log } from '@/server/observability/logger';
import type { JobBinding } from './bind.ts';
import { RUN_BELL, startRelay } from './outbox-relay.ts';
import { prepareQueue } from './prepare-queue.ts';
import { type JobQueue, openQueues, type Rung } from './queue.ts';
import { indexBindings } from './registry.ts';
import { type JobRuntime, runJob } from './run-job.ts';
import { installSchedules, SCHEDULES, type SystemContext } from './schedules.ts';

const CONCURRENCY = 4;
/** Work in the background takes turns with itself and leaves the other places to what people wait for. */
const BACKGROUND_CONCURRENCY = 2;
const STOP_MS = 25_000;
const START_PATIENCE_MS = 60_000;

export interface WorkerOptions {
  databaseUrl: string;
  redisUrl?: string | undefined;
  dataDir: string;
  /** Where files are kept, when not under `dataDir`. */
  store?: StoreSettings;
  bindings: readonly JobBinding[];
}

/** A worker that starts with its database, as under a process manager, must wait for it. */
const patiently = async (start: () => Promise<void>): Promise<void> => {
  const until = Date.now() + START_PATIENCE_MS;
  for (;;) {
    try {
      return await start();
    } catch (error) {
      if (Date.now() > until) throw error;
      log.warn('worker waits for its queue', { error: error instanceof Error ? error.message : String(error) });
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
  }
};

const runSystemJob = async (context: SystemContext, name: string): Promise<void> => {
  const schedule = SCHEDULES.find((candidate) => candidate.name === name);
  if (!schedule) return log.warn('unknown job name', { name });
  const startedAt = performance.now();
  try {
    const figures = await schedule.run(context);
    log.info('schedule done', { name, ms: Math.round(performance.now() - startedAt), ...figures });
  } catch (error) {
    // The next minute tries again: a schedule has no row that could be owed.
    log.error('schedule failed', error, { name });
  }
};

const isRunKey = (data: unknown): data is { tenantId: number; id: string } =>
  typeof data === 'object' && data !== null && 'tenantId' in data && 'id' in data;

const answerBell =
  (runtime: JobRuntime, system: SystemContext) =>
  async ({ name, data }: Rung): Promise<void> => {
    if (name !== RUN_BELL) return runSystemJob(system, name);
    if (isRunKey(data)) await runJob(runtime, data);
  };

const closeAll = async (queues: readonly JobQueue[], pools: Pools): Promise<void> => {
  for (const { producer } of queues) await producer.close().catch(() => undefined);
  await pools.close().catch(() => undefined);
};

/** Starts relay, schedules and consumers in this process. `stop` finishes what is going on, within 25 seconds. */
export const startWorker = async (options: WorkerOptions): Promise<{ backend: string; stop(): Promise<void> }> => {
  const bindings = indexBindings(options.bindings);
  if (!options.redisUrl) await patiently(() => prepareQueue(options.databaseUrl));
  const pools = createPools(options.databaseUrl, 2 * (CONCURRENCY + BACKGROUND_CONCURRENCY));
  const { queue, background } = openQueues(options.databaseUrl, options.redisUrl);
  const stopping = new AbortController();
  const objects = createStores(options.store ?? options.dataDir);
  const runtime: JobRuntime = { pools, objects, bindings, stopping: stopping.signal };
  const system: SystemContext = { pools, dataDir: options.dataDir, stopping: stopping.signal };
  try {
    await patiently(() => installSchedules(queue));
  } catch (error) {
    await closeAll([queue, background], pools);
    throw error;
  }
  const relay = startRelay(pools, (name) => (bindings.get(name)?.contract.isBackground ? background : queue));
  const consumers = [
    queue.consume(answerBell(runtime, system), CONCURRENCY),
    background.consume(answerBell(runtime, system), BACKGROUND_CONCURRENCY),
  ];
  log.info('worker started', { backend: queue.backend, jobs: bindings.size });
  const stop = async (): Promise<void> => {
    stopping.abort(new Error('the worker stops'));
    const deadline = new Promise<'late'>((resolve) => setTimeout(resolve, STOP_MS, 'late').unref());
    const finished = Promise.all([relay.stop(), ...consumers.map((consumer) => consumer.close())]).then(
      () => 'finished' as const,
    );
    if ((await Promise.race([finished, deadline])) === 'late') log.warn('worker stops with jobs unfinished');
    await Promise.race([
      closeAll([queue, background], pools),
      new Promise((resolve) => setTimeout(resolve, 2_000).unref()),
    ]);
  };
  return { backend: queue.backend, stop };
};

/** The life of a worker process: settings from the environment, an orderly end on a signal or when its parent goes. */
export const runWorker = async (bindings: readonly JobBinding[]): Promise<void> => {
  const env = readEnv();
  askClamdAt(clamdOf(env));
  const worker = await startWorker({
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    dataDir: env.DATA_DIR,
    store: storeSettings(env),
    bindings,
  });
  let ending = false;
  const end = (reason: string): void => {
    if (ending) return;
    ending = true;
    log.info('worker stops', { reason });
    void worker.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  process.on('disconnect', () => end('disconnect'));
};
