import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { type Pools, withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs, callEach } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { tempFolder } from '@/db/testing/temp-folder';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { startScans } from '@/jobs/scan-due';
import { createStores } from '@/server/objects/create-stores';
import type { ScannerState, ScanVerdict } from '@/server/objects/inspect/scan-for-viruses';
import type { ObjectStore } from '@/server/objects/object-store';
import { storeFile } from '../testing/store-file.ts';
import { scanAgain } from './scan-again.ts';
import { startSweep, verifyFiles } from './verify-files.ts';

let pools: Pools;
let unit: TestTenant;
let stranger: TestTenant;
let objects: ObjectStore;
let itemId: string;

const newItem = async (tenant: TestTenant): Promise<string> => {
  const fonds = await makeFonds(tenant);
  const record = { fondsId: fonds.id, categoryCode: 'WS', filingYear: 2024, retentionCode: 'Y', orgCode: 'BGS' };
  return (await (await callAs(tenant)).archive.create({ ...record, title: '来文一件', documentDate: '20240506' })).id;
};
beforeAll(async () => {
  pools = await testPools();
  objects = createStores({ dataDir: tempFolder('scan-again') });
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  itemId = await newItem(unit);
  for (const [name, text] of [
    ['0001.txt', '第一页'],
    ['0002.txt', '带毒的一页'],
    ['0003.txt', '扫描器打不开'],
  ] as const)
    await storeFile(pools, scopeOf(unit), objects, itemId, name, text);
  await storeFile(pools, scopeOf(stranger), objects, await newItem(stranger), '0001.txt', '带毒的一页');
  // Whatever scanner this machine has: these came in while there was none.
  await (await testAdmin()).query(`update digital_file set scan_state = 'not_scanned' where tenant_id = any ($1)`, [
    [unit.id, stranger.id],
  ]);
});

/** A scanner stands outside: in its place one that knows a single word. */
const scanner = (state: ScannerState) => ({
  state: async () => state,
  scan: async (file: string) => {
    const text = readFileSync(file, 'utf8');
    const verdict = text.includes('打不开') ? 'not_scanned' : text.includes('带毒') ? 'infected' : 'clean';
    return { state: verdict as ScanVerdict['state'], signatures: 'ClamAV 1.4.6/27811/Sun Nov 22 08:26:01 2026' };
  },
});
const scan = (state: ScannerState) =>
  scanAgain({ pools, scope: scopeOf(unit), objects, progress: async () => undefined }, scanner(state));
const owed = async (): Promise<number> =>
  (
    await (
      await testAdmin()
    ).query(`select count(*)::int as n from job_run where tenant_id = any ($1) and name = 'digital.scan-again'`, [
      [unit.id, stranger.id],
    ])
  ).rows[0].n;
const filesOf = async () => (await callEach(unit).digital.files({ itemId })).files;

it('is owed to every tenant with files that nobody scanned, once there is a scanner that knows something', async () => {
  await startScans(pools, undefined, async () => 'no_signatures');
  expect(await owed()).toBe(0);
  await startScans(pools, undefined, async () => 'ready');
  expect(await owed()).toBe(2);
  // What is owed already is not owed twice.
  await startScans(pools, undefined, async () => 'ready');
  expect(await owed()).toBe(2);
});

it('says nothing of files while the scanner knows nothing', async () => {
  expect(await scan('no_signatures')).toEqual({ clean: 0, infected: 0, left: 0 });
  expect((await filesOf()).map((file) => file.scanState)).toEqual(['not_scanned', 'not_scanned', 'not_scanned']);
});

it('takes what is infected out of the record, hands it to nobody, and puts it before a person', async () => {
  const [, harmful] = await filesOf();
  expect(await scan('ready')).toEqual({ clean: 1, infected: 1, left: 1 });
  expect((await filesOf()).map((file) => [file.fileName, file.scanState])).toEqual([
    ['0001.txt', 'clean'],
    ['0003.txt', 'not_scanned'],
  ]);
  const id = harmful?.id ?? '';
  await expect((await callAs(unit)).digital.downloadFile({ id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  await expect((await callAs(unit)).digital.pageText({ fileId: id, page: 1 })).rejects.toMatchObject({
    message: 'NOT_FOUND',
  });
  const { rows } = await (await callAs(unit)).fixity.incidents({});
  expect(rows).toMatchObject([{ kind: 'infected', state: 'open', fileId: id, fileName: '0002.txt' }]);
  expect(rows[0]?.ownerName).not.toBeNull();
  // A second run finds nothing new, and a sweep of whole bytes does not close what is a virus.
  expect(await scan('ready')).toEqual({ clean: 0, infected: 0, left: 1 });
  const scope = scopeOf(unit);
  const { sweepId } = await withTenantDb(pools, scope, (tdb) =>
    startSweep(tdb, scope, { kind: 'all', withSm3: false }),
  );
  expect(
    await verifyFiles({ pools, scope, payload: { sweepId }, objects, progress: async () => undefined }),
  ).toMatchObject({ faults: 0 });
  expect((await (await callAs(unit)).fixity.incidents({})).rows).toMatchObject([{ kind: 'infected', state: 'open' }]);
});

it("touches nobody else's files", async () => {
  expect((await (await callAs(stranger)).fixity.incidents({})).rows).toEqual([]);
  const { rows } = await (await testAdmin()).query('select scan_state from digital_file where tenant_id = $1', [
    stranger.id,
  ]);
  expect(rows).toEqual([{ scan_state: 'not_scanned' }]);
});
