import { type Pools, withSystemDb } from '@/db/client';
import { listTenantsToSeal } from '@/db/queries/seal.queries';
import { sealAudit } from '../seal-events.ts';

/**
 * Seals until nothing is left. One run may leave events behind: a transaction of another database of the same cluster,
 * such as that of another test, counts among those that might still bring an earlier event.
 */
export const sealAll = async (pools: Pools, dataDir: string): Promise<{ events: number; checkpoints: number }> => {
  const total = { events: 0, checkpoints: 0 };
  const until = Date.now() + 15_000;
  do {
    const { events, checkpoints } = await sealAudit(pools, dataDir);
    total.events += events;
    total.checkpoints += checkpoints;
    if ((await withSystemDb(pools, listTenantsToSeal)).length === 0) return total;
    await new Promise((resolve) => setTimeout(resolve, 50));
  } while (Date.now() < until);
  throw new Error('an open transaction kept the events from being sealed');
};
