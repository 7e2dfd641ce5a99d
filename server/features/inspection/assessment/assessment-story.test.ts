import { beforeAll, describe, expect, it } from 'vitest';
import { callAs, callEach, requestContext, testObjects } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, makeDistrict, makePhoto } from '@/db/testing/factories/inspection';
import { makePerson } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';
import { readObject } from '@/server/objects/read-object';
import { type Caller, createCaller } from '@/server/trpc/app-router';

/* One story in order: a scheme with weights, a round, self-scores, scores, an objection, the confirmed result. */
let district: Awaited<ReturnType<typeof makeDistrict>>;
let office: Caller;
let other: Caller;
let units: Caller[];
let checklistId = '';
let schemeId = '';
let roundId = '';
let sheetIds: string[] = [];
const year = Number(dayFromNow(0).slice(0, 4));

const item = (code: string, section: string, score: number) => ({
  code,
  section,
  score,
  legalItem: 'LI1' as const,
  zh: `第${code}项`,
  type: 'rating' as const,
});

const publishList = async (api: Caller, name: string): Promise<string> => {
  const { id } = await api.checklist.begin({ from: { kind: 'blank', name } });
  const { profile } = await api.checklist.byId({ checklistId: id });
  await api.checklist.save({
    checklistId: id,
    rowVersion: 1,
    name,
    sections: [{ name: '基础业务' }, { name: '信息化' }],
    items: [item('1', '基础业务', 10), item('2', '基础业务', 10), item('3', '信息化', 20)],
    profile,
  });
  await api.checklist.publish({ checklistId: id, rowVersion: 2 });
  return id;
};

const weights = (basic: number) => [
  { section: '基础业务', percent: basic },
  { section: '信息化', percent: 100 - basic },
];
const scheme = (of: number, basic: number) => ({
  year: of,
  name: '乡镇档案工作考核办法',
  purpose: 'annual' as const,
  subjectKinds: ['township' as const],
  checklistId,
  weights: weights(basic),
});

/** The unit answers what it was asked and sends it. */
const selfScore = async (at: number, verdicts: ('met' | 'partly' | 'unmet')[], files: string[] = []) => {
  const api = units[at]!;
  const { rows } = await api.selfCheck.list({ state: 'asked' });
  const { id: selfCheckId } = await api.selfCheck.open({ requestDispatchId: rows[0]!.requestDispatchId! });
  for (const [index, verdict] of verdicts.entries())
    await api.selfCheck.answer({
      selfCheckId,
      itemCode: String(index + 1),
      rowVersion: 0,
      verdict,
      note: `自评${index + 1}`,
      objectIds: index === 0 ? files : [],
    });
  await api.selfCheck.submit({ selfCheckId });
};
const sheetOf = (at: number) => office.assessment.sheetById({ sheetId: sheetIds[at]! });

beforeAll(async () => {
  district = await makeDistrict();
  office = callEach(district.bureau);
  other = callEach(district.otherBureau);
  units = district.units.map((unit) => callEach(unit));
  checklistId = await publishList(office, '年度考核表');
});

describe('a scheme', () => {
  it('takes weights that fit its list, from the own published lists only', async () => {
    const wrong = { ...scheme(year, 70), weights: [{ section: '基础业务', percent: 100 }] };
    expect(await refused(office.assessment.createScheme(wrong))).toBe('WEIGHTS_DO_NOT_FIT');
    expect(await refused(other.assessment.createScheme(scheme(year, 70)))).toBe('NOT_FOUND');
    ({ id: schemeId } = await office.assessment.createScheme(scheme(year, 60)));
    expect(await refused(office.assessment.createScheme(scheme(year, 60)))).toBe('ALREADY_EXISTS');
    const change = { ...scheme(year, 70), schemeId, rowVersion: 1 };
    expect(await refused(other.assessment.updateScheme(change))).toBe('NOT_FOUND');
    expect(await office.assessment.updateScheme(change)).toEqual({ rowVersion: 2 });
    expect(await refused(office.assessment.updateScheme(change))).toBe('STALE_VERSION');
    const { rows } = await office.assessment.schemes({});
    expect(rows).toMatchObject([{ id: schemeId, weights: weights(70), rounds: 0, itemCount: 3 }]);
    expect((await other.assessment.schemes({})).rows).toEqual([]);
  });
});

