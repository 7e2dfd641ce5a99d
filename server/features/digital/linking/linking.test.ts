import { Readable } from 'node:stream';
import bwipjs from 'bwip-js/node';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testPools } from '@/db/testing/test-db';
import { closeBarcodeReader } from '@/server/imaging/barcode/read-barcodes';
import { closeInspector } from '@/server/objects/inspect/inspect-file';
import { validateObject } from '@/server/objects/ocfl/validate-object';
import { receiveUpload, registerUpload } from '@/server/objects/store-upload';
import { objectIdOf } from '../commit-files.ts';
import { finishUpload } from '../finish-upload.ts';
import { linkBatch } from './link-batch.ts';
import { matchBatch } from './match-batch.ts';
import { undoBatch } from './undo-linking.ts';

let unit: TestTenant;
let stranger: TestTenant;
const codes: string[] = [];
const itemIds: string[] = [];
let batchId: string;

const steps = async () => ({
  pools: await testPools(),
  scope: scopeOf(unit),
  payload: { batchId },
  objects: testObjects(),
  progress: async () => undefined,
});
const drop = async (files: readonly { folder?: string; fileName: string; bytes: string | Buffer }[]) => {
  const { uploadIds } = await (await callAs(unit)).digital.beginUploads({
    batchId,
    files: files.map(({ folder = '', fileName, bytes }) => ({ folder, fileName, sizeBytes: Buffer.byteLength(bytes) })),
  });
  for (const [index, uploadId] of uploadIds.entries()) {
    const bytes = Buffer.from(files[index]?.bytes ?? '');
    await testObjects().staging.append(unit.id, uploadId, 0, Readable.from([bytes]), bytes.length);
    await finishUpload(await testPools(), scopeOf(unit), testObjects(), uploadId);
  }
  return uploadIds;
};
const match = async () => {
  await (await callAs(unit)).digital.matchBatch({ batchId });
  return matchBatch(await steps());
};
const rows = async (only: 'all' | 'unmatched' | 'matched' | 'problem' = 'all') =>
  (await (await callAs(unit)).digital.linkFiles({ batchId, only })).rows;
const files = async (itemId: string) => (await (await callAs(unit)).digital.files({ itemId })).files;

beforeAll(async () => {
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  const fonds = await makeFonds(unit);
  for (let n = 1; n <= 3; n += 1) {
    const record = {
      fondsId: fonds.id,
      categoryCode: 'WS',
      filingYear: 2024,
      retentionCode: 'Y',
      orgCode: 'BGS',
      pageCount: 2,
    };
    const made = await (await callAs(unit)).archive.create({
      ...record,
      title: `关于第${n}件事的通知`,
      documentDate: '20240506',
    });
    codes.push(made.referenceCode);
    itemIds.push(made.id);
  }
  batchId = (await (await callAs(unit)).digital.createLinkBatch({ name: '2024年文书扫描件' })).batchId;
}, 60_000);
afterAll(() => {
  closeInspector();
  closeBarcodeReader();
});

it('finds the record in the folder or in the name, whatever the separators, and says what is odd', async () => {
  const [first = '', second = '', third = ''] = codes;
  await drop([
    { folder: first, fileName: '001.txt', bytes: '一之一' },
    { folder: first, fileName: '002.txt', bytes: '一之二' },
    { fileName: `${second.replaceAll('·', '.')}_1.txt`, bytes: '二之一' },
    { fileName: `${second.replaceAll('-', '－')}-003.txt`, bytes: '二之三' },
    { fileName: '无档号.txt', bytes: '不知何处' },
  ]);
  expect(await match()).toEqual({ files: 5, matched: 4 });
  expect((await rows('unmatched')).map((row) => [row.fileName, row.problems])).toEqual([['无档号.txt', ['unmatched']]]);
  expect((await rows('matched')).map((row) => [row.referenceCode, row.pageNumber, row.problems])).toEqual(
    expect.arrayContaining([
      [first, 1, []],
      [first, 2, []],
      [second, 1, []],
      [second, 3, ['page_missing']],
    ]),
  );
  const bare = await (await callAs(unit)).digital.itemsWithoutFiles({ filingYear: 2024 });
  expect(bare.rows.map((row) => row.referenceCode)).toEqual([first, second, third]);
});

