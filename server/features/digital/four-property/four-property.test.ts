import { chmod, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs, testObjects } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { tempFolder } from '@/db/testing/temp-folder';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { rulesOfPhase } from '@/server/domain/digital/four-property-rules';
import { openPdf, readPdfText } from '@/server/imaging/pdf-pages';
import { closeInspector } from '@/server/objects/inspect/inspect-file';
import { readObject } from '@/server/objects/read-object';
import { commitFiles, objectIdOf } from '../commit-files.ts';
import { finishUpload } from '../finish-upload.ts';
import { runFourProperty } from './run-check.ts';

let unit: TestTenant;
let stranger: TestTenant;
let good = '';
let bad = '';

const upload = async (fileName: string, bytes: Buffer) => {
  const { uploadId } = await (await callAs(unit)).digital.beginUpload({ fileName, sizeBytes: bytes.length });
  await testObjects().staging.append(unit.id, uploadId, 0, Readable.from([bytes]), bytes.length);
  await finishUpload(await testPools(), scopeOf(unit), testObjects(), uploadId);
  return uploadId;
};
const attach = async (itemId: string, files: [string, Buffer][]) => {
  const uploadIds: string[] = [];
  for (const [name, bytes] of files) uploadIds.push(await upload(name, bytes));
  await (await callAs(unit)).digital.attach({ itemId, uploadIds });
  await withTenantDb(await testPools(), scopeOf(unit), (tdb) =>
    commitFiles(tdb, scopeOf(unit), { itemId }, { objects: testObjects() }),
  );
};
const run = async (runId: string) =>
  runFourProperty({
    pools: await testPools(),
    scope: scopeOf(unit),
    payload: { runId },
    objects: testObjects(),
    progress: async () => undefined,
  });
const records = async (runId: string, only: 'all' | 'failed' | 'changed' = 'all') =>
  (await (await callAs(unit)).digital.fourPropertyRecords({ runId, only })).rows;
const page = (shade: number) =>
  sharp({ create: { width: 60, height: 80, channels: 3, background: { r: shade, g: 250, b: 250 } } })
    .png()
    .toBuffer();

beforeAll(async () => {
  // A person answers here what a machine with a virus scanner answers by itself.
  vi.stubEnv('PATH', '/nowhere');
  unit = await makeTenant('township');
  stranger = await makeTenant('township');
  const fonds = await makeFonds(unit);
  const make = async (n: number, pageCount: number) =>
    (
      await (
        await callAs(unit)
      ).archive.create({
        fondsId: fonds.id,
        categoryCode: 'WS',
        filingYear: 2024,
        retentionCode: 'Y',
        orgCode: 'BGS',
        pageCount,
        responsibleParty: '柳溪镇人民政府',
        title: `柳溪镇人民政府关于第${n}号堤防的通知`,
        documentDate: '20240506',
      })
    ).id;
  good = await make(1, 2);
  bad = await make(2, 5);
  await attach(good, [
    ['001.png', await page(250)],
    ['002.png', await page(200)],
  ]);
  await attach(bad, [['001.png', await page(150)]]);
}, 120_000);
afterAll(closeInspector);

it('owes a run for each record whose files were stored, and judges every item of the phase', async () => {
  const { rows } = await (await callAs(unit)).digital.fourPropertyRuns({});
  expect(rows.map((row) => [row.phase, row.state, row.verdict])).toEqual([
    ['archiving', 'owed', null],
    ['archiving', 'owed', null],
  ]);
  for (const row of rows) expect(await run(row.id)).toEqual({ records: 1 });
  const newest = await (await callAs(unit)).digital.newestFourProperty({ itemId: bad });
  expect(newest).toMatchObject({ phase: 'archiving', verdict: 'failed' });
  const [judged] = await records(newest?.runId ?? '');
  const asked = rulesOfPhase('archiving').filter((rule) => rule.subject === 'record');
  expect(Object.keys(judged?.results ?? {}).sort()).toEqual(asked.map((rule) => rule.code).sort());
  expect(judged?.results['2-7']).toEqual({ result: 'failed', detail: 'pages_differ', subject: '1/5' });
  expect(judged?.results['1-1']).toEqual({ result: 'passed' });
});

it('says that nothing was scanned for viruses, and counts the files', async () => {
  const { runId } = await (await callAs(unit)).digital.startFourProperty({
    phase: 'preservation',
    scope: { kind: 'year', filingYear: 2024 },
  });
  expect(await run(runId)).toEqual({ records: 2 });
  expect(await run(runId)).toEqual({ records: 0 });
  const detail = await (await callAs(unit)).digital.fourPropertyById({ runId });
  expect(detail).toMatchObject({
    verdict: 'failed',
    recordCount: 2,
    failedCount: 1,
    openCount: 1,
    fileCount: 3,
    notScanned: 3,
  });
  expect(detail.items.find((item) => item.code === '4-2')?.counts).toEqual({ not_run: 2 });
  expect(detail.items.find((item) => item.code === '3-6')?.own?.result).toBe('needs_person');
});

