import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeObject } from '@/db/testing/factories/archive';
import { callAs, callEach, testObjects } from '@/db/testing/factories/calls';
import {
  dayFromNow,
  fileItem,
  makeDistrict,
  makePhoto,
  noticeTerms,
  readEvents,
} from '@/db/testing/factories/inspection';
import type { TestPerson, TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { POINTS_PROFILE } from '@/server/domain/inspection/scoring-profile';
import { readObject } from '@/server/objects/read-object';

/* One story in order: a bureau's own list, a campaign that freezes it, a self-check, probes, a sample, a score. */
let bureau: TestTenant;
let unit: TestTenant;
let outsider: TestTenant;
let inspector: TestPerson;
let checklistId = '';
let inspectionId = '';
let campaignId = '';
let itemId = '';
let foreignFile = '';

const refused = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error) => error.message,
  );
const asBureau = () => callEach(bureau);
const asInspector = () => callEach(bureau, inspector);
const asUnit = () => callEach(unit);

/** A list as a bureau has it in Excel: 150 items in merged sections, one row wrong in three ways. */
const workbookOf = (items: number, wrong: string) =>
  Buffer.from(
    `\ufeff2026年档案检查表,,,,\n序号,一级指标,检查内容,分值,法定事项\n${Array.from(
      { length: items },
      (_, at) =>
        `${at + 1},${at % 30 === 0 ? `第${at / 30 + 1}部分` : ''},检查内容${at + 1} 档案归档,1分,${at % 2 ? '' : '4'}`,
    ).join('\n')}\n${wrong}`,
  );

beforeAll(async () => {
  const district = await makeDistrict();
  ({ bureau } = district);
  outsider = district.otherBureau;
  foreignFile = await makePhoto(district.stranger, '他人.png', 7);
  unit = district.units[0]!;
});

describe('the library', () => {
  it('holds the built-in lists with all their items, each under a matter of the law', async () => {
    const rows = await asBureau().checklist.library();
    expect(rows.map((row) => [row.code, row.itemCount])).toEqual([
      ['checklist_organ', 20],
      ['checklist_town', 17],
      ['checklist_village', 12],
      ['checklist_enterprise', 12],
      ['checklist_provider', 8],
    ]);
  });

  it('reads a workbook of 150 items, with what is wrong in each row, and saves nothing yet', async () => {
    const objectId = await makeObject(bureau, workbookOf(150, '1,,,很多,99\n'), '检查表.csv');
    const preview = await asBureau().checklist.previewWorkbook({ objectId });
    expect(preview.rows).toHaveLength(151);
    expect(preview.sections).toHaveLength(5);
    expect(preview.rows[31]).toMatchObject({ rowNumber: 34, isGuessed: true, item: { section: '第2部分', score: 1 } });
    expect(preview.rows[150]?.problems.sort()).toEqual(['LEGAL_ITEM', 'NO_TEXT', 'REPEATED_CODE', 'SCORE']);
    expect(await refused(callEach(outsider).checklist.previewWorkbook({ objectId }))).toBe('NOT_FOUND');
  });

  it('takes it as a list of its own, publishes it, and nobody changes it afterwards', async () => {
    const objectId = await makeObject(bureau, workbookOf(150, ''), '检查表2.csv');
    const { rows, sections } = await asBureau().checklist.previewWorkbook({ objectId });
    ({ id: checklistId } = await asBureau().checklist.begin({ from: { kind: 'blank', name: '区级检查表' } }));
    const content = {
      checklistId,
      name: '区级检查表',
      subjectKinds: ['township' as const],
      sections: sections.map((name) => ({ name })),
      items: rows.map((row) => ({
        ...row.item,
        probes: row.item.code === '1' ? ['filing.years', 'numbering.gaps'] : [],
      })),
      profile: POINTS_PROFILE,
    };
    const twice = { ...content, items: [...content.items, content.items[0]!], rowVersion: 1 };
    expect((await asBureau().checklist.save(twice)).problems).toEqual([{ problem: 'REPEATED_CODE', subject: '1' }]);
    expect(await refused(asBureau().checklist.publish({ checklistId, rowVersion: 2 }))).toBe('CHECKLIST_HAS_PROBLEMS');
    expect(await refused(asBureau().checklist.save({ ...content, rowVersion: 1 }))).toBe('STALE_VERSION');
    const saved = await asBureau().checklist.save({ ...content, rowVersion: 2 });
    expect(saved).toEqual({ rowVersion: 3, problems: [] });
    await asBureau().checklist.publish({ checklistId, rowVersion: 3 });
    expect(await refused(asBureau().checklist.save({ ...content, rowVersion: 4 }))).toBe('CHECKLIST_IS_FINAL');
    const admin = await testAdmin();
    await expect(admin.query("update checklist set items = '[]' where id = $1", [checklistId])).rejects.toThrow(
      'CHECKLIST_IS_FINAL',
    );
    expect(await refused(callEach(outsider).checklist.byId({ checklistId }))).toBe('NOT_FOUND');
  });

  it('gives a campaign the version of the day; the next version changes nothing of it', async () => {
    const own = (await asBureau().checklist.library()).find((row) => row.currentId === checklistId)!;
    ({ id: campaignId } = await asBureau().inspection.createCampaign({
      kind: 'enforcement',
      title: '2026年档案执法检查',
      subjectKind: 'township',
      checklistCode: own.code,
      selectedBy: 'named',
    }));
    const { inspectors } = await asBureau().inspection.pool({ campaignId });
    await asBureau().inspection.nameUnits({
      campaignId,
      unitSlugs: [unit.slug],
      inspectorAccountIds: inspectors.slice(0, 2).map((person) => person.accountId),
      reason: '专项检查',
    });
    const district = [bureau.worker];
    inspector = district.find((person) => inspectors.slice(0, 2).some((one) => one.accountId === person.accountId))!;
    await asBureau().inspection.sendNotices({ campaignId, ...noticeTerms, recordClasses: ['archive'] });
    const { rows } = await asBureau().inspection.listInspections({ campaignId });
    inspectionId = rows[0]!.id;
    const next = await asBureau().checklist.begin({ from: { kind: 'version', checklistId } });
    const draft = await asBureau().checklist.byId({ checklistId: next.id });
    const { name, sections, profile } = draft;
    const items = draft.items.slice(0, 3).map((item) => ({ ...item, probes: [] }));
    await asBureau().checklist.save({ checklistId: next.id, rowVersion: 1, name, sections, profile, items });
    await asBureau().checklist.publish({ checklistId: next.id, rowVersion: 2 });
    expect((await asInspector().checklist.review({ inspectionId })).list).toMatchObject({
      version: 1,
      items: { length: 150 },
    });
  });
});

