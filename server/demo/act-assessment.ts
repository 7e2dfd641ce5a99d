import { plusDays } from '@/db/demo/calendar';
import { AFTER_INSPECTION } from '@/server/domain/assessment/questionnaire-vocabulary';
import { isProbeCode } from '@/server/domain/inspection/probes';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import type { Stage } from './cast.ts';

/* 年度考核 of last year confirmed and of this year under way, ratings, honours, cases and a questionnaire. */

const SECTIONS = ['基本条件', '基础业务', '信息化建设', '开发利用'];
const ROUND_UNITS = 3;
const PHOTO = '佐证.png';

interface Cast {
  /** Plans and scores; the leader confirms. */
  planner: string;
  lead: string;
  kind: TenantKind;
}

/** The built-in list of departments with sections, published as the office's own: weights need sections. */
const publishList = async (stage: Stage, planner: string): Promise<string> => {
  const as = () => stage.as(planner);
  const { id: checklistId } = await as().checklist.begin({ from: { kind: 'blank', name: '年度考核评分表' } });
  const { items } = await templateOf(stage, planner);
  const { profile } = await as().checklist.byId({ checklistId });
  await as().checklist.save({
    checklistId,
    rowVersion: 1,
    name: '年度考核评分表',
    subjectKinds: ['department'],
    sections: SECTIONS.map((name) => ({ name })),
    items: [
      ...items.slice(0, 8).map((item, at) => ({
        ...item,
        section: SECTIONS[Math.floor(at / 2)] ?? '',
        score: item.score ?? 10,
        probes: item.probes.filter(isProbeCode),
      })),
      {
        code: 'S1',
        legalItem: 'LI1' as const,
        zh: '学习贯彻档案工作重要批示精神，有学习记录',
        section: SECTIONS[0] ?? '',
        score: 5,
        type: 'rating' as const,
        method: '查学习记录',
        probes: ['study.keyTexts' as const],
      },
    ],
    profile,
  });
  await as().checklist.publish({ checklistId, rowVersion: 2 });
  return checklistId;
};

/** The items of the list that the inspections of the year were held by. */
const templateOf = async (stage: Stage, planner: string) => {
  const lists = await stage.as(planner).checklist.library();
  const organ = lists.find((list) => list.code === 'checklist_organ');
  return stage.as(planner).checklist.byId({ checklistId: organ?.currentId ?? '' });
};

const weightsOf = (informatisation: number) => [
  { section: '基本条件', percent: 20 },
  { section: '基础业务', percent: 65 - informatisation },
  { section: '信息化建设', percent: informatisation },
  { section: '开发利用', percent: 15 },
];

const selfScore = async (stage: Stage, login: string, title: string): Promise<void> => {
  const { rows } = await stage.as(login).selfCheck.list({ state: 'asked' });
  const asked = rows.find((row) => row.title.includes(title));
  if (!asked?.requestDispatchId) return;
  const { id: selfCheckId } = await stage.as(login).selfCheck.open({ requestDispatchId: asked.requestDispatchId });
  const { list } = await stage.as(login).selfCheck.byId({ selfCheckId });
  for (const [at, item] of list.items.entries())
    await stage.as(login).selfCheck.answer({
      selfCheckId,
      itemCode: item.code,
      rowVersion: 0,
      verdict: at % 4 === 3 ? 'mostly' : 'met',
      note: at === 0 ? '制度健全，见照片' : '',
      objectIds: at === 0 ? [await stage.photograph(login, PHOTO)] : [],
    });
  await stage.as(login).selfCheck.submit({ selfCheckId });
};

/** Scores a sheet: what the unit gave itself, one item lower with its reason; the unit has it. */
const score = async (stage: Stage, planner: string, sheetId: string): Promise<void> => {
  const { list } = await stage.as(planner).assessment.sheetById({ sheetId });
  const [first] = list.items;
  if (first)
    await stage.as(planner).assessment.scoreItem({
      sheetId,
      itemCode: first.code,
      rowVersion: 0,
      verdict: 'partly',
      note: '分管领导调整后没有及时发文明确',
    });
  await stage.as(planner).assessment.takeOverSelf({ sheetId });
  await stage.as(planner).assessment.announceVisit({
    sheetId,
    visitOn: stage.today,
    team: '监督指导科两人',
    prepare: '考核表各项佐证材料；库房和上年度文书档案',
    contact: '监督指导科',
  });
  await stage.as(planner).assessment.addVisit({
    sheetId,
    photoObjectIds: [await stage.photograph(planner, '库房温湿度记录.png')],
    visitedOn: stage.today,
    team: '监督指导科两人',
    receivedBy: '办公室',
    notes: '看了库房和上年度文书档案，抽查二十件。\n库房清洁，温湿度记录完整；两件缺页数。',
  });
  const { rowVersion } = await stage.as(planner).assessment.sheetById({ sheetId });
  await stage.as(planner).assessment.sendScore({ sheetId, rowVersion, opinion: '基础扎实，责任制要跟上人员变动。' });
};