it('takes the word of a person with a reason, for one record or for all, and never for what failed', async () => {
  const { runId } = await (await callAs(unit)).digital.startFourProperty({
    phase: 'preservation',
    scope: { kind: 'records', itemIds: [good, bad] },
  });
  await run(runId);
  const say = async (code: string, itemId?: string) =>
    (await callAs(unit)).digital.giveOpinion({
      runId,
      code,
      verdict: 'passed',
      reason: '已用离线杀毒机查过',
      ...(itemId ? { itemId } : {}),
    });
  expect(await say('4-2')).toMatchObject({ records: 2 });
  await expect(say('2-7', bad)).rejects.toMatchObject({ message: 'CHECK_NOT_OPEN' });
  expect(await say('3-6')).toMatchObject({ records: 0 });
  await say('4-1');
  const detail = await (await callAs(unit)).digital.fourPropertyById({ runId });
  expect(detail).toMatchObject({ passedCount: 1, openCount: 0, failedCount: 1, notScanned: 0 });
  expect(detail.opinions.map((opinion) => [opinion.code, opinion.recordCount])).toEqual([
    ['4-2', 2],
    ['3-6', 0],
    ['4-1', 0],
  ]);
  const [judged] = (await records(runId)).filter((row) => row.itemId === good);
  expect(judged?.verdict).toBe('passed');
  expect(judged?.results['4-2']).toMatchObject({ result: 'passed', byPerson: true });
});

it('finds bytes that changed, and says what is different from the run before', async () => {
  const inventory = await testObjects().records.inventory(unit.id, objectIdOf(good));
  const [content] = Object.values(inventory?.manifest ?? {}).flat();
  const file = await testObjects().records.localFile(unit.id, objectIdOf(good), content ?? '');
  await chmod(file, 0o644);
  await writeFile(file, 'other bytes');
  const { runId } = await (await callAs(unit)).digital.startFourProperty({
    phase: 'preservation',
    scope: { kind: 'records', itemIds: [good, bad] },
  });
  await run(runId);
  const changed = await records(runId, 'changed');
  const row = changed.find((record) => record.itemId === good);
  expect(row?.verdict).toBe('failed');
  expect(row?.changes).toEqual(
    expect.arrayContaining([
      { code: '1-1', before: 'passed', after: 'failed' },
      { code: '1-10', before: 'passed', after: 'failed' },
    ]),
  );
  expect((await records(runId, 'failed')).map((record) => record.itemId).sort()).toEqual([good, bad].sort());
});

it('prints a report that names what failed and what was not run', async () => {
  const { rows } = await (await callAs(unit)).digital.fourPropertyRuns({ limit: 1 });
  const file = await (await callAs(unit)).digital.downloadFourPropertyReport({ runId: rows[0]?.id ?? '' });
  const pdf = path.join(tempFolder('report'), 'report.pdf');
  await writeFile(pdf, await readObject(testObjects(), file));
  const document = await openPdf(pdf);
  const pages = Array.from({ length: document.numPages }, (_, index) => readPdfText(document, index + 1));
  const text = (await Promise.all(pages)).join('').replace(/\s/gu, '');
  for (const words of ['BC-1-1', '数字摘要与入库时不同', '文件没有经过病毒扫描', 'DA/T70-2018#1', '不合格2'])
    expect(text).toContain(words);
  expect(file.fileName).toMatch(/^四性检测报告_/u);
  expect(file.sizeBytes).toBeGreaterThan(10_000);
});

it('is closed to strangers', async () => {
  const { rows } = await (await callAs(unit)).digital.fourPropertyRuns({ limit: 1 });
  const runId = rows[0]?.id ?? '';
  const other = (await callAs(stranger)).digital;
  await expect(other.fourPropertyById({ runId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  await expect(other.fourPropertyRecords({ runId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  await expect(other.downloadFourPropertyReport({ runId })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  await expect(other.newestFourProperty({ itemId: good })).rejects.toMatchObject({ message: 'NOT_FOUND' });
  await expect(
    (await callAs(stranger)).digital.startFourProperty({
      phase: 'archiving',
      scope: { kind: 'records', itemIds: [good] },
    }),
  ).rejects.toMatchObject({ message: 'NOT_FOUND' });
  await expect(
    (await callAs(stranger)).digital.giveOpinion({ runId, code: '4-2', verdict: 'passed', reason: '试一试' }),
  ).rejects.toMatchObject({ message: 'NOT_FOUND' });
  const { rows: seen } = await (await callAs(stranger)).digital.fourPropertyRuns({});
  expect(seen).toEqual([]);
});

it('opens what was filed since and takes over the rest, but not what is gone or was found damaged', async () => {
  const admin = await testAdmin();
  const add = async (name: string, shade: number) => {
    await attach(bad, [[name, await page(shade)]]);
    const [owed] = (await (await callAs(unit)).digital.fourPropertyRuns({ limit: 1 })).rows;
    return owed?.id ?? '';
  };
  const opened = async (runId: string) => {
    await run(runId);
    const { fileCount, openedCount } = await (await callAs(unit)).digital.fourPropertyById({ runId });
    return [openedCount, fileCount];
  };
  expect(await opened(await add('002.png', 120))).toEqual([1, 2]);
  const third = await add('003.png', 110);
  await admin.query(
    `update digital_file set verified_at = now(), verify_result = 'changed' where tenant_id = $1 and item_id = $2 and file_name = '002.png'`,
    [unit.id, bad],
  );
  expect(await opened(third)).toEqual([2, 3]);
  const fourth = await add('004.png', 100);
  const { rows } = await admin.query(
    `select content_path from digital_file where tenant_id = $1 and item_id = $2 and file_name = '001.png'`,
    [unit.id, bad],
  );
  const gone = await testObjects().records.localFile(unit.id, objectIdOf(bad), rows[0]?.content_path);
  await rename(gone, path.join(tempFolder('gone'), '001.png'));
  expect(await opened(fourth)).toEqual([2, 4]);
  expect((await records(fourth))[0]?.results['2-11']).toMatchObject({ result: 'failed', detail: 'content_differs' });
  // Whoever asks for a check has everything opened.
  const asked = await (await callAs(unit)).digital.startFourProperty({
    phase: 'archiving',
    scope: { kind: 'records', itemIds: [bad] },
  });
  expect(await opened(asked.runId)).toEqual([4, 4]);
}, 120_000);
