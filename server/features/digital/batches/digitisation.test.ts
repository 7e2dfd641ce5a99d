import { Readable } from 'node:stream';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { makeFonds, scopeOf, stepsFor } from '@/db/testing/factories/archive';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { makeTenant, type TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { closeInspector } from '@/server/objects/inspect/inspect-file';
import { commitFiles } from '../commit-files.ts';
import { finishUpload } from '../finish-upload.ts';
import { checkPages, closeMeasurer } from './check-pages.ts';
import { drawFrom } from './sample.ts';

let unit: TestTenant;
let stranger: TestTenant;
let vendor: TestTenant;
const itemIds: string[] = [];
let batchId: string;

const me = () => callEach(unit);
const other = () => callEach(stranger);
const day = (offset: number) => new Date(Date.now() + 8 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10);
/** A page with writing enough for the machine, other for each number. */
const picture = (number: number) => {
  const bars = Array.from(
    { length: 24 },
    (_, row) =>
      `<rect x="${60 + ((row * 37 + number * 91) % 160)}" y="${60 + row * 40}" width="${200 + ((row * 53 + number * 127) % 420)}" height="14" fill="#111"/>`,
  ).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="850" height="1170"><rect width="100%" height="100%" fill="#fdfaf0"/>${bars}<circle cx="600" cy="1060" r="60" fill="none" stroke="#c22" stroke-width="8"/></svg>`;
  return sharp(Buffer.from(svg)).withMetadata({ density: 200 }).jpeg({ quality: 90 }).toBuffer();
};
const upload = async (bytes: Buffer, fileName: string): Promise<string> => {
  const { uploadId } = await me().digital.beginUpload({ fileName, sizeBytes: bytes.length });
  await testObjects().staging.append(unit.id, uploadId, 0, Readable.from([bytes]), bytes.length);
  await finishUpload(await testPools(), scopeOf(unit), testObjects(), uploadId);
  return uploadId;
};
const store = async (itemId: string) =>
  withTenantDb(await testPools(), scopeOf(unit), (tdb) =>
    commitFiles(tdb, scopeOf(unit), { itemId }, { objects: testObjects() }),
  );
const attach = async (itemId: string, numbers: readonly number[]) => {
  const uploadIds: string[] = [];
  for (const number of numbers) uploadIds.push(await upload(await picture(number), `${number}.jpg`));
  await me().digital.attach({ itemId, uploadIds });
  await store(itemId);
};
const check = async () => {
  await me().digitisation.checkPages({ batchId });
  return checkPages({ ...(await stepsFor(unit, { batchId })), objects: testObjects() });
};
const frames = async (itemId: string) => (await me().digitisation.scanPages({ batchId, itemId })).rows;
const step = (name: 'out' | 'prepared' | 'scanned' | 'processed' | 'linked' | 'returned', ids?: string[]) =>
  me().digitisation.reportStep({ batchId, step: name, itemIds: ids });

beforeAll(async () => {
  unit = await makeTenant('repository');
  stranger = await makeTenant('repository');
  vendor = await makeTenant('vendor');
  const fonds = await makeFonds(unit);
  for (let n = 1; n <= 4; n += 1) {
    const record = {
      fondsId: fonds.id,
      categoryCode: 'WS',
      filingYear: 2024,
      retentionCode: 'Y',
      orgCode: 'BGS',
      pageCount: 2,
    };
    const made = await me().archive.create({ ...record, title: `关于第${n}件事的通知`, documentDate: '20240506' });
    itemIds.push(made.id);
  }
  const made = await me().digitisation.createBatch({
    name: '2024年文书',
    plannedFrom: day(-10),
    plannedTo: day(-2),
    categoryCode: 'WS',
    filingYear: 2024,
  });
  batchId = made.batchId;
}, 90_000);
afterAll(() => {
  closeInspector();
  closeMeasurer();
});

describe('the seven steps', () => {
  it('takes each record into one batch and goes no step without the one before', async () => {
    const [first = '', second = '', third = ''] = itemIds;
    expect(await me().digitisation.addRecords({ batchId, itemIds: [first, second, third] })).toEqual({
      added: 3,
      skipped: 0,
    });
    await expect(me().digitisation.addRecords({ batchId, itemIds: [first] })).rejects.toThrow(
      'DIGITISATION_RECORD_BUSY',
    );
    await expect(step('prepared')).rejects.toThrow('DIGITISATION_STEP_ORDER');
    expect(await step('out')).toMatchObject({ records: 3 });
    await expect(step('scanned', [first])).rejects.toThrow('DIGITISATION_STEP_ORDER');
    await step('prepared');
    await attach(first, [1, 2]);
    await expect(step('scanned')).rejects.toThrow('DIGITISATION_NO_IMAGES');
    expect((await me().digitisation.batchById({ batchId })).steps).toMatchObject({ prepared: 3, scanned: 0 });
    await attach(second, [3]);
    await attach(third, [5, 6]);
    await step('scanned');
    await step('processed');
    const detail = await me().digitisation.batchById({ batchId });
    expect(detail).toMatchObject({ frames: 5, pages: 5, outCount: 3, isLate: true, lateDays: 2, missingOfYear: 1 });
    expect((await me().storage.outs({ state: 'out' })).rows).toHaveLength(3);
    const life = async (kind: 'file' | 'use') => (await me().archive.history({ id: second, kind })).rows;
    // That it left the store is told once, by the store.
    expect((await life('file')).map((entry) => entry.action).filter((action) => action.includes('step_'))).toEqual([
      'digitisation.step_processed',
      'digitisation.step_scanned',
      'digitisation.step_prepared',
    ]);
    expect((await life('use')).map((entry) => entry.action)).toEqual(['storage.takenOut']);
  }, 60_000);

  it('is closed to strangers', async () => {
    for (const call of [
      () => other().digitisation.batchById({ batchId }),
      () => other().digitisation.batchItems({ batchId }),
      () => other().digitisation.findings({ batchId }),
      () => other().digitisation.reportStep({ batchId, step: 'out' }),
      () => other().digitisation.drawSample({ batchId }),
      () => other().digitisation.downloadHandOver({ batchId }),
    ])
      await expect(call()).rejects.toThrow('NOT_FOUND');
    expect((await other().digitisation.batches({})).rows).toEqual([]);
  });
});

describe('quality', () => {
  it('measures each frame once and makes a work list that a person settles with a reason', async () => {
    expect(await check()).toMatchObject({ measured: 5, findings: 0 });
    await me().digitisation.saveRule({
      settings: { ...(await me().digitisation.rules({})).current.settings, minDpi: 300 },
      source: '本馆要求',
    });
    await me().digitisation.checkPages({ batchId, again: true });
    expect(await checkPages({ ...(await stepsFor(unit, { batchId })), objects: testObjects() })).toMatchObject({
      measured: 5,
      findings: 5,
    });
    const { rows } = await me().digitisation.findings({ batchId });
    expect(rows.map((row) => [row.kind, row.measured, row.threshold, row.ruleVersion])).toEqual(
      Array.from({ length: 5 }, () => ['resolution', 200, 300, 'V1']),
    );
    await me().digitisation.dismissFindings({
      batchId,
      findingIds: rows.map((row) => row.id),
      reason: '字大清晰，200dpi 够用',
    });
    expect((await me().digitisation.findings({ batchId })).rows).toEqual([]);
  }, 60_000);

  it('draws again the same from the same seed, and takes only what the rule accepts', async () => {
    const sample = await me().digitisation.drawSample({ batchId });
    expect(sample).toMatchObject({ round: 1, population: 5, size: 5, ruleVersion: 'V1', looked: 0 });
    const population = Array.from({ length: 50 }, (_, n) => ({ id: `page-${n}` }));
    expect(drawFrom(population, sample.seed, 9)).toEqual(drawFrom([...population].reverse(), sample.seed, 9));
    expect(drawFrom(population, 'another', 9)).not.toEqual(drawFrom(population, sample.seed, 9));
    await expect(me().digitisation.drawSample({ batchId })).rejects.toThrow('DIGITISATION_SAMPLE_OPEN');
    await expect(me().digitisation.decideSample({ sampleId: sample.id })).rejects.toThrow('DIGITISATION_SAMPLE_OPEN');
    const pages = (await me().digitisation.samplePages({ sampleId: sample.id })).rows;
    const [, second = ''] = itemIds;
    for (const page of pages) {
      const isWrong = page.itemId === second;
      await me().digitisation.lookAtPage({
        sampleId: sample.id,
        place: page.place,
        outcome: isWrong ? 'wrong' : 'right',
        kinds: isWrong ? ['missing'] : [],
      });
    }
    const decided = await me().digitisation.decideSample({ sampleId: sample.id, opinion: '漏扫一页' });
    expect(decided).toMatchObject({ state: 'sent_back', errorRate: 20 });
    const items = (await me().digitisation.batchItems({ batchId })).rows;
    expect(items.map((item) => [item.step, item.isSentBack])).toEqual([
      ['processed', false],
      ['prepared', true],
      ['processed', false],
    ]);
  }, 60_000);

  it('replaces a scan by a new version without adding a frame, and accepts the second sample', async () => {
    const [first = '', second = ''] = itemIds;
    const [frame] = await frames(second);
    const wide = await upload(await picture(33), '重扫.jpg');
    const fileId = frame?.fileId ?? '';
    await me().digitisation.replaceScan({ batchId, fileId, uploadId: wide });
    await store(second);
    const after = await frames(second);
    expect(after).toHaveLength(1);
    expect(after[0]).toMatchObject({ id: frame?.id, rescans: 1, fileName: '重扫.jpg', qcState: 'open' });
    const files = (await me().digital.files({ itemId: second, withOlder: true })).files;
    expect(files.map((file) => [file.fileName, file.state, file.sequence]).sort()).toEqual([
      ['3.jpg', 'replaced', 1],
      ['重扫.jpg', 'stored', 1],
    ]);
    await attach(second, [4]);
    await step('scanned', [second]);
    await step('processed', [second]);
    await expect(step('linked', [first])).rejects.toThrow('DIGITISATION_STEP_ORDER');
    const sample = await me().digitisation.drawSample({ batchId });
    for (const page of (await me().digitisation.samplePages({ sampleId: sample.id })).rows)
      await me().digitisation.lookAtPage({ sampleId: sample.id, place: page.place, outcome: 'right' });
    expect(await me().digitisation.decideSample({ sampleId: sample.id })).toMatchObject({
      state: 'accepted',
      errorRate: 0,
    });
    expect((await me().digitisation.batchById({ batchId })).passedFrames).toBe(6);
  }, 60_000);
});

describe('a vendor’s person', () => {
  const inTime = (ms: number) => new Date(Date.now() + ms).toISOString();
  const theirs = () => callEach(vendor);
  it('sees the records and pages of the batch, watermarked, logged, until the database’s clock ends it', async () => {
    const given = {
      batchId,
      vendorSlug: vendor.slug,
      validFrom: inTime(-60_000),
      validTo: inTime(3_600_000),
      reason: '补扫核对',
    };
    await expect(me().digitisation.giveAccess({ ...given, loginName: 'nobody' })).rejects.toThrow(
      'VENDOR_PERSON_UNKNOWN',
    );
    const { accessId } = await me().digitisation.giveAccess({ ...given, loginName: vendor.worker.loginName });
    const { batches } = await theirs().digitisation.openedBatches({});
    expect(batches.map((batch) => batch.accessId)).toEqual([accessId]);
    const listed = await theirs().digitisation.openedRecords({ accessId });
    expect(listed.rows.map((row) => row.itemId).sort()).toEqual([...itemIds].slice(0, 3).sort());
    const viewer = await theirs().digitisation.openedViewer({ accessId, itemId: itemIds[0] ?? '' });
    expect(viewer.pages).toHaveLength(2);
    expect(viewer.watermark?.[0]).toBe(vendor.worker.displayName);
    await expect(theirs().digitisation.openedViewer({ accessId, itemId: itemIds[3] ?? '' })).rejects.toThrow(
      'NOT_FOUND',
    );
    expect((await theirs().archive.list({})).rows).toEqual([]);
    const admin = await testAdmin();
    const { rows } = await admin.query<{ action: string }>(
      'select action from audit_event where tenant_id = $1 and grant_id = $2 order by seq',
      [unit.id, accessId],
    );
    expect(rows.map((row) => row.action)).toEqual([
      'digitisation.vendorBatches',
      'digitisation.vendorRecords',
      'digitisation.vendorView',
    ]);
    expect((await me().digitisation.accesses({ batchId })).accesses).toMatchObject([{ state: 'live', looks: 3 }]);
    await admin.query(
      "update digitisation_access set valid_to = clock_timestamp() - interval '1 second', valid_from = clock_timestamp() - interval '1 hour' where tenant_id = $1 and id = $2",
      [unit.id, accessId],
    );
    await expect(theirs().digitisation.openedRecords({ accessId })).rejects.toThrow('NOT_FOUND');
    expect((await theirs().digitisation.openedBatches({})).batches).toEqual([]);
    const again = await me().digitisation.giveAccess({ ...given, loginName: vendor.worker.loginName });
    await me().digitisation.endAccess({ accessId: again.accessId });
    await expect(theirs().digitisation.openedRecords({ accessId: again.accessId })).rejects.toThrow('NOT_FOUND');
    await expect(other().digitisation.endAccess({ accessId })).rejects.toThrow('NOT_FOUND');
  }, 60_000);
});
describe('linking and the way back', () => {
  it('links whole records only, counts them, prints the sheet and ends when nothing of the year is left', async () => {
    const [first = '', second = '', third = '', fourth = ''] = itemIds;
    await me().digitisation.setPages({ batchId, itemId: third, paperPages: 3 });
    await expect(step('linked')).rejects.toThrow('DIGITISATION_PAGES_DIFFER');
    await me().digitisation.setPages({ batchId, itemId: third, paperPages: 2 });
    await step('linked');
    await step('returned', [first]);
    const { rows: boxes } = await me().digitisation.handOver({ batchId });
    expect(boxes).toMatchObject([{ boxLabel: null, records: 3, out: 3, back: 1 }]);
    const sheet = await me().digitisation.downloadHandOver({ batchId });
    expect(sheet.mediaType).toBe('application/pdf');
    expect(await step('returned', [second, third])).toMatchObject({ isDone: false });
    await expect(me().digitisation.finishBatch({ batchId })).rejects.toThrow('DIGITISATION_NOT_COMPLETE');
    await me().digitisation.exclude({ itemIds: [fourth], reason: '破损待修复' });
    expect(await me().digitisation.finishBatch({ batchId })).toEqual({ isDone: true });
    const { sum } = await me().digitisation.progress({ axis: 'year' });
    expect(sum).toMatchObject({ total: 4, done: 3, excluded: 1, frames: 6, pages: 6 });
    await expect(step('out')).rejects.toThrow('DIGITISATION_CLOSED');
    expect((await me().storage.outs({ state: 'out' })).rows).toEqual([]);
  }, 60_000);

  it('proposes what is asked for and says how often', async () => {
    const fonds = await me().archive.fonds();
    const record = {
      fondsId: fonds[0]?.id ?? '',
      categoryCode: 'WS',
      filingYear: 2023,
      retentionCode: 'Y',
      orgCode: 'BGS',
      pageCount: 2,
    };
    const wanted = await me().archive.create({ ...record, title: '关于常用一事的批复', documentDate: '20230506' });
    await me().archive.create({ ...record, title: '关于少用一事的批复', documentDate: '20230507' });
    await me().storage.giveOut({ kind: 'item', id: wanted.id, holderName: '李某', purpose: '查阅', dueOn: day(3) });
    const { rows } = await me().digitisation.proposals({});
    expect(rows.map((row) => [row.itemId, row.outs, row.score])).toEqual([[wanted.id, 1, 3]]);
    expect((await other().digitisation.proposals({})).rows).toEqual([]);
  }, 60_000);
});
