import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createPools } from '@/db/client';
import { todayInShanghai } from '@/db/demo/calendar';
import { loadDemoIfEmpty } from '@/db/demo/load';
import { migrateToLatest } from '@/db/migrate';
import { prepareQueue } from '@/jobs/prepare-queue';
import { createStores } from '@/server/objects/create-stores';

/*
 * Brings the database of DATABASE_URL up to date: schema, queue, and the demonstration district when it is empty.
 * LANTAI_DEMO=off leaves an empty database empty. Run by `npm start`, which listens on the channel, and by hand.
 */
const EXPLAINED = new Set(['DATABASE_NEWER', 'DATABASE_UNREACHABLE']);

const prepare = async (): Promise<{ applied: number; demo: boolean }> => {
  const { DATABASE_URL: url, DATA_DIR: dataDir = '.data', LANTAI_DEMO: demo, REDIS_URL: redis } = process.env;
  if (!url) {
    throw new Error('DATABASE_URL is not set');
  }
  const { applied } = await migrateToLatest(url);
  if (!redis) {
    await prepareQueue(url);
  }
  if (demo === 'off') {
    return { applied: applied.length, demo: false };
  }
  const { loaded, accounts, cast } = await loadDemoIfEmpty(url);
  if (loaded) {
    mkdirSync(dataDir, { recursive: true });
    // Here and not above: they bring the whole server with them, and every later start does without.
    const { actOut } = await import('@/server/demo/act-out');
    const { storeSettingsAt } = await import('@/server/config/env');
    const { openStage } = await import('@/server/demo/cast');
    const pools = createPools(url, 4);
    await actOut(openStage(pools, createStores(storeSettingsAt(dataDir)), cast, todayInShanghai())).finally(() =>
      pools.close(),
    );
    writeFileSync(path.join(dataDir, 'demo-accounts.json'), `${JSON.stringify(accounts, null, 2)}\n`);
  }
  return { applied: applied.length, demo: loaded };
};

const tell = (report: Record<string, unknown>): void => {
  if (process.send) {
    process.send(report, undefined, undefined, () => process.disconnect());
  } else {
    console.log(JSON.stringify(report));
  }
};

try {
  tell({ ok: true, ...(await prepare()) });
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  tell({ ok: false, code: code && EXPLAINED.has(code) ? code : 'PREPARE_FAILED', message });
  process.exitCode = 1;
}
