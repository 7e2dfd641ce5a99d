import { createReadStream, readFileSync } from 'node:fs';
import Ajv from 'ajv';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { conformance } from '@/db/testing/conformance';
import { makeFonds } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { serveViews, storeFiles, type ViewServer } from '@/db/testing/factories/digital';
import { makePerson, makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { closeInspector } from '@/server/objects/inspect/inspect-file';
import { faultsOfManifest, MANIFEST_SCHEMA } from './testing/presentation-3.ts';

let unit: TestTenant;
let stranger: TestTenant;
let itemId: string;
let base: string;
let views: ViewServer;

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
  const files = await Promise.all(['#fff', '#f00'].map(page));
  await storeFiles(
    unit,
    itemId,
    files.map((bytes, index) => ({ name: `${index + 1}.tif`, bytes })),
  );
  views = await serveViews();
  views.person = unit.worker;
  ({ base } = views);
}, 60_000);
afterAll(() => {
  views.close();
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

it('fits a page into a place, also one that is larger than the page', async () => {
  const { pages } = await (await callAs(unit)).digital.viewer({ itemId });
  const sizeOf = async (size: string) => {
    const answer = await fetch(`${base}${pages[0]?.service}/full/${size}/0/default.jpg`);
    expect(answer.status, size).toBe(200);
    const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
    return [width, height];
  };
  expect(await sizeOf('^!900,1200')).toEqual([857, 1_200]);
  expect(await sizeOf('^!2000,2800')).toEqual([2_000, 2_800]);
  expect(await sizeOf('^160,')).toEqual([160, 224]);
  expect(await sizeOf('!50,50')).toEqual([36, 50]);
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

type Manifest = Parameters<typeof faultsOfManifest>[0];
const fetchManifest = async (): Promise<Manifest> => {
  const viewer = await (await callAs(unit)).digital.viewer({ itemId });
  const answer = await fetch(`${base}${viewer.manifest}`);
  expect(answer.headers.get('content-type')).toContain('http://iiif.io/api/presentation/3/context.json');
  return (await answer.json()) as Manifest;
};
/** A judge that also says no. */
const judgeBy = (schema: object, manifest: Manifest): void => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  const [first, ...others] = manifest.items;
  expect(validate(manifest), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  for (const wrong of [{ height: 'x' }, { type: 'Page' }, { id: 'canvas-1' }, { items: [{}] }, { label: '第1页' }])
    expect(validate({ ...manifest, items: [{ ...first, ...wrong }, ...others] }), JSON.stringify(wrong)).toBe(false);
};

it('describes it as IIIF Presentation 3 has it', async () => {
  const manifest = await fetchManifest();
  expect(faultsOfManifest(manifest)).toEqual([]);
  judgeBy(MANIFEST_SCHEMA, manifest);
  const [first, ...others] = manifest.items;
  const twice = manifest.items.map((item) => ({ ...item, id: first?.id ?? '' }));
  expect(faultsOfManifest({ items: twice })).toHaveLength(2 * others.length);
});

/* The schema of the editors is theirs and lies beside the repository. */
const IIIF = conformance('iiif/iiif_3_0.json');
it.skipIf(IIIF === null)('describes it as the schema of the IIIF editors has it, where that is at hand', async () => {
  judgeBy(JSON.parse(readFileSync(IIIF ?? '', 'utf8')) as object, await fetchManifest());
});

const HOSTILE = [
  'full/^100000,/0/default.jpg',
  'full/99999,99999/0/default.jpg',
  'full/^max/0/default.tif',
  '5000,5000,10,10/max/0/default.jpg',
  '0,0,0,0/max/0/default.jpg',
  '-1,-1,10,10/max/0/default.jpg',
  '1e9,0,1,1/max/0/default.jpg',
  'pct:200,200,1,1/max/0/default.jpg',
  'full/0,/0/default.jpg',
  'full/,/0/default.jpg',
  'full/max/abc/default.jpg',
  'full/max/0/evil.jpg',
  'full/max/0/default.svg',
  'full/max/0/default.exe',
  'full/max/0/default.jpg/../../../etc/passwd',
  '%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  'full/%00/0/default.jpg',
  `${'9'.repeat(5_000)},0,1,1/max/0/default.jpg`,
];
it('refuses what is no request of IIIF or would cost too much, quickly and without a fault', async () => {
  const { pages } = await (await callAs(unit)).digital.viewer({ itemId });
  for (const hostile of HOSTILE) {
    const began = performance.now();
    const answer = await fetch(`${base}${pages[0]?.service}/${hostile}`);
    // A size beyond what is given out may also be answered with the largest that is.
    if (answer.status === 200) {
      const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
      expect(width * height, hostile).toBeLessThanOrEqual(12_000_000);
    } else expect(String(answer.status), hostile).toMatch(/^4\d\d$/);
    expect(performance.now() - began, hostile).toBeLessThan(10_000);
  }
});

it('stops showing to who has left the unit, before the address ends', async () => {
  const person = await makePerson(unit.id, ['unit_archivist']);
  const { pages } = await (await callAs(unit, person)).digital.viewer({ itemId });
  const address = `${base}${pages[0]?.service}/full/50,/0/default.jpg`;
  views.person = person;
  expect((await fetch(address)).status).toBe(200);
  await (await testAdmin()).query("update membership set state = 'ended' where account_id = $1", [person.accountId]);
  expect((await fetch(address)).status).toBe(404);
  views.person = unit.worker;
});

it('shows nothing to another person, in another workspace, with a changed token or beyond the last page', async () => {
  const { pages } = await (await callAs(unit)).digital.viewer({ itemId });
  const address = `${base}${pages[0]?.service}/full/50,/0/default.jpg`;
  expect((await fetch(address)).status).toBe(200);
  expect((await fetch(address.replace(unit.slug, stranger.slug))).status).toBe(404);
  expect((await fetch(address.replace('.1/full', '.2/full'))).status).toBe(404);
  expect((await fetch(address.replace('/view/', '/view/x'))).status).toBe(404);
  views.person = stranger.worker;
  expect((await fetch(address)).status).toBe(404);
  views.person = unit.worker;
  await expect((await callAs(stranger)).digital.viewer({ itemId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
});

it('opens the kept file itself, never a copy that could differ', async () => {
  const { files } = await (await callAs(unit)).digital.files({ itemId });
  const { record } = await (await callAs(unit)).digital.downloadFile({ id: files[0]?.id ?? '' });
  const kept = await testObjects().records.localFile(unit.id, record?.objectId ?? '', record?.contentPath ?? '');
  expect((await createReadStream(kept).toArray()).length).toBeGreaterThan(0);
});
