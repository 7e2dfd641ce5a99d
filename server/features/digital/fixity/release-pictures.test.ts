import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { serveViews, storeFiles, type ViewServer } from '@/db/testing/factories/digital';
import { makePerson, makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { closeInspector } from '@/server/objects/inspect/inspect-file';
import type { ScanVerdict } from '@/server/objects/inspect/scan-for-viruses';
import { rescanFile } from './release-file.ts';
import { scanAgain } from './scan-again.ts';

let unit: TestTenant;
let stranger: TestTenant;
let views: ViewServer;
let itemId: string;
let fileId: string;
/** Every address of the page, as the reader was given them before anything was found. */
let addresses: string[];
let manifest: string;

const steps = async () => ({
  pools: await testPools(),
  scope: scopeOf(unit),
  objects: testObjects(),
  progress: async () => undefined,
});
/** A scanner stands outside: in its place one that takes every picture for a virus, or none, by its signatures. */
const scanner = (signatures: number, state: ScanVerdict['state']) => ({
  state: async () => 'ready' as const,
  forget: () => undefined,
  scan: async (): Promise<ScanVerdict> => ({
    state,
    signatures: `ClamAV 1.4.6/${signatures}/Sun Nov 22 08:26:01 2026`,
  }),
});
const statusesOf = async (): Promise<number[]> => {
  const statuses: number[] = [];
  for (const address of addresses) {
    const answer = await fetch(`${views.base}${address}`);
    await answer.arrayBuffer();
    statuses.push(answer.status);
  }
  return statuses;
};
const canvases = async (): Promise<number> => {
  const answer = await fetch(`${views.base}${manifest}`);
  return ((await answer.json()) as { items: unknown[] }).items.length;
};

beforeAll(async () => {
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  const fonds = await makeFonds(unit);
  const record = { fondsId: fonds.id, categoryCode: 'WS', filingYear: 2024, retentionCode: 'Y', orgCode: 'BGS' };
  itemId = (await callEach(unit).archive.create({ ...record, title: '扫描件一份', documentDate: '20240506' })).id;
  const bytes = await sharp({ create: { width: 900, height: 1_200, channels: 3, background: '#eee' } })
    .png()
    .toBuffer();
  await storeFiles(unit, itemId, [{ name: '001.png', bytes }]);
  await (await testAdmin()).query(`update digital_file set scan_state = 'not_scanned' where tenant_id = $1`, [unit.id]);
  views = await serveViews();
  views.person = unit.worker;
  const viewer = await callEach(unit).digital.viewer({ itemId });
  const [page] = viewer.pages;
  fileId = page?.fileId ?? '';
  manifest = viewer.manifest;
  const pictures = ['info.json', '0,0,512,512/256,/0/default.jpg', 'full/96,/0/default.jpg', 'full/600,/0/default.jpg'];
  addresses = [...pictures.map((one) => `${page?.service}/${one}`), `${viewer.address}/photo/${fileId}`];
}, 180_000);
afterAll(() => {
  views.close();
  closeInspector();
  testObjects().derivatives.close();
});

it('answers no tile, small picture or description of a page in quarantine, and all of them after its release', async () => {
  const seen = addresses.map(() => 200);
  expect(await statusesOf()).toEqual(seen);
  expect(await canvases()).toBe(1);
  expect(await callEach(unit).digital.previews({ itemIds: [itemId] })).toMatchObject([{ kind: 'picture', files: 1 }]);

  await scanAgain(await steps(), scanner(100, 'infected'));
  // The pictures were made before and lie ready; the addresses have not ended.
  expect(await statusesOf()).toEqual(addresses.map(() => 404));
  expect(await canvases()).toBe(0);
  expect(await callEach(unit).digital.previews({ itemIds: [itemId] })).toEqual([]);

  const [found] = (await callEach(unit).fixity.incidents({})).rows;
  const incidentId = found?.id ?? '';
  expect(await rescanFile({ ...(await steps()), payload: { incidentId } }, scanner(102, 'clean'))).toEqual({
    state: 'clean',
  });
  // A scan that finds nothing releases nothing by itself.
  expect(await statusesOf()).toEqual(addresses.map(() => 404));
  const { rowVersion } = await callEach(unit).fixity.incidentById({ id: incidentId });
  const head = await makePerson(unit.id, ['unit_lead'], '周镇长');
  await callEach(unit, head).fixity.release({ id: incidentId, rowVersion, reason: '厂商确认是误报' });
  expect(await statusesOf()).toEqual(seen);
  expect(await canvases()).toBe(1);
  expect(await callEach(unit).digital.previews({ itemIds: [itemId] })).toMatchObject([{ kind: 'picture', files: 1 }]);

  views.person = stranger.worker;
  expect(await statusesOf()).toEqual(addresses.map(() => 404));
}, 120_000);
