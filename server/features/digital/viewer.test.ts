import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import express from 'express';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs, requestContext, testObjects } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testPools } from '@/db/testing/test-db';
import { showImageHandler, showManifestHandler } from '@/server/http/show-image';
import { closeInspector } from '@/server/objects/inspect/inspect-file';
import { commitFiles } from './commit-files.ts';
import { finishUpload } from './finish-upload.ts';

let unit: TestTenant;
let stranger: TestTenant;
let itemId: string;
let base: string;
let person: TestTenant['worker'] | null;
let close: () => void;

const page = (background: string) =>
  sharp({ create: { width: 1_000, height: 1_400, channels: 3, background } })
    .tiff()
    .toBuffer();

beforeAll(async () => {
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  const fonds = await makeFonds(unit);
  const record = { fondsId: fonds.id, categoryCode: 'WS', filingYear: 2024, retentionCode: 'Y', orgCode: 'BGS' };
  itemId = (
    await (await callAs(unit)).archive.create({ ...record, title: '关于防汛工作的通知', documentDate: '20240506' })
  ).id;
  const objects = testObjects();
  const uploadIds: string[] = [];
  for (const [index, colour] of ['#fff', '#f00'].entries()) {
    const bytes = await page(colour);
    const { uploadId } = await (await callAs(unit)).digital.beginUpload({
      fileName: `${index + 1}.tif`,
      sizeBytes: bytes.length,
    });
    await objects.staging.append(unit.id, uploadId, 0, Readable.from([bytes]), bytes.length);
    await finishUpload(await testPools(), scopeOf(unit), objects, uploadId);
    uploadIds.push(uploadId);
  }
  await (await callAs(unit)).digital.attach({ itemId, uploadIds });
  const scope = scopeOf(unit);
  await withTenantDb(await testPools(), scope, (tdb) => commitFiles(tdb, scope, { itemId }, { objects }));
  const app = express();
  const contextFor = (request: express.Request) => contexts.get(request.params.slug ?? '') as never;
  const contexts = new Map<string, unknown>();
  app.use(async (request, _response, next) => {
    const slug = request.path.split('/')[2] ?? '';
    contexts.set(slug, await requestContext(slug, person));
    next();
  });
  app.get('/w/:slug/view/:token/manifest.json', showManifestHandler(contextFor));
  app.get('/w/:slug/view/:token/iiif/3/:id*', showImageHandler(contextFor));
  const server = app.listen(0);
  base = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  person = unit.worker;
  close = () => server.close();
}, 60_000);
afterAll(() => {
  close();
  closeInspector();
  testObjects().derivatives.close();
});

it('shows every page as IIIF 3, tile by tile, in its own colours', async () => {
  const viewer = await (await callAs(unit)).digital.viewer({ itemId });
  expect(viewer.pages.map((one) => one.label)).toEqual(['1.tif', '2.tif']);
  expect(viewer.watermark).toBeNull();
  const [first, second] = viewer.pages.map((one) => `${base}${one.service}`);
  const info = (await (await fetch(`${first}/info.json`)).json()) as { width: number; height: number; type: string };
  expect(info).toMatchObject({ width: 1_000, height: 1_400, type: 'ImageService3' });
  const tile = await fetch(`${second}/0,0,512,512/256,/0/default.jpg`);
  expect(tile.headers.get('content-type')).toBe('image/jpeg');
  const { width, channels } = await sharp(Buffer.from(await tile.arrayBuffer())).metadata();
  expect([width, channels]).toEqual([256, 3]);
  const { dominant } = await sharp(
    Buffer.from(await (await fetch(`${second}/full/50,/0/default.jpg`)).arrayBuffer()),
  ).stats();
  expect(dominant.r).toBeGreaterThan(200);
  expect(dominant.g).toBeLessThan(60);
});

it('burns the mark into every picture, also into those that are smaller than the mark', async () => {
  const { pages } = await (await callAs(unit)).digital.viewer({ itemId });
  const service = pages[0]?.service ?? '';
  const plainToken = service.split('/')[4] ?? '';
  const right = testObjects().viewTokens.read(plainToken);
  if (!right) throw new Error('no right');
  const { until: _, ...rest } = right;
  const token = testObjects().viewTokens.sign({ ...rest, watermark: ['方清越', '柳溪镇人民政府', '2026-11-21'] });
  const bytesOf = async (address: string) => {
    const answer = await fetch(`${base}${address}`);
    expect(answer.status, address).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  };
  for (const region of ['full/160,', 'full/600,', '768,1024,232,376/232,', '0,0,512,512/256,']) {
    const plain = await bytesOf(`${service}/${region}/0/default.jpg`);
    const marked = await bytesOf(`${service.replace(plainToken, token)}/${region}/0/default.jpg`);
    const sizes = await Promise.all([plain, marked].map((one) => sharp(one).metadata()));
    expect([sizes[1]?.width, sizes[1]?.height]).toEqual([sizes[0]?.width, sizes[0]?.height]);
    expect(marked.equals(plain), region).toBe(false);
  }
});

it('describes the record in a manifest', async () => {
  const viewer = await (await callAs(unit)).digital.viewer({ itemId });
  const manifest = (await (await fetch(`${base}${viewer.manifest}`)).json()) as { items: { width: number }[] };
  expect(manifest.items.map((canvas) => canvas.width)).toEqual([1_000, 1_000]);
});

it('shows nothing to another person, in another workspace, with a changed token or beyond the last page', async () => {
  const { pages } = await (await callAs(unit)).digital.viewer({ itemId });
  const address = `${base}${pages[0]?.service}/full/50,/0/default.jpg`;
  expect((await fetch(address)).status).toBe(200);
  expect((await fetch(address.replace(unit.slug, stranger.slug))).status).toBe(404);
  expect((await fetch(address.replace('.1/full', '.2/full'))).status).toBe(404);
  expect((await fetch(address.replace('/view/', '/view/x'))).status).toBe(404);
  person = stranger.worker;
  expect((await fetch(address)).status).toBe(404);
  person = unit.worker;
  await expect((await callAs(stranger)).digital.viewer({ itemId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
});

it('opens the kept file itself, never a copy that could differ', async () => {
  const { files } = await (await callAs(unit)).digital.files({ itemId });
  const { record } = await (await callAs(unit)).digital.downloadFile({ id: files[0]?.id ?? '' });
  const kept = await testObjects().records.localFile(unit.id, record?.objectId ?? '', record?.contentPath ?? '');
  expect((await createReadStream(kept).toArray()).length).toBeGreaterThan(0);
});
