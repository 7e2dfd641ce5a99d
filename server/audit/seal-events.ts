import { type Pools, withSystemDb } from '@/db/client';
import {
  findLastSeal,
  insertSeal,
  listNewestSeals,
  listSealable,
  listTenantsToSeal,
  readClock,
  type SealRow,
  trySealLock,
} from '@/db/queries/seal.queries';
import { loadAuditKey, writeCheckpoint } from './checkpoint.ts';
import { eventHash, NO_SEAL, rootOf, sealHash } from './seal-hashes.ts';

/** Events under one seal. Bounded, so that a busy minute does not make one long transaction. */
const EVENTS_PER_SEAL = 5_000;
/** What is left after this is the next minute's. */
const PATIENCE_MS = 45_000;

/** Seals the next events of one tenant. Answers how many; none when everything is sealed or still open. */
export const sealNext = (pools: Pools, tenantId: number): Promise<number> =>
  withSystemDb(pools, async (sdb) => {
    const events = await listSealable(sdb, tenantId, EVENTS_PER_SEAL);
    if (events.length === 0) return 0;
    const last = await findLastSeal(sdb, tenantId);
    const parts = {
      tenantId,
      sealNumber: (last?.sealNumber ?? 0) + 1,
      eventCount: events.length,
      root: rootOf(events.map((event) => eventHash(event.cells))),
      previousHash: last?.hash ?? NO_SEAL,
      sealedAt: await readClock(sdb),
    };
    const seal: SealRow = { ...parts, hash: sealHash(parts) };
    await insertSeal(
      sdb,
      seal,
      events.map((event) => event.id),
    );
    return events.length;
  });

const sealTenant = async (pools: Pools, tenantId: number, isOver: () => boolean): Promise<number> => {
  let sealed = 0;
  while (!isOver()) {
    const count = await sealNext(pools, tenantId);
    sealed += count;
    if (count < EVENTS_PER_SEAL) break;
  }
  return sealed;
};

/**
 * Seals what is committed, tenant by tenant, and puts the newest seal of each into its signed checkpoint file. One
 * sealer at a time; a second one answers at once. A crash between seal and checkpoint is made good by the next run.
 */
export const sealAudit = (
  pools: Pools,
  dataDir: string,
  stopping?: AbortSignal,
): Promise<{ events: number; checkpoints: number }> =>
  withSystemDb(pools, async (lock) => {
    if (!(await trySealLock(lock))) return { events: 0, checkpoints: 0 };
    const until = Date.now() + PATIENCE_MS;
    const isOver = () => (stopping?.aborted ?? false) || Date.now() > until;
    let events = 0;
    for (const tenantId of await withSystemDb(pools, listTenantsToSeal)) {
      events += await sealTenant(pools, tenantId, isOver);
    }
    const key = await loadAuditKey(dataDir);
    let checkpoints = 0;
    for (const seal of await withSystemDb(pools, listNewestSeals)) {
      if (await writeCheckpoint(dataDir, key, seal)) checkpoints += 1;
    }
    return { events, checkpoints };
  });
