import { createPostgresBackend, Queue, Worker, withBackend } from 'bullmq';
import { roleUrl } from '@/db/role-urls';
import { log } from '@/server/observability/logger';

export const QUEUE_NAME = 'lantai';
/** 后台队列: hours of work that nobody sits and waits for, apart from what somebody does wait for. */
export const BACKGROUND_QUEUE_NAME = 'lantai-background';
type QueueName = typeof QUEUE_NAME | typeof BACKGROUND_QUEUE_NAME;
export const QUEUE_SCHEMA = 'bullmq';

/** A lock that a killed worker leaves behind ends after this; its job is then given to another worker. */
const LOCK_MS = 15_000;
const STALLED_CHECK_MS = 5_000;
/** Killed workers are not the job's fault; the row counts its own beginnings. */
const MAX_STALLED = 100;

export interface Bell {
  name: string;
  data: { tenantId?: number; id?: string };
  opts: { jobId: string };
}
interface Producer {
  addBulk(bells: Bell[]): Promise<unknown>;
  upsertJobScheduler(
    id: string,
    repeat: { pattern: string; tz: string },
    template: { name: string; data: object; opts: object },
  ): Promise<unknown>;
  getJobSchedulers(): Promise<{ key: string }[]>;
  removeJobScheduler(id: string): Promise<boolean>;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}
interface Consumer {
  waitUntilReady(): Promise<unknown>;
  close(force?: boolean): Promise<void>;
}
export interface Rung {
  name: string;
  data: unknown;
}
export interface JobQueue {
  backend: 'postgres' | 'redis';
  producer: Producer;
  consume(process: (rung: Rung) => Promise<void>, concurrency: number): Consumer;
}

/** The same failure every second is one line a minute. */
const quietly = (what: string): ((error: Error) => void) => {
  let last = 0;
  return (error) => {
    if (Date.now() - last < 60_000) return;
    last = Date.now();
    log.warn(what, { error: error.message });
  };
};

const workerOptions = (concurrency: number) => ({
  concurrency,
  lockDuration: LOCK_MS,
  stalledInterval: STALLED_CHECK_MS,
  maxStalledCount: MAX_STALLED,
  // An id that the queue still remembers cannot be rung again, so nothing finished is kept: the row remembers.
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
});

/** Jobs go over the application's own database as the system role, which owns nothing there. */
const onPostgres = (name: QueueName, adminUrl: string): JobQueue => {
  const backend = withBackend(createPostgresBackend);
  const connection = {
    connectionString: roleUrl(adminUrl, 'lantai_system'),
    schema: QUEUE_SCHEMA,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    max: 3,
  };
  const producer = new backend.Queue(name, { connection });
  producer.on('error', quietly('queue producer'));
  return {
    backend: 'postgres',
    producer: producer as unknown as Producer,
    consume: (process, concurrency) => {
      const options = { connection: { ...connection, max: 4 }, ...workerOptions(concurrency) };
      const worker = new backend.Worker(name, (job) => process({ name: job.name, data: job.data }), options);
      worker.on('error', quietly('queue worker'));
      return worker;
    },
  };
};

/** The producer fails fast, because the relay tries again; the worker waits for Redis as long as it takes. */
const onRedis = (name: QueueName, redisUrl: string): JobQueue => {
  const producer = new Queue(name, {
    prefix: QUEUE_NAME,
    connection: { url: redisUrl, maxRetriesPerRequest: 1, enableOfflineQueue: false, connectTimeout: 5_000 },
  });
  producer.on('error', quietly('queue producer'));
  return {
    backend: 'redis',
    producer: producer as unknown as Producer,
    consume: (process, concurrency) => {
      const connection = { url: redisUrl, maxRetriesPerRequest: null };
      const options = { prefix: QUEUE_NAME, connection, ...workerOptions(concurrency) };
      const worker = new Worker(name, (job) => process({ name: job.name, data: job.data }), options);
      worker.on('error', quietly('queue worker'));
      return worker;
    },
  };
};

/** The queue of what people wait for, and beside it the one for work in the background. */
export const openQueues = (adminUrl: string, redisUrl?: string): { queue: JobQueue; background: JobQueue } => {
  const open = (name: QueueName) => (redisUrl ? onRedis(name, redisUrl) : onPostgres(name, adminUrl));
  return { queue: open(QUEUE_NAME), background: open(BACKGROUND_QUEUE_NAME) };
};