describe('a round', () => {
  const input = () => ({
    schemeId,
    title: `${year}年乡镇档案工作考核`,
    words: '请逐项自评',
    dueOn: dayFromNow(20),
    unitTenantIds: district.units.map((unit) => unit.id),
  });

  it('asks units that are supervised and of its kind', async () => {
    const stranger = { ...input(), unitTenantIds: [district.stranger.id] };
    expect(await refused(office.assessment.openRound(stranger))).toBe('NOT_FOUND');
    expect(await refused(other.assessment.openRound(stranger))).toBe('NOT_FOUND');
    expect(await refused(office.assessment.openRound({ ...input(), dueOn: dayFromNow(-1) }))).toBe('BAD_INPUT');
    const opened = await office.assessment.openRound(input());
    roundId = opened.id;
    expect(opened.units).toBe(3);
    expect(await refused(office.assessment.openRound(input()))).toBe('ALREADY_EXISTS');
    expect(await refused(office.assessment.updateScheme({ ...scheme(year, 50), schemeId, rowVersion: 2 }))).toBe(
      'STEP_PASSED',
    );
    const { rows } = await office.assessment.sheets({ roundId });
    sheetIds = district.units.map((unit) => rows.find((row) => row.subjectName === unit.name)!.id);
    expect(rows.map((row) => row.standing)).toEqual(['waiting', 'waiting', 'waiting']);
    expect(await refused(other.assessment.roundById({ roundId }))).toBe('NOT_FOUND');
    expect(await refused(other.assessment.sheets({ roundId }))).toBe('NOT_FOUND');
    expect(await refused(other.assessment.sheetById({ sheetId: sheetIds[0]! }))).toBe('NOT_FOUND');
  });

  it('is filled in by the unit with proof, by weighed points', async () => {
    const photo = await makePhoto(district.units[0]!, '制度.png', 7);
    await selfScore(0, ['met', 'met', 'partly'], [photo]);
    await selfScore(1, ['met', 'partly', 'unmet']);
    const sheet = await sheetOf(0);
    // 35 + 35 of the basics, 15 of the 30 of informatisation.
    expect(sheet.list.items.map((one) => one.score)).toEqual([35, 35, 30]);
    expect(sheet.self?.answers[0]?.files).toMatchObject([{ fileName: '制度.png' }]);
    const { rows } = await office.assessment.sheets({ roundId, standing: 'submitted' });
    expect(rows.map((row) => row.selfPercent).toSorted()).toEqual([52.5, 85]);
  });

  it('is scored item by item, by its own office alone', async () => {
    const sheetId = sheetIds[0]!;
    const score = { sheetId, itemCode: '3', rowVersion: 0, verdict: 'unmet' as const, note: '没有数字化成果' };
    expect(await refused(other.assessment.scoreItem(score))).toBe('NOT_FOUND');
    expect(await refused(units[0]!.assessment.scoreItem(score))).toBe('NOT_FOUND');
    expect(await refused(office.assessment.scoreItem({ ...score, itemCode: '9' }))).toBe('NOT_FOUND');
    await office.assessment.scoreItem(score);
    expect(await refused(office.assessment.scoreItem(score))).toBe('STALE_VERSION');
    const { rowVersion } = await sheetOf(0);
    const send = { sheetId, rowVersion, opinion: '信息化要加强' };
    expect(await refused(office.assessment.sendScore(send))).toBe('ASSESSMENT_ITEMS_OPEN');
    expect(await office.assessment.takeOverSelf({ sheetId })).toEqual({ items: 2 });
    expect(await office.assessment.sendScore(send)).toEqual({ percent: 70 });
    expect(await refused(office.assessment.sendScore(send))).toBe('STEP_PASSED');
    expect(await refused(office.assessment.scoreItem({ ...score, rowVersion: 1 }))).toBe('STEP_PASSED');
    await office.assessment.takeOverSelf({ sheetId: sheetIds[1]! });
    const second = await sheetOf(1);
    await office.assessment.sendScore({ sheetId: second.id, rowVersion: second.rowVersion });
    expect(await refused(office.assessment.closeRound({ roundId }))).toBe('ASSESSMENT_UNFINISHED');
    await office.assessment.excuse({ sheetId: sheetIds[2]!, reason: '本年度已撤并' });
    expect(await refused(office.assessment.closeRound({ roundId }))).toBe('OBJECTION_TIME_RUNS');
  });
});