it('sends nothing twice when the same folder is dropped again, and says what is missing', async () => {
  const [first = ''] = codes;
  const files = [
    { folder: first, fileName: '001.txt', sizeBytes: Buffer.byteLength('一之一') },
    { folder: `${first}/`, fileName: '002.txt', sizeBytes: Buffer.byteLength('一之二') },
  ];
  const again = await (await callAs(unit)).digital.beginUploads({ batchId, files });
  expect(again.received).toEqual(again.uploadIds);
  expect(await (await callAs(unit)).digital.linkBatchById({ batchId })).toMatchObject({
    state: 'matched',
    fileCount: 5,
  });
  const started = await (await callAs(unit)).digital.createLinkBatch({ name: '断网的一批' });
  const begin = async () => (await callAs(unit)).digital.beginUploads({ batchId: started.batchId, files });
  const begun = await begin();
  expect(begun.received).toEqual([]);
  expect(await begin()).toEqual(begun);
  const gaps = await (await callAs(unit)).digital.batchUploads({ batchId: started.batchId });
  expect(gaps.uploads.map((upload) => [upload.fileName, upload.state])).toEqual([
    ['001.txt', 'receiving'],
    ['002.txt', 'receiving'],
  ]);
  const other = await callAs(stranger);
  await expect(other.digital.batchUploads({ batchId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
});

it('keeps what a person assigned when it matches again', async () => {
  const [lost] = await rows('unmatched');
  await (await callAs(unit)).digital.assignFiles({
    batchId,
    uploadIds: [lost?.uploadId ?? ''],
    itemId: itemIds[2] ?? null,
  });
  expect(await match()).toEqual({ files: 5, matched: 5 });
  expect((await rows()).find((row) => row.uploadId === lost?.uploadId)).toMatchObject({
    matchedBy: 'hand',
    itemId: itemIds[2],
  });
});

it('links every record wholly, in the order of its pages, once, also when it is run again', async () => {
  await (await callAs(unit)).digital.confirmLinking({ batchId });
  expect(await linkBatch(await steps())).toEqual({ linked: 5 });
  expect(await linkBatch(await steps())).toEqual({ linked: 0 });
  expect((await files(itemIds[0] ?? '')).map((file) => [file.sequence, file.fileName, file.state])).toEqual([
    [1, '001.txt', 'stored'],
    [2, '002.txt', 'stored'],
  ]);
  for (const itemId of itemIds)
    expect(await validateObject(testObjects().records.tree(unit.id, objectIdOf(itemId)))).toEqual([]);
  expect(await (await callAs(unit)).digital.linkBatchById({ batchId })).toMatchObject({
    state: 'linked',
    linkedCount: 5,
    uploads: { used: 5 },
  });
});

it('takes a batch back; the bytes stay in the older version', async () => {
  await (await callAs(unit)).digital.undoLinking({ batchId });
  expect(await undoBatch(await steps())).toEqual({ withdrawn: 5 });
  expect(await files(itemIds[0] ?? '')).toEqual([]);
  const object = testObjects().records.tree(unit.id, objectIdOf(itemIds[0] ?? ''));
  expect(await validateObject(object)).toEqual([]);
  const inventory = await testObjects().records.inventory(unit.id, objectIdOf(itemIds[0] ?? ''));
  expect(inventory?.head).toBe('v2');
  expect(Object.keys(inventory?.manifest ?? {})).toHaveLength(2);
});

it('is closed to strangers and to a second confirmation', async () => {
  const other = await callAs(stranger);
  await expect(other.digital.linkBatchById({ batchId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  await expect(other.digital.matchBatch({ batchId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  await expect(
    other.digital.assignFiles({ batchId, uploadIds: [itemIds[0] ?? ''], itemId: null }),
  ).rejects.toMatchObject({ message: 'NOT_FOUND' });
  await expect((await callAs(unit)).digital.confirmLinking({ batchId })).rejects.toMatchObject({
    message: 'LINK_BATCH_CLOSED',
  });
});

const newBatch = async (usesBarcodes = false) => {
  batchId = (await (await callAs(unit)).digital.createLinkBatch({ name: '另一批', usesBarcodes })).batchId;
};
const shade = (level: number) =>
  sharp({ create: { width: 420, height: 594, channels: 3, background: { r: level, g: level, b: 240 } } })
    .png()
    .toBuffer();
/** A sheet as scanners see it: the code somewhere on a white page. */
const sheet = async (text: string, bcid: 'qrcode' | 'code128') => {
  const code = await bwipjs.toBuffer({
    bcid,
    text,
    scale: bcid === 'qrcode' ? 5 : 2,
    ...(bcid === 'code128' ? { height: 20 } : {}),
  });
  return sharp({ create: { width: 1240, height: 1754, channels: 3, background: '#fff' } })
    .composite([{ input: code, left: 260, top: 420 }])
    .jpeg({ quality: 80 })
    .toBuffer();
};

it('follows a list, says what the list lacks, and lets page numbers be mended with their problems', async () => {
  const [first = '', second = ''] = codes;
  await newBatch();
  const csv = `\ufeff文件名,档号,页码\nIMG_1.TIF,${first},1\nscan\\IMG_2.tif,${first},2\nIMG_3.tif,${second},1\nIMG_4.tif,${second},1\n缺.tif,${first},3\nIMG_5.tif,Z999-WS·2024-Y-BGS-9999,1\nIMG_9.tif,,7\n`;
  const received = await receiveUpload(testObjects(), unit.id, {
    stream: Buffer.from(csv),
    fileName: '清单.csv',
    maxBytes: 10_000,
  });
  const object = await withTenantDb(await testPools(), scopeOf(unit), (tdb) =>
    registerUpload(tdb, scopeOf(unit), received),
  );
  const caller = (await callAs(unit)).digital;
  expect(await caller.setLinkList({ batchId, objectId: object.id })).toEqual({ entries: 6, skipped: 1 });
  const uploadIds = await drop([
    { fileName: 'img_1.tif', bytes: await shade(10) },
    { folder: 'D/scan', fileName: 'IMG_2.tif', bytes: await shade(20) },
    { fileName: 'IMG_3.tif', bytes: await shade(30) },
    { fileName: 'IMG_4.tif', bytes: await shade(40) },
    { fileName: 'IMG_5.tif', bytes: await shade(50) },
  ]);
  expect(await match()).toEqual({ files: 5, matched: 4 });
  const seen = (await rows()).map((row) => [
    row.fileName,
    row.referenceCode,
    row.pageNumber,
    row.matchedBy,
    row.problems,
  ]);
  expect(seen).toEqual(
    expect.arrayContaining([
      ['img_1.tif', first, 1, 'list', []],
      ['IMG_2.tif', first, 2, 'list', []],
      ['IMG_4.tif', second, 1, 'list', ['page_doubled']],
      ['IMG_5.tif', null, null, 'none', ['unmatched']],
    ]),
  );
  const { gaps } = await (await callAs(unit)).digital.linkListGaps({ batchId });
  expect(gaps.map((gap) => [gap.fileName, gap.problem])).toEqual([
    ['缺.tif', 'no_file'],
    ['IMG_5.tif', 'no_record'],
  ]);
  const mended = await (await callAs(unit)).digital.setPage({ batchId, uploadId: uploadIds[3] ?? '', pageNumber: 2 });
  expect(mended.problemCount).toBe(1);
  expect((await rows('problem')).map((row) => row.fileName)).toEqual(['IMG_5.tif']);
  const { events } = await (await callAs(unit)).digital.linkHistory({ batchId });
  expect(events.map((event) => event.action)).toEqual(
    expect.arrayContaining(['digital.setPage', 'digital.matchBatch', 'digital.setLinkList', 'digital.createLinkBatch']),
  );
  const other = (await callAs(stranger)).digital;
  await expect(other.linkHistory({ batchId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  await expect(other.linkListGaps({ batchId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  await expect(other.setLinkList({ batchId, objectId: object.id })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  await expect(other.setPage({ batchId, uploadId: uploadIds[0] ?? '', pageNumber: 9 })).rejects.toMatchObject({
    message: 'NOT_FOUND',
  });
});

it('refuses a list without its two columns and keeps the one before', async () => {
  const received = await receiveUpload(testObjects(), unit.id, {
    stream: Buffer.from('姓名,电话\n张三,1\n'),
    fileName: '错.csv',
    maxBytes: 10_000,
  });
  const object = await withTenantDb(await testPools(), scopeOf(unit), (tdb) =>
    registerUpload(tdb, scopeOf(unit), received),
  );
  await expect((await callAs(unit)).digital.setLinkList({ batchId, objectId: object.id })).rejects.toMatchObject({
    message: 'LINK_LIST_WITHOUT_COLUMNS',
  });
  expect(await (await callAs(unit)).digital.linkBatchById({ batchId })).toMatchObject({
    listName: '清单.csv',
    listCount: 6,
  });
});

it('parts a stack of scans at its barcode pages, which are linked to nothing', async () => {
  const [first = '', second = ''] = codes;
  await newBatch(true);
  await drop([
    { fileName: 'scan0001.jpg', bytes: await sheet(first, 'qrcode') },
    { fileName: 'scan0002.png', bytes: await shade(60) },
    { fileName: 'scan0003.png', bytes: await shade(70) },
    { fileName: 'scan0004.jpg', bytes: await sheet(second.replaceAll('·', '.'), 'code128') },
    { fileName: 'scan0005.png', bytes: await shade(80) },
  ]);
  expect(await match()).toEqual({ files: 5, matched: 3 });
  expect((await rows()).map((row) => [row.fileName, row.kind, row.referenceCode, row.pageNumber])).toEqual([
    ['scan0001.jpg', 'separator', null, null],
    ['scan0002.png', 'page', first, 1],
    ['scan0003.png', 'page', first, 2],
    ['scan0004.jpg', 'separator', null, null],
    ['scan0005.png', 'page', second, 1],
  ]);
  expect(await rows('unmatched')).toEqual([]);
  await (await callAs(unit)).digital.confirmLinking({ batchId });
  expect(await linkBatch(await steps())).toEqual({ linked: 3 });
});
