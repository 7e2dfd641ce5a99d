import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { keepPageText } from '@/db/queries/page-text.queries';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { tempFolder } from '@/db/testing/temp-folder';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { makeZip } from '@/e2e/workbooks/hostile-workbooks';
import { openPdf, readPdfText } from '@/server/imaging/pdf-pages';
import { closeInspector } from '@/server/objects/inspect/inspect-file';
import { readObject } from '@/server/objects/read-object';
import { commitFiles } from '../commit-files.ts';
import { finishUpload } from '../finish-upload.ts';
import { closeRecogniser, recogniseFile } from '../recognise-file.ts';
import { makeLayered } from './make-layered.ts';

let unit: TestTenant;
let stranger: TestTenant;
let itemId = '';
let fondsId = '';
let firstFile = '';
const LINES = [
  '清河县柳溪镇人民政府文件',
  '柳政发〔2024〕12号',
  '关于做好２０２４年防汛（抗旱）工作的通知',
  'Ａ栏：12.5万元　第3条',
  '歪着的一行字',
];
const bare = (text: string) => text.replace(/\s/gu, '');

const attach = async (item: string, fileName: string, bytes: Buffer) => {
  const { uploadId } = await (await callAs(unit)).digital.beginUpload({ fileName, sizeBytes: bytes.length });
  await testObjects().staging.append(unit.id, uploadId, 0, Readable.from([bytes]), bytes.length);
  await finishUpload(await testPools(), scopeOf(unit), testObjects(), uploadId);
  const { fileIds } = await (await callAs(unit)).digital.attach({ itemId: item, uploadIds: [uploadId] });
  await withTenantDb(await testPools(), scopeOf(unit), (tdb) =>
    commitFiles(tdb, scopeOf(unit), { itemId: item }, { objects: testObjects() }),
  );
  return fileIds[0] ?? '';
};
const make = async (): Promise<{ pages: number; barePages: number } | null> => {
  const { jobId } = await (await callAs(unit)).digital.makeLayeredPdf({ itemId });
  if (jobId === null) return null;
  const { rows } = await (await testAdmin()).query('select payload from job_run where id = $1', [jobId]);
  const steps = { pools: await testPools(), scope: scopeOf(unit), objects: testObjects() };
  return makeLayered({ ...steps, payload: rows[0].payload, progress: async () => undefined });
};
const saveLayered = async (): Promise<string> => {
  const file = await (await callAs(unit)).digital.downloadLayeredPdf({ itemId });
  const saved = path.join(tempFolder('layered'), 'layered.pdf');
  await writeFile(saved, await readObject(testObjects(), file));
  return saved;
};
const pageTexts = async (): Promise<string[]> => {
  const document = await openPdf(await saveLayered());
  const texts: string[] = [];
  for (let page = 1; page <= document.numPages; page += 1) texts.push(await readPdfText(document, page));
  return texts;
};
const newItem = async (n: number) =>
  (
    await (
      await callAs(unit)
    ).archive.create({
      fondsId,
      categoryCode: 'WS',
      filingYear: 2024,
      retentionCode: 'Y',
      orgCode: 'BGS',
      title: `关于第${n}件事的通知`,
      documentDate: '20240506',
    })
  ).id;
const placed = (text: string, index: number) => {
  const [top, lean] = [40 + index * 90, index === LINES.length - 1 ? 30 : 0];
  const quad = [
    { x: 60, y: top },
    { x: 540, y: top + lean },
    { x: 540 - lean / 10, y: top + lean + 36 },
    { x: 60 - lean / 10, y: top + 36 },
  ];
  return { text, confidence: 0.9, quad, positions: [] };
};
const keepLines = async () =>
  withTenantDb(await testPools(), scopeOf(unit), (tdb) =>
    keepPageText(tdb, unit.id, {
      fileId: firstFile,
      itemId,
      page: 1,
      state: 'recognised',
      engine: 'test',
      failure: null,
      width: 600,
      height: 800,
      confidence: 0.9,
      lines: LINES.map(placed),
      text: LINES.join('\n'),
      searchText: '',
      searchTokens: [],
    }),
  );

const pack = (parts: Record<string, string>): Buffer =>
  makeZip(Object.entries(parts).map(([name, text]) => ({ name, data: Buffer.from(text) })));

beforeAll(async () => {
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  fondsId = (await makeFonds(unit)).id;
  itemId = await newItem(1);
  const blank = { create: { width: 600, height: 800, channels: 3 as const, background: '#fff' } };
  firstFile = await attach(itemId, '001.png', await sharp(blank).png().toBuffer());
  await attach(itemId, '002.png', await sharp(blank).negate().png().toBuffer());
  await keepLines();
}, 60_000);
afterAll(() => {
  closeInspector();
  closeRecogniser();
});

