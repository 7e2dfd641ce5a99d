import { expect, inject, it } from 'vitest';
import { createPools } from '@/db/client';
import { todayInShanghai } from '@/db/demo/calendar';
import { loadDemo } from '@/db/demo/load';
import { migrateToLatest } from '@/db/migrate';
import { tempFolder } from '@/db/testing/temp-folder';
import { actOut } from '@/server/demo/act-out';
import { openStage } from '@/server/demo/cast';
import { createStores } from '@/server/objects/create-stores';
import { judgeDistrict } from './identities.ts';
import { emptyDatabase } from './scratch-database.ts';

it('finds the figures of every office of the demonstration in agreement', async () => {
  const scratch = await emptyDatabase(inject('adminUrl'), 'identities');
  const pools = createPools(scratch.url, 4);
  try {
    await migrateToLatest(scratch.url);
    const { cast } = await loadDemo(scratch.url, { seed: 'identities', itemShare: 0.02 });
    const today = todayInShanghai();
    await actOut(openStage(pools, createStores(tempFolder('identities')), cast, today));
    const year = Number(today.slice(0, 4));
    const { judged, rules, differing } = await judgeDistrict(pools, [year - 1, year]);
    expect(differing).toEqual([]);
    expect(rules).toEqual(expect.arrayContaining(['HOLDINGS_BALANCE', 'RETIREE_VOLUMES', 'TWO_KINDS_OVERLAP']));
    expect(judged).toBeGreaterThan(50);
  } finally {
    await pools.close();
    await scratch.drop();
  }
}, 1_800_000);
