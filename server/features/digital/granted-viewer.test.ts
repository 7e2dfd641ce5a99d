import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { keepPageText } from '@/db/queries/page-text.queries';
import { makeFonds, makeGrant, scopeOf } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { serveViews, storeFiles, type ViewServer } from '@/db/testing/factories/digital';
import { makeSupervisedPair, makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { closeInspector } from '@/server/objects/inspect/inspect-file';

let bureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
let itemId: string;
let views: ViewServer;
const fileIds: string[] = [];

/** A second of silence. */
const makeSound = (seconds: number): Buffer => {
  const bytes = Buffer.alloc(44 + seconds * 16_000);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(8_000, 24);
  bytes.writeUInt32LE(16_000, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(bytes.length - 44, 40);
  return bytes;
};

beforeAll(async () => {
  ({ bureau, unit } = await makeSupervisedPair());
  stranger = await makeTenant('township');
  const fonds = await makeFonds(unit);
  const record = { fondsId: fonds.id, categoryCode: 'WS', filingYear: 2024, retentionCode: 'Y', orgCode: 'BGS' };
  itemId = (
    await (await callAs(unit)).archive.create({ ...record, title: '座谈会录音与会议通知', documentDate: '20240506' })
  ).id;
  const image = await sharp({ create: { width: 800, height: 1_100, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer();
  const files = [
    { name: '001.jpg', bytes: image },
    { name: '录音.wav', bytes: makeSound(3) },
  ];
  await storeFiles(unit, itemId, files);
  fileIds.push(...(await (await callAs(unit)).digital.files({ itemId })).files.map((file) => file.id));
  await withTenantDb(await testPools(), scopeOf(unit), (tdb) =>
    keepPageText(tdb, unit.id, {
      fileId: fileIds[0] ?? '',
      itemId,
      page: 1,
      state: 'recognised',
      engine: 'test',
      failure: null,
      width: 800,
      height: 1_100,
      lines: [],
      text: '关于防汛工作的通知',
      confidence: 1,
      searchText: '关于防汛工作的通知',
      searchTokens: [],
    }),
  );
  views = await serveViews();
}, 60_000);
afterAll(() => {
  views.close();
  closeInspector();
  testObjects().derivatives.close();
});

let grantId: string;
beforeEach(async () => {
  await (await testAdmin()).query('update access_grant set revoked_at = now() where revoked_at is null');
  grantId = await makeGrant(bureau, unit);
  views.person = bureau.worker;
});
const revoke = async () =>
  (await testAdmin()).query('update access_grant set revoked_at = now() where id = $1', [grantId]);
const looks = async (): Promise<string[]> => {
  const { rows } = await (await testAdmin()).query<{ action: string }>(
    "select action from audit_event where tenant_id = $1 and grant_id = $2 and action like 'digital.%' order by seq",
    [unit.id, grantId],
  );
  return rows.map((row) => row.action);
};
const open = async () => (await callAs(bureau)).digital.grantedViewer({ unitSlug: unit.slug, itemId });
const texts = async (who = bureau, fileId = fileIds[0] ?? '') =>
  (await callAs(who)).digital.grantedPageTexts({ unitSlug: unit.slug, itemId, pages: [{ fileId, page: 1 }] });
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${views.base}${path}`, { headers });

describe('under a grant', () => {
  it('shows pages with a mark, reads texts, plays sound by ranges; each look is one event in the unit’s log', async () => {
    const viewer = await open();
    expect(viewer.watermark).toContain(bureau.name);
    expect(viewer.watermark?.at(-1)).toMatch(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/);
    expect(viewer.older).toEqual({ files: [], pages: [] });
    const service = viewer.pages[0]?.service ?? '';
    for (const region of ['0,0,256,256', '256,0,256,256', 'full']) {
      const tile = await get(`${service}/${region}/256,/0/default.jpg`);
      expect([tile.status, tile.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
      const { channels } = await sharp(Buffer.from(await tile.arrayBuffer())).stats();
      expect(Math.max(...channels.map((channel) => channel.stdev)), 'the mark is in it').toBeGreaterThan(1);
    }
    expect((await texts())[0]).toMatchObject({ state: 'recognised', page: 1 });
    const sound = await get(`${viewer.address}/media/${fileIds[1]}`, { Range: 'bytes=0-99' });
    expect([sound.status, sound.headers.get('content-range')]).toEqual([206, 'bytes 0-99/48044']);
    expect(Buffer.from(await sound.arrayBuffer()).toString('latin1', 0, 4)).toBe('RIFF');
    expect((await get(`${viewer.address}/media/${fileIds[1]}`, { Range: 'bytes=40000-' })).status).toBe(206);
    expect((await get(`${viewer.address}/media/${fileIds[1]}`, { Range: 'bytes=90000-' })).status).toBe(416);
    expect(await looks()).toEqual([
      'digital.grantedView',
      'digital.grantedPage',
      'digital.grantedText',
      'digital.grantedPlay',
    ]);
  });

  it('does not count thumbnails as reading, and offers no pictures as sound or files of others', async () => {
    const viewer = await open();
    expect((await get(`${viewer.pages[0]?.service}/full/160,/0/default.jpg`)).status).toBe(200);
    expect(await looks()).toEqual(['digital.grantedView']);
    expect((await get(`${viewer.address}/media/${fileIds[0]}`)).status).toBe(404);
    await expect(texts(bureau, '019b0000-0000-7000-8000-000000000001')).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect((await callAs(bureau)).digital.downloadFile({ id: fileIds[0] ?? '' })).rejects.toMatchObject({
      message: 'NOT_FOUND',
    });
  });

  it('previews what a search has found, marked, in the log of the unit, and nothing that no grant reaches', async () => {
    const ask = { itemIds: [itemId], unitSlugs: [unit.slug, stranger.slug] };
    const previews = async (more: object = {}, who = bureau) =>
      (await callAs(who)).digital.grantedPreviews({ ...ask, ...more });
    const [preview] = await previews();
    expect(preview).toMatchObject({ itemId, kind: 'picture', files: 2 });
    const { files } = await (await callAs(unit)).digital.files({ itemId });
    expect(files.map((file) => file.durationMs)).toEqual([null, 3_000]);
    expect(await looks()).toEqual(['digital.grantedPreviews']);
    const small = await get(preview?.picture ?? '');
    expect([small.status, small.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(await previews({ itemIds: ['019b0000-0000-7000-8000-000000000001'] })).toEqual([]);
    for (const unitSlugs of [[stranger.slug], ['nobody-there']])
      await expect(previews({ unitSlugs })).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(previews({}, stranger)).rejects.toMatchObject({
      message: expect.stringMatching(/NOT_FOUND|FORBIDDEN/),
    });
    await revoke();
    expect((await get(preview?.picture ?? '')).status).toBe(404);
    await expect(previews()).rejects.toMatchObject({ message: 'NOT_FOUND' });
  });

  it('ends with the grant: pages, tiles already given, texts and sound are not found by the very next request', async () => {
    const viewer = await open();
    const addresses = [
      `${viewer.pages[0]?.service}/0,0,256,256/256,/0/default.jpg`,
      `${viewer.pages[0]?.service}/full/160,/0/default.jpg`,
      `${viewer.pages[0]?.service}/info.json`,
      `${viewer.address}/media/${fileIds[1]}`,
      `${viewer.address}/photo/${fileIds[0]}`,
      viewer.manifest,
    ];
    for (const address of addresses) expect((await get(address)).status, address).toBe(200);
    await revoke();
    for (const address of addresses) expect((await get(address)).status, address).toBe(404);
    await expect(texts()).rejects.toMatchObject({ message: 'NOT_FOUND' });
    await expect(open()).rejects.toMatchObject({ message: 'NOT_FOUND' });
  });

  it('is nobody else’s: not another unit’s, not another person’s, not with a changed right', async () => {
    const viewer = await open();
    const tile = `${viewer.pages[0]?.service}/full/300,/0/default.jpg`;
    views.person = stranger.worker;
    expect((await get(tile)).status).toBe(404);
    expect((await get(tile.replace(bureau.slug, stranger.slug))).status).toBe(404);
    views.person = null;
    expect((await get(tile)).status).toBe(404);
    await expect(texts(stranger)).rejects.toMatchObject({ message: expect.stringMatching(/NOT_FOUND|FORBIDDEN/) });
  });
});
