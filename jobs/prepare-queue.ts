import { createPostgresBackend, withBackend } from 'bullmq';
import { openQueueSchema } from '@/db/queue-schema';
import { BACKGROUND_QUEUE_NAME, QUEUE_NAME, QUEUE_SCHEMA } from './queue.ts';

/**
 * Creates or updates the queue's tables with the administrator's rights and opens them to the system role. Safe to
 * run from several processes at once: the library takes a lock. Not needed where Redis holds the queue.
 */
export const prepareQueue = async (adminUrl: string): Promise<void> => {
  const { Queue } = withBackend(createPostgresBackend);
  const queue = new Queue(QUEUE_NAME, {
    connection: { connectionString: adminUrl, schema: QUEUE_SCHEMA, migrate: true, max: 2 },
  });
  try {
    await queue.waitUntilReady();
  } finally {
    await queue.close();
  }
  await openQueueSchema(adminUrl, QUEUE_SCHEMA, [QUEUE_NAME, BACKGROUND_QUEUE_NAME]);
};
