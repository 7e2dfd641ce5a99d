import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeFonds } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { serveViews, storeFiles, type ViewServer } from '@/db/testing/factories/digital';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { closeInspector } from '@/server/objects/inspect/inspect-file';

let unit: TestTenant;
let stranger: TestTenant;
let views: ViewServer;
let photo: string;
let controlled: string;
let bare: string;
let foreign: string;

const picture = () =>
  sharp({ create: { width: 800, height: 600, channels: 3, background: '#0a0' } })
    .jpeg()
    .toBuffer();

const recordOf = async (tenant: TestTenant, fondsId: string, title: string, openFlag: 'open' | 'controlled') => {
  const api = (await callAs(tenant)).archive;
  const record = { fondsId, categoryCode: 'WS', filingYear: 2024, retentionCode: 'Y', orgCode: 'BGS' };
  return (await api.create({ ...record, title, documentDate: '20240506', openFlag })).id;
};

beforeAll(async () => {
  [unit, stranger] = [await makeTenant('township'), await makeTenant('township')];
  const fonds = await makeFonds(unit);
  photo = await recordOf(unit, fonds.id, '防汛演练照片', 'open');
  controlled = await recordOf(unit, fonds.id, '信访材料', 'controlled');
  bare = await recordOf(unit, fonds.id, '关于防汛工作的通知', 'open');
  foreign = await recordOf(stranger, (await makeFonds(stranger)).id, '别处的照片', 'open');
  await storeFiles(unit, photo, [
    { name: '1.jpg', bytes: await picture() },
    { name: '2.jpg', bytes: await picture() },
  ]);
  await storeFiles(unit, controlled, [{ name: '1.jpg', bytes: await picture() }]);
  await storeFiles(stranger, foreign, [{ name: '1.jpg', bytes: await picture() }]);
  views = await serveViews();
  views.person = unit.worker;
}, 60_000);
afterAll(() => {
  views.close();
  closeInspector();
  testObjects().derivatives.close();
});

it('answers a small picture of each record with files, and nothing of a record of another', async () => {
  const api = (await callAs(unit)).digital;
  const previews = await api.previews({ itemIds: [photo, controlled, bare, foreign] });
  expect(previews.map((one) => one.itemId).sort()).toEqual([photo, controlled].sort());
  const shown = previews.find((one) => one.itemId === photo);
  expect(shown).toMatchObject({ kind: 'picture', files: 2, seconds: null });
  const answer = await fetch(`${views.base}${shown?.picture}`);
  expect(answer.status).toBe(200);
  const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
  expect([width, height]).toEqual([96, 72]);
  // A right for one record opens no file of another.
  const other = previews.find((one) => one.itemId === controlled)?.picture ?? '';
  const file = (address: string) => /iiif\/3\/([^/]+)/.exec(address)?.[1] ?? '';
  const mixed = (shown?.picture ?? '').replace(file(shown?.picture ?? ''), file(other));
  expect((await fetch(`${views.base}${mixed}`)).status).toBe(404);
  views.person = stranger.worker;
  expect((await fetch(`${views.base}${shown?.picture}`)).status).toBe(404);
});