describe('the unit', () => {
  it('reads its score with every comment and objects once', async () => {
    const [mine] = (await units[0]!.assessment.mine({})).rows;
    const { scoreDispatchId } = mine!;
    expect(mine).toMatchObject({ percent: 70, gradeName: '良好', rank: null, isObjected: false });
    const view = await units[0]!.assessment.mineById({ scoreDispatchId });
    expect(view.score.items[2]).toMatchObject({ selfGot: 15, got: 0, note: '没有数字化成果', selfNote: '自评3' });
    expect(view.mayObject).toBe(true);
    expect(await refused(units[1]!.assessment.mineById({ scoreDispatchId }))).toBe('NOT_FOUND');
    const objection = { scoreDispatchId, reason: '第3项已完成扫描，见附件' };
    expect(await refused(units[1]!.assessment.object(objection))).toBe('NOT_FOUND');
    const foreign = await makePhoto(district.units[1]!, '别人的.png', 9);
    expect(await refused(units[0]!.assessment.object({ ...objection, proofObjectIds: [foreign] }))).toBe('NOT_FOUND');
    await units[0]!.assessment.object(objection);
    expect(await refused(units[0]!.assessment.object(objection))).toBe('OBJECTION_ALREADY_RAISED');
    const todos = await office.platform.todos({});
    expect(todos.rows.map((todo) => todo.link)).toContain(`assessment-sheets/${sheetIds[0]}`);
  });

  it('has its answer with the score as it then is, and nothing more to object to', async () => {
    const sheetId = sheetIds[0]!;
    expect((await sheetOf(0)).objection).toMatchObject({ reason: '第3项已完成扫描，见附件', answer: null });
    expect(await refused(office.assessment.closeRound({ roundId }))).toBe('OBJECTIONS_TO_SCORES_WAIT');
    await office.assessment.scoreItem({ sheetId, itemCode: '3', rowVersion: 1, verdict: 'partly', note: '已核实' });
    expect(await refused(other.assessment.answerObjection({ sheetId, answer: '采纳' }))).toBe('NOT_FOUND');
    expect(await office.assessment.answerObjection({ sheetId, answer: '采纳' })).toEqual({ percent: 85 });
    const { rows } = await units[0]!.assessment.mine({});
    expect(rows).toHaveLength(1);
    const view = await units[0]!.assessment.mineById({ scoreDispatchId: rows[0]!.scoreDispatchId });
    expect(view).toMatchObject({ percent: 85, mayObject: false, score: { objectionAnswer: '采纳' } });
    const again = { scoreDispatchId: rows[0]!.scoreDispatchId, reason: '再来' };
    expect(await refused(units[0]!.assessment.object(again))).toBe('OBJECTION_ALREADY_RAISED');
  });
});

describe('a visit', () => {
  it('is announced to the unit, moved by a later notice, and stands in both calendars', async () => {
    const sheetId = sheetIds[0]!;
    const notice = { sheetId, visitOn: dayFromNow(3), team: '何某、陈某', prepare: '佐证材料' };
    expect(await refused(other.assessment.announceVisit(notice))).toBe('NOT_FOUND');
    expect(await refused(office.assessment.announceVisit({ ...notice, visitOn: dayFromNow(-1) }))).toBe('BAD_INPUT');
    await office.assessment.announceVisit(notice);
    await office.assessment.announceVisit({ ...notice, visitOn: dayFromNow(5) });
    const states = async () => (await office.assessment.visitNotices({ sheetId })).map((one) => one.state);
    expect(await states()).toEqual(['open', 'replaced']);
    const { rows } = await units[0]!.dispatch.list({ box: 'in', kind: 'assessment_visit_notice' });
    expect(rows).toHaveLength(2);
    const span = { from: dayFromNow(0), to: dayFromNow(10), kind: 'assessment' as const };
    for (const { entries } of [await office.guidance.calendar(span), await units[0]!.guidance.ownCalendar(span)])
      expect(entries).toMatchObject([{ day: dayFromNow(5), standing: 'planned', officers: ['何某', '陈某'] }]);
    await office.assessment.addVisit({ sheetId, visitedOn: dayFromNow(0), team: '何某', notes: '提前去了' });
    expect(await states()).toEqual(['held', 'replaced']);
    expect((await office.guidance.calendar(span)).entries).toMatchObject([{ standing: 'held', day: dayFromNow(0) }]);
  });
  it('stands beside the sheet of the visited, and nobody else’s office reads it', async () => {
    const sheetId = sheetIds[0]!;
    const visit = { sheetId, visitedOn: dayFromNow(0), team: '何某等两人', notes: '抽查二十件，两件缺页数' };
    expect(await refused(other.assessment.addVisit(visit))).toBe('NOT_FOUND');
    expect(await refused(units[0]!.assessment.addVisit(visit))).toMatch(/NOT_FOUND|FORBIDDEN/);
    expect(await refused(office.assessment.addVisit({ ...visit, visitedOn: dayFromNow(2) }))).toBe('BAD_INPUT');
    const photo = await makePhoto(district.bureau, '库房.png', 7);
    const foreign = await makePhoto(district.units[0]!, '外单位.png', 8);
    expect(await refused(office.assessment.addVisit({ ...visit, photoObjectIds: [photo, foreign] }))).toBe('NOT_FOUND');
    await office.assessment.addVisit({ ...visit, photoObjectIds: [photo] });
    const [, seen] = await office.assessment.visits({ sheetId });
    expect(seen).toMatchObject({ team: '何某等两人', receivedBy: '', photos: [{ fileName: '库房.png' }] });
    const picture = { sheetId, visitId: seen!.id, objectId: photo };
    expect((await office.assessment.downloadVisitPhoto(picture)).fileName).toBe('库房.png');
    expect(await refused(other.assessment.downloadVisitPhoto(picture))).toBe('NOT_FOUND');
    expect(await refused(office.assessment.downloadVisitPhoto({ ...picture, objectId: foreign }))).toBe('NOT_FOUND');
    expect(await refused(other.assessment.visits({ sheetId }))).toBe('NOT_FOUND');
  });
});

