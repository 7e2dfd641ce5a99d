import { log } from '@/server/observability/logger';
import { registry } from './registry.ts';
import { runWorker } from './run-worker.ts';

/** Process entry. DATABASE_URL, DATA_DIR; REDIS_URL where Redis holds the queue. */
runWorker(registry).catch((error) => {
  log.error('worker cannot start', error);
  process.exit(1);
});
