import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testPools } from '@/db/testing/test-db';
import { closeInspector } from '@/server/objects/inspect/inspect-file';
import { validateObject } from '@/server/objects/ocfl/validate-object';
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
const drop = async (files: readonly { folder?: string; fileName: string; bytes: string }[]) => {
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
afterAll(closeInspector);

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