interface Round {
  schemeId: string;
  title: string;
  objectionDays: number;
}

const openRound = async (stage: Stage, cast: Cast, round: Round) => {
  const units = (await stage.as(cast.planner).assessment.units()).filter((unit) => unit.kind === cast.kind);
  const chosen = units.slice(0, ROUND_UNITS);
  const { id: roundId } = await stage.as(cast.planner).assessment.openRound({
    ...round,
    words: '请对照考核表逐项自评，附上佐证材料，按时报送。',
    dueOn: plusDays(stage.today, 20),
    unitTenantIds: chosen.map((unit) => unit.tenantId),
  });
  const { rows } = await stage.as(cast.planner).assessment.sheets({ roundId });
  const sheets = chosen.map((unit) => ({
    archivist: `${unit.slug}.arch`,
    tenantId: unit.tenantId,
    sheetId: rows.find((row) => row.subjectName === unit.name)?.id ?? '',
  }));
  return { roundId, sheets };
};

const actRounds = async (stage: Stage, cast: Cast): Promise<number[]> => {
  const year = Number(stage.today.slice(0, 4));
  const checklistId = await publishList(stage, cast.planner);
  const scheme = {
    purpose: 'annual' as const,
    subjectKinds: [cast.kind],
    checklistId,
    name: '区直机关档案工作考核办法',
  };
  const as = () => stage.as(cast.planner);
  const before = await as().assessment.createScheme({ ...scheme, year: year - 1, weights: weightsOf(10) });
  const now = await as().assessment.createScheme({ ...scheme, year, weights: weightsOf(20) });
  const past = await openRound(stage, cast, {
    schemeId: before.id,
    title: `${year - 1}年度档案工作考核`,
    objectionDays: 0,
  });
  for (const { archivist, sheetId } of past.sheets) {
    await selfScore(stage, archivist, `${year - 1}年度`);
    await score(stage, cast.planner, sheetId);
  }
  await stage.as(cast.lead).assessment.closeRound({ roundId: past.roundId });
  await as().assessment.publishResult({
    kind: 'assessment',
    subjectId: past.roundId,
    statement: '对结果有异议的，请在五个工作日内书面提出。',
  });
  const current = await openRound(stage, cast, {
    schemeId: now.id,
    title: `${year}年度档案工作考核`,
    objectionDays: 10,
  });
  const [first, second] = current.sheets;
  for (const sheet of [first, second]) if (sheet) await selfScore(stage, sheet.archivist, `${year}年度`);
  if (first) {
    await score(stage, cast.planner, first.sheetId);
    const { rows } = await stage.as(first.archivist).assessment.mine({});
    const scored = rows.find((row) => row.sheetId === first.sheetId);
    if (scored)
      await stage.as(first.archivist).assessment.object({
        scoreDispatchId: scored.scoreDispatchId,
        reason: '第一项已于九月发文明确，文件见附件。',
        proofObjectIds: [await stage.photograph(first.archivist, '发文.png')],
      });
  }
  return current.sheets.map((sheet) => sheet.tenantId);
};

const actRatings = async (stage: Stage, cast: Cast, tenantIds: readonly number[]): Promise<void> => {
  const year = Number(stage.today.slice(0, 4));
  const as = () => stage.as(cast.planner);
  for (const [at, unitTenantId] of tenantIds.entries())
    await as().rating.register({
      unitTenantId,
      ratingKind: 'room_grade',
      level: at === 0 ? 'grade_2' : 'grade_3',
      awardedOn: plusDays(stage.today, -300 * (at + 1)),
      validUntil: plusDays(stage.today, at === 0 ? 90 : 900),
      awarderName: '省档案局',
      documentNumber: `省档评〔${year - 1}〕${at + 7}号`,
    });
  for (const ofYear of [year, year + 1])
    await as().rating.setTarget({ year: ofYear, ratingKind: 'room_grade', level: 'grade_3', units: 3 });
  const [best] = tenantIds;
  const archives = (await as().assessment.units()).find((unit) => unit.kind === 'repository');
  const awarded = { awarderName: '省档案局', awardedOn: plusDays(stage.today, -200) };
  if (best !== undefined)
    await as().rating.register({ ...awarded, unitTenantId: best, ratingKind: 'business', level: 'standard' });
  if (!archives) return;
  await as().rating.register({
    ...awarded,
    unitTenantId: archives.tenantId,
    ratingKind: 'business',
    level: 'model',
  });
  await as().rating.register({
    ...awarded,
    unitTenantId: archives.tenantId,
    ratingKind: 'digital_archive',
    level: cast.planner.startsWith('qinghe') ? 'national' : 'provincial_5a',
  });
};

