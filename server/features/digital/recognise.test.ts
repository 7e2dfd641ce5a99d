import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { characterErrorRate, type MadePage, makePage } from '@/e2e/pages/make-page';
import { readAgain } from '@/jobs/read-again';
import type { OcrPool } from '@/server/imaging/ocr/ocr-pool';
import { ChildFailure } from '@/server/objects/child-pool';
import { closeInspector } from '@/server/objects/inspect/inspect-file';
import { commitFiles } from './commit-files.ts';
import { finishUpload } from './finish-upload.ts';
import { closeRecogniser, recogniseFile } from './recognise-file.ts';

let unit: TestTenant;
let stranger: TestTenant;
let itemId: string;
let fileId: string;
let page: MadePage;

const recognise = async (pool?: OcrPool) => {
  const steps = { scope: scopeOf(unit), payload: { fileId }, objects: testObjects(), progress: async () => undefined };
  return recogniseFile({ ...steps, pools: await testPools() }, pool);
};

beforeAll(async () => {
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  const fonds = await makeFonds(unit);
  const record = { fondsId: fonds.id, categoryCode: 'WS', filingYear: 2024, retentionCode: 'Y', orgCode: 'BGS' };
  itemId = (await (await callAs(unit)).archive.create({ ...record, title: '来文一件', documentDate: '20240506' })).id;
  page = await makePage('letter', 3);
  const caller = await callAs(unit);
  const { uploadId } = await caller.digital.beginUpload({ fileName: '0001.jpg', sizeBytes: page.image.length });
  await testObjects().staging.append(unit.id, uploadId, 0, Readable.from([page.image]), page.image.length);
  await finishUpload(await testPools(), scopeOf(unit), testObjects(), uploadId);
  const { fileIds } = await (await callAs(unit)).digital.attach({ itemId, uploadIds: [uploadId] });
  fileId = fileIds[0] ?? '';
  const scope = scopeOf(unit);
  await withTenantDb(await testPools(), scope, (tdb) =>
    commitFiles(tdb, scope, { itemId }, { objects: testObjects() }),
  );
}, 60_000);
afterAll(() => {
  closeInspector();
  closeRecogniser();
});

it('says that a page waits to be read', async () => {
  expect((await (await callAs(unit)).digital.pageText({ fileId, page: 1 })).state).toBe('waiting');
});

it('marks a page that there is no engine for, and owes its reading again when there is one', async () => {
  const none = { recognise: () => Promise.reject(new ChildFailure('failed', 'no_engine')), close: () => undefined };
  expect(await recognise(none)).toEqual({ read: 0, failed: 1 });
  const marked = await (await callAs(unit)).digital.pageText({ fileId, page: 1 });
  expect(marked).toMatchObject({ state: 'failed', failure: 'no_engine' });
  const pools = await testPools();
  // The reading that storing the file has owed is over.
  await (await testAdmin()).query("update job_run set state = 'done' where name = 'digital.recognise-file'");
  expect(await readAgain(pools, undefined, async () => [])).toEqual({ files: 0 });
  expect(await readAgain(pools, undefined, async () => ['tesseract'])).toEqual({ files: 1 });
  expect(await readAgain(pools, undefined, async () => ['tesseract'])).toEqual({ files: 0 });
});

it('reads a letter, keeps what it read once, and finds it by two characters', async () => {
  expect(await recognise()).toEqual({ read: 1, failed: 0 });
  expect(await recognise()).toEqual({ read: 0, failed: 0 });
  const text = await (await callAs(unit)).digital.pageText({ fileId, page: 1 });
  const read = text.lines.map((line) => line.text).join('\n');
  expect(characterErrorRate(read, page.lines.join('\n'))).toBeLessThan(0.03);
  expect(text.confidence).toBeGreaterThan(0.9);
  const { hits } = await (await callAs(unit)).digital.searchText({ q: '整理归档'.slice(0, 2) });
  expect(hits.every((hit) => hit.itemId === itemId)).toBe(true);
  const found = await (await callAs(unit)).digital.searchText({ q: '人民政府' });
  expect(found.hits).toMatchObject([{ fileId, page: 1 }]);
  expect(found.hits[0]?.excerpt).toContain('人民政府');
  expect((await (await callAs(stranger)).digital.searchText({ q: '人民政府' })).hits).toEqual([]);
}, 90_000);

it('proposes the particulars that stand on the page', async () => {
  const { suggestions, isSecret } = await (await callAs(unit)).digital.suggestFields({ itemId });
  const values = Object.fromEntries(suggestions.map(({ field, value }) => [field, value]));
  expect(isSecret).toBe(false);
  expect(values.documentNumber).toBe(page.lines[1]);
  expect(values.title).toBe(page.lines[2]);
  expect(values.documentDate).toMatch(/^20\d{6}$/);
});

it('keeps a correction beside what was read, and does not read over it', async () => {
  const before = await (await callAs(unit)).digital.pageText({ fileId, page: 1 });
  const corrected = await (await callAs(unit)).digital.correctPage({
    fileId,
    page: 1,
    rowVersion: before.rowVersion,
    lines: [{ index: 0, text: '青禾乡人民政府文件' }],
  });
  expect(corrected.lines[0]).toMatchObject({
    text: '青禾乡人民政府文件',
    readAs: before.lines[0]?.text,
    confidence: 1,
  });
  expect((await (await callAs(unit)).digital.searchText({ q: '青禾乡' })).hits).toHaveLength(1);
  const stale = { fileId, page: 1, rowVersion: before.rowVersion, lines: [{ index: 0, text: '甲' }] };
  await expect((await callAs(unit)).digital.correctPage(stale)).rejects.toMatchObject({ message: 'STALE_VERSION' });
  await expect((await callAs(stranger)).digital.correctPage(stale)).rejects.toMatchObject({ message: 'NOT_FOUND' });
});