describe('the result', () => {
  it('is confirmed by a leader when the time for objections is over, and then stays', async () => {
    const admin = await testAdmin();
    await admin.query('update assessment_sheet set objection_until = $1 where id = $2', [dayFromNow(-1), sheetIds[1]]);
    const clerk = await makePerson(district.bureau.id, ['bureau_inspector'], '办事员');
    expect(await refused((await callAs(district.bureau, clerk)).assessment.closeRound({ roundId }))).toBe('FORBIDDEN');
    expect(await refused(other.assessment.closeRound({ roundId }))).toBe('NOT_FOUND');
    expect(await office.assessment.closeRound({ roundId })).toEqual({ units: 2 });
    expect(await refused(office.assessment.closeRound({ roundId }))).toBe('STEP_PASSED');
    const { rows } = await office.assessment.sheets({ roundId });
    expect(rows.map((row) => [row.rank, row.percent, row.standing])).toEqual([
      [1, 85, 'final'],
      [2, 52.5, 'final'],
      [null, null, 'excused'],
    ]);
    expect((await units[1]!.assessment.mine({})).rows).toMatchObject([{ rank: 2, units: 2, percent: 52.5 }]);
    const changed = admin.query('update assessment_sheet set percent = 99 where id = $1', [sheetIds[1]]);
    await expect(changed).rejects.toThrow('ASSESSMENT_IS_FINAL');
  });

  it('goes out as a workbook with the points of every section', async () => {
    const file = await office.assessment.downloadResults({ roundId });
    expect(file.fileName).toContain('结果');
    const bytes = await readObject(testObjects(), file);
    expect(bytes.length).toBeGreaterThan(2000);
    expect(await refused(other.assessment.downloadResults({ roundId }))).toBe('NOT_FOUND');
  });

  it('stands beside other years with what counted in them', async () => {
    await office.assessment.createScheme(scheme(year - 1, 80));
    const years = await office.assessment.compare({ fromYear: year - 1, toYear: year });
    expect(years.map((one) => [one.year, one.units, one.average])).toEqual([
      [year - 1, 0, null],
      [year, 2, 68.8],
    ]);
    expect(years.map((one) => one.schemes[0]?.shares)).toEqual([weights(80), weights(70)]);
    const { rows } = await office.assessment.unitsOverYears({ fromYear: year - 1, toYear: year });
    expect(rows.map((row) => row.results)).toHaveLength(2);
    expect(await other.assessment.compare({ fromYear: year - 1, toYear: year })).toEqual([]);
    expect((await other.assessment.unitsOverYears({ fromYear: year - 1, toYear: year })).rows).toEqual([]);
  });

  it('is put before the public once, with grades and ranks and no person, and can be taken back', async () => {
    const publish = { kind: 'assessment' as const, subjectId: roundId };
    expect(await refused(other.assessment.publishResult(publish))).toBe('NOT_FOUND');
    expect((await office.assessment.results({ published: false })).rows).toMatchObject([
      { subjectId: roundId, units: 2, isLate: false, publishedAt: null },
    ]);
    for (const statement of ['联系人周某', '电话13800001234'])
      expect(await refused(office.assessment.publishResult({ ...publish, statement }))).toBe('BAD_INPUT');
    const { id } = await office.assessment.publishResult({ ...publish, statement: '公示五个工作日' });
    expect(await refused(office.assessment.publishResult(publish))).toBe('ALREADY_EXISTS');
    const anybody = async () => createCaller(await requestContext(null, null));
    const { rows } = await (await anybody()).assessment.published({ slug: district.bureau.slug });
    expect(rows[0]?.lines.map(({ rank }) => rank)).toEqual([1, 2]);
    expect(JSON.stringify(rows)).not.toMatch(/percent|周某|何某/u);
    expect(await refused(other.assessment.withdrawPublication({ publicationId: id, reason: '有误' }))).toBe(
      'NOT_FOUND',
    );
    await office.assessment.withdrawPublication({ publicationId: id, reason: '有误' });
    expect(await refused((await anybody()).assessment.published({ slug: district.bureau.slug }))).toBe('NOT_FOUND');
  });
});