/** A unit applies with the self-check that it did of its own will; the office awards the level. */
export const actRatingApplication = async (
  stage: Stage,
  archivist: string,
  cast: { planner: string; lead: string },
) => {
  const { rows } = await stage.as(archivist).selfCheck.list({ state: 'submitted' });
  const own = rows.find((row) => row.askerName === null)?.id;
  if (!own) return;
  await stage.as(archivist).rating.applyFor({ selfCheckId: own, ratingKind: 'digital_room', level: 'standard' });
  const { rows: received } = await stage.as(cast.planner).rating.applications({});
  const application = received.find((row) => row.sheetId === null);
  if (!application) return;
  const { sheetId } = await stage.as(cast.planner).rating.takeUp({ dispatchId: application.dispatchId });
  await stage.as(cast.planner).assessment.takeOverSelf({ sheetId });
  await stage.as(cast.lead).rating.decide({
    sheetId,
    isAwarded: true,
    level: 'standard',
    validUntil: plusDays(stage.today, 1825),
    opinion: '目录和扫描件齐全，达到规范化要求。',
  });
};

const actHonours = async (stage: Stage, cast: Cast, tenantIds: readonly number[]): Promise<void> => {
  const year = Number(stage.today.slice(0, 4));
  const [first, second] = tenantIds;
  if (!first || !second) return;
  const as = () => stage.as(cast.planner);
  const title = { year: year - 1, level: 'county' as const, reason: '考核名列前茅，档案移交按时完整。' };
  const { id } = await as().commendation.proposeHonour({
    ...title,
    holderKind: 'unit',
    unitTenantId: first,
    title: '档案工作突出贡献单位',
  });
  await stage.as(cast.lead).commendation.decideHonour({ honourId: id, isAwarded: true, note: '同意授予。' });
  await as().commendation.proposeHonour({
    ...title,
    holderKind: 'person',
    unitTenantId: second,
    personName: '周敏',
    title: '优秀档案员',
  });
  await as().commendation.registerHonour({
    holderKind: 'unit',
    unitTenantId: second,
    title: '全市档案工作先进集体',
    year: year - 2,
    level: 'city',
    awarderName: '市档案局',
    awardedOn: plusDays(stage.today, -700),
    reason: '',
  });
};

const actCases = async (stage: Stage, cast: Cast, archivists: readonly string[]): Promise<void> => {
  const [first, second] = archivists;
  if (!first || !second) return;
  await stage.as(first).commendation.submitCase({
    topic: 'informatisation',
    title: '一张目录查全局',
    summary: '把二十年的文书目录补齐，挂接扫描件。\n查一份文件从半天缩短到两分钟。',
    objectIds: [await stage.photograph(first, '查档窗口.png')],
  });
  await stage
    .as(second)
    .commendation.submitCase({ topic: 'use', title: '档案进课堂', summary: '选出五十件老照片办展览。' });
  const { rows } = await stage.as(cast.planner).commendation.cases({ topic: 'informatisation' });
  const [best] = rows;
  if (!best) return;
  const judgement = { points: 93, result: 'excellent' as const, opinion: '做法简单，别的单位学得会。' };
  const { caseId } = await stage.as(cast.planner).commendation.judgeCase({ dispatchId: best.dispatchId, ...judgement });
  await stage.as(cast.lead).commendation.publishCase({ caseId });
};

const actQuestionnaires = async (stage: Stage, cast: Cast, asked: { tenantIds: number[]; archivists: string[] }) => {
  const { tenantIds: unitTenantIds, archivists } = asked;
  const send = (title: string) =>
    stage.as(cast.planner).questionnaire.open({
      title,
      words: '只要两分钟，请如实回答。',
      questions: [...AFTER_INSPECTION],
      closesOn: plusDays(stage.today, 15),
      unitTenantIds,
    });
  const { id: questionnaireId } = await send('档案检查满意度问卷');
  for (const [at, archivist] of archivists.entries()) {
    const { rows } = await stage.as(archivist).questionnaire.received({});
    const answers = [
      { scale: 5 - at },
      { scale: 5 },
      { scale: 4 },
      { choice: '没有影响' },
      { text: '希望多讲讲电子文件' },
    ];
    await stage.as(archivist).questionnaire.reply({ dispatchId: rows[0]?.dispatchId ?? '', answers });
  }
  await stage.as(cast.planner).questionnaire.close({ questionnaireId });
  await send('培训需求问卷');
};

export const actAssessment = async (stage: Stage, cast: Cast): Promise<void> => {
  const tenantIds = await actRounds(stage, cast);
  const units = await stage.as(cast.planner).assessment.units();
  const archivists = tenantIds.map((id) => `${units.find((unit) => unit.tenantId === id)?.slug}.arch`);
  await actRatings(stage, cast, tenantIds);
  await actHonours(stage, cast, tenantIds);
  await actCases(stage, cast, archivists);
  await actQuestionnaires(stage, cast, { tenantIds, archivists });
};
