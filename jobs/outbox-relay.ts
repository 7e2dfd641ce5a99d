import { type Pools, withSystemDb } from '@/db/client';
import { listOwedRuns, markRung, type RunKey, reviveSilentRuns } from '@/db/queries/job-run.queries';
import { log } from '@/server/observability/logger';
import type { Bell, JobQueue } from './queue.ts';

export const RUN_BELL = 'run';
const TICK_MS = 500;
const BATCH = 200;

/** Equal bells are one job of the queue, however often and by whomever they are rung. */
const bellOf = ({ tenantId, id }: RunKey): Bell => ({
  name: RUN_BELL,
  data: { tenantId, id },
  opts: { jobId: `run-${tenantId}-${id}` },
});

/** The queue that a job of this name stands in. */
export type QueueOf = (name: string) => JobQueue;

/** Rings the queues for what is owed and due. Answers how many bells were rung. */
export const relayOnce = async (pools: Pools, queueOf: QueueOf): Promise<number> => {
  const owed = await withSystemDb(pools, (sdb) => listOwedRuns(sdb, BATCH));
  if (owed.length === 0) return 0;
  for (const queue of new Set(owed.map((run) => queueOf(run.name)))) {
    await queue.producer.addBulk(owed.filter((run) => queueOf(run.name) === queue).map(bellOf));
  }
  await withSystemDb(pools, (sdb) => markRung(sdb, owed));
  return owed.length;
};

/** Owes again what fell silent in the hands of a worker that is no more. */
export const sweepOutbox = (pools: Pools): Promise<number> => withSystemDb(pools, reviveSilentRuns);

/** Relays twice a second until stopped. An error costs a second, and is logged once until it is over. */
export const startRelay = (pools: Pools, queueOf: QueueOf): { stop(): Promise<void> } => {
  let stopped = false;
  let failing = false;
  let wake: () => void = () => undefined;
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const loop = async (): Promise<void> => {
    while (!stopped) {
      try {
        const rung = await relayOnce(pools, queueOf);
        failing = false;
        if (rung < BATCH) await pause(TICK_MS);
      } catch (error) {
        if (!failing) log.error('relay cannot ring', error);
        failing = true;
        await pause(2 * TICK_MS);
      }
    }
  };
  const running = loop();
  return {
    async stop() {
      stopped = true;
      wake();
      await running;
    },
  };
};