it('holds what was recognised, line by line, and says which pages have no text yet', async () => {
  expect(await make()).toEqual({ pages: 2, barePages: 1 });
  const [first = '', second = ''] = await pageTexts();
  expect(bare(first)).toBe(bare(LINES.join('')));
  expect(second).toBe('');
  const view = await (await callAs(unit)).digital.layeredPdf({ itemId });
  expect(view).toMatchObject({ canMake: true, isMaking: false, made: { pages: 2, barePages: 1, isStale: false } });
  expect(await make()).toBeNull();
});

it('puts each line at its place', async () => {
  const page = await (await openPdf(await saveLayered())).getPage(1);
  const { items } = await page.getTextContent();
  const [, , , height = 0] = page.view;
  const found = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item] : []));
  const dot = height / 800;
  for (const [index, line] of LINES.slice(0, -1).entries()) {
    const item = found.find((one) => bare(one.str).startsWith(bare(line).slice(0, 2)));
    expect(item?.transform[4]).toBeCloseTo(60 * dot, 0);
    const fromTop = (height - (item?.transform[5] ?? 0)) / dot;
    expect(fromTop).toBeGreaterThan(40 + index * 90);
    expect(fromTop).toBeLessThan(40 + index * 90 + 50);
  }
});

it('holds what a person corrected, once it is made anew', async () => {
  const page = await (await callAs(unit)).digital.pageText({ fileId: firstFile, page: 1 });
  const lines = [{ index: 0, text: '清河县柳溪镇人民政府公报' }];
  const { rowVersion } = page;
  await (await callAs(unit)).digital.correctPage({ fileId: firstFile, page: 1, rowVersion, lines });
  expect((await (await callAs(unit)).digital.layeredPdf({ itemId })).made?.isStale).toBe(true);
  await make();
  expect(bare((await pageTexts())[0] ?? '')).toContain('柳溪镇人民政府公报柳政发');
});

it('is closed to strangers, and refused where there are no pages', async () => {
  const other = (await callAs(stranger)).digital;
  await expect(other.layeredPdf({ itemId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  await expect(other.downloadLayeredPdf({ itemId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  await expect(other.makeLayeredPdf({ itemId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  const empty = await newItem(2);
  const refused = (await callAs(unit)).digital.makeLayeredPdf({ itemId: empty });
  await expect(refused).rejects.toMatchObject({ message: 'NO_PAGES' });
});

it('finds the words of Word, OFD and plain text of old machines with their records', async () => {
  const item = await newItem(3);
  const word = pack({
    '[Content_Types].xml': '<?xml version="1.0"?><Types/>',
    'word/document.xml':
      '<?xml version="1.0"?><w:document><w:body><w:p><w:r><w:t>村道硬化</w:t></w:r><w:r><w:t xml:space="preserve">工程&amp;结算</w:t></w:r></w:p><w:p><w:r><w:t>附：签证单</w:t></w:r></w:p></w:body></w:document>',
  });
  const ofd = pack({
    'OFD.xml': '<?xml version="1.0"?><ofd:OFD/>',
    'Doc_0/Pages/Page_0/Content.xml':
      '<ofd:Page><ofd:TextObject><ofd:TextCode X="0" Y="1">水毁道路修复批复</ofd:TextCode></ofd:TextObject></ofd:Page>',
    'Doc_0/Pages/Page_1/Content.xml':
      '<ofd:Page><ofd:TextObject><ofd:TextCode>第二页印章</ofd:TextCode></ofd:TextObject></ofd:Page>',
  });
  const files: [string, Buffer][] = [
    ['结算.docx', word],
    ['批复.ofd', ofd],
    ['旧机.txt', iconv.encode('鸡公山林场护林员名册', 'gb18030')],
    ['旧表.xls', gunzipSync(await readFile(new URL('../../../imaging/testing/table.xls.gz', import.meta.url)))],
  ];
  const steps = { pools: await testPools(), scope: scopeOf(unit), objects: testObjects() };
  for (const [name, bytes] of files) {
    const fileId = await attach(item, name, bytes);
    const { read } = await recogniseFile({ ...steps, payload: { fileId }, progress: async () => undefined });
    expect(read).toBe(name.endsWith('.ofd') ? 2 : 1);
  }
  for (const [words, name, page] of [
    ['硬化工程', '结算.docx', 1],
    ['道路修复', '批复.ofd', 1],
    ['第二页印章', '批复.ofd', 2],
    ['护林员名册', '旧机.txt', 1],
    ['河道采砂', '旧表.xls', 1],
  ] as const) {
    const { hits } = await (await callAs(unit)).digital.searchText({ q: words });
    expect(hits.map((hit) => [hit.fileName, hit.page])).toEqual([[name, page]]);
    expect((await (await callAs(stranger)).digital.searchText({ q: words })).hits).toEqual([]);
  }
  // The reader shows it where nothing shows the pages.
  const [hit] = (await (await callAs(unit)).digital.searchText({ q: '河道采砂' })).hits;
  const shown = await (await callAs(unit)).digital.pageText({ fileId: hit?.fileId ?? '', page: 1 });
  expect(shown).toMatchObject({ state: 'recognised', lines: [], plain: expect.stringContaining('河道采砂许可') });
});
