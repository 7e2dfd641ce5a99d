import { chmod, writeFile } from 'node:fs/promises';
import { beforeAll, expect, it } from 'vitest';
import { type Pools, withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs, callEach, testObjects } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { startDueRechecks } from '@/jobs/verify-due';
import { objectIdOf } from '../commit-files.ts';
import { storeFile } from '../testing/store-file.ts';
import { startRecheck } from './recheck.ts';
import { runFourProperty } from './run-check.ts';

let pools: Pools;
let unit: TestTenant;
let stranger: TestTenant;
const itemIds: string[] = [];

const recordIn = async (tenant: TestTenant, fondsId: string, n: number): Promise<string> => {
  const { id } = await (await callAs(tenant)).archive.create({
    fondsId,
    categoryCode: 'WS',
    filingYear: 2024,
    retentionCode: 'Y',
    orgCode: 'BGS',
    title: `关于第${n}座泵站检修的通知`,
    documentDate: '20240506',
  });
  await storeFile(pools, scopeOf(tenant), testObjects(), id, '0001.txt', `第${n}件`);
  return id;
};
const age = async (days: number) =>
  (await testAdmin()).query(`update digital_file set stored_at = now() - make_interval(days => $1)`, [days]);
const runs = async (tenant: TestTenant) =>
  (await (await callAs(tenant)).digital.fourPropertyRuns({})).rows.filter((row) => row.scope.kind === 'due');
const run = (runId: string) =>
  runFourProperty({
    pools,
    scope: scopeOf(unit),
    payload: { runId },
    objects: testObjects(),
    progress: async () => undefined,
  });

beforeAll(async () => {
  pools = await testPools();
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  const fonds = await makeFonds(unit);
  for (const n of [1, 2]) itemIds.push(await recordIn(unit, fonds.id, n));
}, 120_000);

it('leaves what came in since yesterday to the run that its filing owes', async () => {
  expect(await startDueRechecks(pools)).toEqual({ runs: 0 });
  expect(await (await callAs(unit)).digital.fourPropertyRecheck({})).toMatchObject({
    records: 2,
    due: 0,
    termDays: 365,
    lastAt: null,
  });
});

it('owes one run a day to those who have something due, and to nobody else', async () => {
  await age(400);
  expect(await (await callAs(unit)).digital.fourPropertyRecheck({})).toMatchObject({ records: 2, due: 2 });
  expect(await startDueRechecks(pools)).toEqual({ runs: 1 });
  expect(await startDueRechecks(pools)).toEqual({ runs: 0 });
  // Two clocks at once: the second finds the run of the first.
  expect(await withTenantDb(pools, scopeOf(unit), (tdb) => startRecheck(tdb, scopeOf(unit)))).toBeNull();
  const [owed] = await runs(unit);
  expect(owed).toMatchObject({ phase: 'preservation', state: 'owed', askedByName: '系统' });
  expect(await runs(stranger)).toEqual([]);
  await expect((await callAs(stranger)).digital.fourPropertyById({ runId: owed?.id ?? '' })).rejects.toMatchObject({
    message: 'NOT_FOUND',
  });
});

it('judges what is due, tells who cares for it, and is then silent for a year', async () => {
  const [owed] = await runs(unit);
  const inventory = await testObjects().records.inventory(unit.id, objectIdOf(itemIds[0] ?? ''));
  const [content] = Object.values(inventory?.manifest ?? {}).flat();
  const file = await testObjects().records.localFile(unit.id, objectIdOf(itemIds[0] ?? ''), content ?? '');
  await chmod(file, 0o644);
  await writeFile(file, '别的字');
  expect(await run(owed?.id ?? '')).toEqual({ records: 2 });
  expect(await run(owed?.id ?? '')).toEqual({ records: 0 });
  const detail = await callEach(unit).digital.fourPropertyById({ runId: owed?.id ?? '' });
  expect(detail).toMatchObject({ state: 'done', recordCount: 2, failedCount: 1 });
  const { rows } = await callEach(unit).platform.notices({});
  const told = rows.filter((row) => row.kind === 'four_property_recheck');
  expect(told.map((row) => [row.title, row.link])).toEqual([
    ['定期四性检测：1 件不合格，0 件与上次不同', `digital/checks/${owed?.id}`],
  ]);
  await (await testAdmin()).query(`update four_property_run set created_at = now() - interval '2 days'`);
  expect(await startDueRechecks(pools)).toEqual({ runs: 0 });
  // What its last check did not open as a whole is due like what was not checked.
  await (await testAdmin()).query(`update four_property_record set opened_count = 0 where item_id = '${itemIds[1]}'`);
  expect(await callEach(unit).digital.fourPropertyRecheck({})).toMatchObject({ records: 2, due: 1 });
  await (await testAdmin()).query(`update four_property_record set opened_count = 1 where item_id = '${itemIds[1]}'`);
  await (await testAdmin()).query(`update four_property_record set checked_at = now() - interval '366 days'
    where item_id = '${itemIds[1]}'`);
  expect(await startDueRechecks(pools)).toEqual({ runs: 1 });
});

it('makes room for the next run when the one before was given up, and that one stays ended', async () => {
  const [given] = await runs(unit);
  const admin = await testAdmin();
  await admin.query(`update job_run set state = 'failed' where payload ->> 'runId' = $1`, [given?.id]);
  await admin.query(`update four_property_run set created_at = now() - interval '2 days'`);
  expect(await startDueRechecks(pools)).toEqual({ runs: 1 });
  const states = (await runs(unit)).map((row) => row.state);
  expect(states.sort()).toEqual(['done', 'failed', 'owed']);
  expect(await run(given?.id ?? '')).toEqual({ records: 0 });
  const next = (await runs(unit)).find((row) => row.state === 'owed');
  expect(await run(next?.id ?? '')).toEqual({ records: 1 });
});

it('takes no such scope from a person', async () => {
  await expect(
    (await callAs(unit)).digital.startFourProperty({ phase: 'preservation', scope: { kind: 'due' } } as never),
  ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});