describe('the self-check', () => {
  let selfCheckId = '';
  it('is asked of the unit with the frozen list, once', async () => {
    const ask = { campaignId, dueOn: dayFromNow(10), words: '请对照检查表逐项自查' };
    expect(await asBureau().checklist.askSelfCheck(ask)).toEqual({ asked: 1 });
    expect(await refused(asBureau().checklist.askSelfCheck(ask))).toBe('SELF_CHECK_NOBODY_TO_ASK');
    const { rows } = await asUnit().selfCheck.list({});
    expect(rows[0]).toMatchObject({ state: 'asked', items: 150, answered: 0 });
    const requestDispatchId = rows[0]!.requestDispatchId!;
    ({ id: selfCheckId } = await asUnit().selfCheck.open({ requestDispatchId }));
    expect((await asUnit().selfCheck.open({ requestDispatchId })).id).toBe(selfCheckId);
    expect(await refused(callEach(outsider).checklist.review({ inspectionId }))).toBe('NOT_FOUND');
  });

  it('takes answers with files, and goes out whole', async () => {
    const photo = await makePhoto(unit, '制度.png', 3);
    const say = (itemCode: string, rowVersion = 0, objectIds: string[] = []) =>
      asUnit().selfCheck.answer({ selfCheckId, itemCode, rowVersion, verdict: 'met', note: '已落实', objectIds });
    expect(await refused(say('1', 0, [foreignFile]))).toBe('NOT_FOUND');
    await say('1', 0, [photo]);
    expect(await refused(say('1'))).toBe('STALE_VERSION');
    expect(await refused(say('999'))).toBe('NOT_FOUND');
    expect(await refused(asUnit().selfCheck.submit({ selfCheckId }))).toBe('SELF_CHECK_OPEN_ITEMS');
    for (let code = 2; code <= 150; code += 1) await say(String(code));
    await asUnit().probe.runOwn({ yearFrom: 2022, yearTo: 2026 });
    await asUnit().selfCheck.submit({ selfCheckId });
    expect(await refused(asUnit().selfCheck.submit({ selfCheckId }))).toBe('SELF_CHECK_SENT');
    const { selfCheck } = await asInspector().checklist.review({ inspectionId });
    expect(selfCheck?.answers).toHaveLength(150);
    expect(selfCheck?.answers.find((one) => one.itemCode === '1')?.files.map((file) => file.fileName)).toEqual([
      '制度.png',
    ]);
    expect(selfCheck?.probes.map((probe) => probe.probeCode).sort()).toEqual(['filing.years', 'numbering.gaps']);
    const file = await asInspector().dispatch.downloadAttachment({
      dispatchId: selfCheck!.dispatchId!,
      objectId: photo,
    });
    expect(file.fileName).toBe('制度.png');
  });
});

describe('probes under the grant', () => {
  it('answer with figure and rows, stay inside the grant, and stand in the unit log', async () => {
    itemId = await fileItem(unit, 'C031', 2025);
    await fileItem(unit, 'C032', 2015);
    const before = (await readEvents(unit)).length;
    expect(await asInspector().probe.run({ inspectionId })).toEqual({ ran: 2, notRun: [] });
    expect((await readEvents(unit)).slice(before)).toEqual(['probe.runGranted', 'probe.runGranted']);
    const { probes } = await asInspector().checklist.review({ inspectionId });
    const years = probes.find((probe) => probe.probeCode === 'filing.years')!;
    // 2020 to 2025 have a deadline that has passed; one of them has a record.
    expect(years).toMatchObject({ yearFrom: 2020, yearTo: 2026, rows: 6, faults: 5, suggestion: 'unmet' });
    expect(years.firstRows.map((row) => row.label)).toEqual(['2020', '2021', '2022', '2023', '2024']);
    const rows = {
      unitSlug: unit.slug,
      probeCode: 'filing.years' as const,
      yearFrom: 1900,
      yearTo: 2999,
      faultsOnly: false,
    };
    expect((await asInspector().probe.grantedRows(rows)).rows).toHaveLength(6);
    expect(await refused(callEach(outsider).probe.grantedRows(rows))).toBe('NOT_FOUND');
    expect(await refused(callEach(outsider).probe.run({ inspectionId }))).toBe('NOT_FOUND');
  });

  it('suggest; another verdict needs its reason', async () => {
    const say = (more: object) =>
      asInspector().checklist.answer({ inspectionId, itemCode: '1', rowVersion: 0, ...more });
    expect(await refused(say({ verdict: 'met' }))).toBe('OVERRULING_NEEDS_REASON');
    await say({ verdict: 'met', overruledReason: '2020至2024年度档案在镇政府旧址，已看实物' });
    expect(await refused(say({ verdict: 'unmet' }))).toBe('STALE_VERSION');
    expect(await refused(say({ verdict: 'unmet', rowVersion: 1, objectIds: [foreignFile] }))).toBe('NOT_FOUND');
    expect(await refused(say({ verdict: 'mostly', rowVersion: 1 }))).toBe('BAD_INPUT');
    const { answers } = await asInspector().checklist.review({ inspectionId });
    expect(answers).toMatchObject([{ itemCode: '1', verdict: 'met', suggestion: 'unmet', rowVersion: 1 }]);
    expect((await asInspector().inspection.byId({ inspectionId })).state).toBe('inspecting');
    expect(await asInspector().checklist.score({ inspectionId })).toEqual({
      self: { percent: 100, gradeName: '优秀', open: 0 },
      checked: { percent: 100, gradeName: '优秀', open: 149 },
    });
    expect(await refused(callEach(outsider).checklist.score({ inspectionId }))).toBe('NOT_FOUND');
  });
});

describe('a sample of records', () => {
  it('is drawn under the grant, repeated by the stand-alone script, and looked at', async () => {
    expect(await refused(asInspector().checklist.drawSample({ inspectionId, itemCode: '1', size: 2 }))).toBe(
      'SAMPLE_POOL_TOO_SMALL',
    );
    const { id: sampleId } = await asInspector().checklist.drawSample({ inspectionId, itemCode: '1', size: 1 });
    const [sample] = (await asInspector().checklist.review({ inspectionId })).samples;
    expect(sample).toMatchObject({ id: sampleId, poolSize: 1, records: [{ id: itemId, verdict: null }] });
    const file = await asInspector().checklist.downloadSample({ sampleId });
    const kept = (await readObject(testObjects(), file)).toString('utf8');
    const run = (input: string) =>
      execFileSync(process.execPath, ['server/cli/verify-sample.mjs', '-'], { input, encoding: 'utf8' });
    expect(JSON.parse(run(kept))).toMatchObject({ reproduced: true, drawn: [itemId] });
    expect(() => run(kept.replace(/"seedText":"./, '"seedText":"x'))).toThrow();
    const look = { sampleId, itemId, verdict: 'differs' as const, note: '页数不符' };
    await asInspector().checklist.noteSample(look);
    expect(await refused(callEach(outsider).checklist.noteSample(look))).toBe('NOT_FOUND');
    expect(await refused(asInspector().checklist.noteSample({ ...look, itemId: sampleId }))).toBe('NOT_FOUND');
    const [seen] = (await asInspector().checklist.review({ inspectionId })).samples;
    expect(seen?.records[0]).toMatchObject({ verdict: 'differs', note: '页数不符' });
    expect(await refused((await callAs(outsider)).checklist.downloadSample({ sampleId }))).toBe('NOT_FOUND');
  });
});
