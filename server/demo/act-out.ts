import { plusDays } from '@/db/demo/calendar';
import { actAssessment, actRatingApplication } from './act-assessment.ts';
import { actCatalogue, actTopics } from './act-catalogue.ts';
import { actChecklists, actOwnSelfCheck } from './act-checklists.ts';
import { actChecks } from './act-checks.ts';
import { actClosure } from './act-closure.ts';
import { actCreation } from './act-creation.ts';
import { actDepartures } from './act-departures.ts';
import { actDesk, publishService } from './act-desk.ts';
import { actDigitisation } from './act-digitisation.ts';
import { actDisposition } from './act-disposition.ts';
import { actTiles, scoreInspection } from './act-district.ts';
import { actExams, actSitting } from './act-exams.ts';
import { actExhibition } from './act-exhibition.ts';
import { actFiles } from './act-files.ts';
import { actFiling, actKeyTasks, actPlanOnly, actRelease, actSupervision } from './act-filing.ts';
import { actFonds } from './act-fonds.ts';
import { actGuidance, actQuestions } from './act-guidance.ts';
import { actExtension, actInspectionPlan } from './act-inspection-plan.ts';
import { actPeople } from './act-people.ts';
import { actRegisters } from './act-registers.ts';
import { actReport } from './act-report.ts';
import { actDrills, actOversight, actSafety } from './act-safety.ts';
import { actStaffing } from './act-staffing.ts';
import { actStatistics } from './act-statistics.ts';
import { actOrgNames, actStorage } from './act-storage.ts';
import { actTalents } from './act-talents.ts';
import { actLearning, actTrainingWork } from './act-training.ts';
import { actReceipts, actWorkStates } from './act-work-states.ts';
import type { Stage } from './cast.ts';

/* What happened in the demonstration district this year, acted out through the procedures that people use. */
interface District {
  bureau: string;
  /** Two inspectors: notices need both. */
  inspector: string;
  lead: string;
  region: string;
}
const DISTRICTS: District[] = [
  { bureau: 'qinghe-bureau', inspector: 'qinghe-bureau.insp1', lead: 'qinghe-bureau.lead', region: '清河区' },
  { bureau: 'linjiang-bureau', inspector: 'linjiang-bureau.insp1', lead: 'linjiang-bureau.lead', region: '临江区' },
];

const FACTS = [
  ['MINOR', '抽查的归档文件中有题名缺责任者、文号使用圆括号的情况', 'DA/T 22-2015', '更正有关条目并复核本年度目录'],
  ['MAJOR', '上一年度部分文书材料至检查日尚未归档', '《档案法》第十四条', '完成上一年度文书材料的整理归档'],
  [
    'HAZARD',
    '库房空调冷凝水滴漏，靠墙密集架底层受潮',
    '《档案法》第十九条、第四十五条',
    '立即移架抢救受潮档案并维修空调',
  ],
] as const;

interface Opened {
  campaignId: string;
  inspections: { id: string; slug: string }[];
}

const PARTNERS_PEOPLE = ['卢建平', '沈丽娟', '葛宏'] as const;

const openCampaign = async (
  stage: Stage,
  district: District,
  options: {
    title: string;
    kind: 'administrative' | 'enforcement';
    subjectKind: 'department' | 'township';
    checklist: 'checklist_organ' | 'checklist_town';
    partners: string[];
    units: number;
  },
): Promise<Opened> => {
  const { id: campaignId } = await stage.as(district.inspector).inspection.createCampaign({
    kind: options.kind,
    title: options.title,
    jointPartners: options.partners,
    subjectKind: options.subjectKind,
    checklistCode: options.checklist,
    selectedBy: 'random',
  });
  const { drawn } = await stage
    .as(district.inspector)
    .inspection.draw({ campaignId, units: options.units, inspectors: 2 });
  if (options.partners.length > 0) {
    const people = options.partners.map((authority, at) => ({
      name: PARTNERS_PEOPLE[at % PARTNERS_PEOPLE.length] ?? '',
      authority,
      certificate: `LH-${String(at + 1).padStart(3, '0')}`,
      duty: '保密管理',
    }));
    await stage.as(district.inspector).inspection.saveJointPeople({ campaignId, people });
  }
  const year = Number(stage.today.slice(0, 4));
  // Far enough ahead for five working days over the longest holidays.
  const from = plusDays(stage.today, 18);
  const days = await stage.as(district.inspector).inspection.suggestDays({ campaignId, from, perDay: 3 });
  await stage.as(district.inspector).inspection.sendNotices({
    campaignId,
    scheduledOn: from,
    days,
    validTo: `${plusDays(stage.today, 25)}T18:00:00+08:00`,
    recordClasses: ['archive', 'use', 'storage', 'register'],
    yearFrom: year - 3,
    yearTo: year,
    reason: `${options.title}：核对归档文件目录与实体`,
  });
  const page = await stage.as(district.inspector).inspection.listInspections({ campaignId });
  const drawnSlugs = new Map(drawn.units.map((unit) => [unit.name, unit.slug]));
  return {
    campaignId,
    inspections: page.rows.map((row) => ({ id: row.id, slug: drawnSlugs.get(row.subjectName) ?? '' })),
  };
};

/** The inspector who was drawn for it: only they may look and find. */
const inspectorOf = async (stage: Stage, district: District, inspectionId: string): Promise<string> => {
  const { inspectors } = await stage.as(district.inspector).inspection.byId({ inspectionId });
  const member = stage.cast.members.find((candidate) => candidate.accountId === inspectors[0]?.accountId);
  return member?.login ?? district.inspector;
};

const find = async (
  stage: Stage,
  inspector: string,
  inspection: { id: string; slug: string },
  count: number,
): Promise<void> => {
  const records = await stage.as(inspector).archive.grantedList({ unitSlug: inspection.slug, limit: 5 });
  const view = await stage.as(inspector).inspection.byId({ inspectionId: inspection.id });
  for (const [index, [severity, fact, basis, requirement]] of FACTS.slice(0, count).entries()) {
    const record = records.rows[index];
    const item = view.checklist[index + 1] ?? view.checklist[0];
    await stage.as(inspector).inspection.addFinding({
      inspectionId: inspection.id,
      checklistCode: item?.code ?? '',
      severity,
      fact,
      basis,
      requirement,
      dueOn: plusDays(stage.today, 20 + index),
      pin: record ? { kind: 'archive_item', unitSlug: inspection.slug, id: record.id } : { kind: 'checklist_item' },
      photoObjectIds: index === 0 ? [await stage.photograph(inspector, '现场照片.png')] : [],
    });
  }
};

const answerAll = async (stage: Stage, slug: string): Promise<void> => {
  const archivist = `${slug}.arch`;
  const received = await stage.as(archivist).inspection.received({ kind: 'finding', state: 'waiting' });
  for (const row of received.rows) {
    await stage.as(archivist).inspection.answerFinding({
      findingDispatchId: row.dispatchId,
      measure: '已按要求整改：更正条目、补充材料，并组织兼职档案员学习。',
      doneOn: stage.today,
      proofObjectIds: [await stage.photograph(archivist, '整改照片.png')],
    });
  }
};

const closeOne = async (stage: Stage, inspector: string, inspection: { id: string; slug: string }): Promise<void> => {
  await find(stage, inspector, inspection, 2);
  await stage.as(inspector).inspection.issueFindings({ inspectionId: inspection.id });
  await answerAll(stage, inspection.slug);
  const view = await stage.as(inspector).inspection.byId({ inspectionId: inspection.id });
  for (const finding of view.findings) {
    await stage
      .as(inspector)
      .inspection.verifyFinding({ findingId: finding.id, accepted: true, reason: '经复核，整改到位。' });
  }
  await scoreInspection(stage, inspector, inspection.id);
  await stage.as(inspector).inspection.close({
    inspectionId: inspection.id,
    conclusion: '档案工作责任落实，存在的问题已整改到位。',
    result: 'MINOR',
  });
};

const actInspections = async (stage: Stage, district: District): Promise<void> => {
  const year = stage.today.slice(0, 4);
  const closed = await openCampaign(stage, district, {
    title: `${district.region}${year}年档案行政监督检查`,
    kind: 'administrative',
    subjectKind: 'department',
    checklist: 'checklist_organ',
    partners: [`${district.region}国家保密局`],
    units: 3,
  });
  for (const inspection of closed.inspections)
    await closeOne(stage, await inspectorOf(stage, district, inspection.id), inspection);
  const running = await openCampaign(stage, district, {
    title: `${district.region}${year}年乡镇档案执法检查`,
    kind: 'enforcement',
    subjectKind: 'township',
    checklist: 'checklist_town',
    partners: [],
    units: 3,
  });
  const [, inspecting, rectifying] = running.inspections;
  if (inspecting) await find(stage, await inspectorOf(stage, district, inspecting.id), inspecting, 2);
  if (rectifying) {
    const inspector = await inspectorOf(stage, district, rectifying.id);
    await find(stage, inspector, rectifying, 3);
    await stage.as(inspector).inspection.issueFindings({ inspectionId: rectifying.id });
    await answerAll(stage, rectifying.slug);
  }
  await actChecklists(stage, district.inspector, {
    campaignId: running.campaignId,
    inspecting: inspecting ? { id: inspecting.id, inspector: await inspectorOf(stage, district, inspecting.id) } : null,
  });
  const plan = {
    jointPartners: [],
    subjectKind: 'department' as const,
    checklistCode: 'checklist_organ' as const,
    selectedBy: 'random' as const,
  };
  const called = await stage
    .as(district.inspector)
    .inspection.createCampaign({ ...plan, kind: 'special', title: `${district.region}${year}年会计档案专项检查` });
  await stage
    .as(district.inspector)
    .inspection.cancelCampaign({ campaignId: called.id, reason: '与财政部门的检查合并进行' });
  const drawn = await stage.as(district.inspector).inspection.createCampaign({
    ...plan,
    kind: 'special',
    title: `${district.region}${year}年数字化外包安全专项检查`,
  });
  await stage.as(district.inspector).inspection.draw({ campaignId: drawn.id, units: 2, inspectors: 2 });
  await stage.as(district.inspector).inspection.createCampaign({
    kind: 'enforcement',
    title: `${district.region}${year}年第四季度企业档案检查`,
    jointPartners: [],
    subjectKind: 'enterprise',
    checklistCode: 'checklist_enterprise',
    selectedBy: 'random',
  });
};

const actTraining = async (stage: Stage, district: District): Promise<void> => {
  const organiser = stage.as(district.inspector);
  const planned = (await organiser.training.sessions({ state: 'planned' })).rows[0];
  if (!planned) return;
  const units = await stage.as(district.inspector).training.units();
  await stage
    .as(district.inspector)
    .training.inviteUnits({ sessionId: planned.id, unitTenantIds: units.slice(0, 6).map((unit) => unit.tenantId) });
};

/** Called for, one unit's figures accepted or sent back, the sums handed on to the city. */
const actReporting = async (stage: Stage, inspector: string, year: number): Promise<void> => {
  const office = () => stage.as(inspector).figure;
  await office().callUnits({ year, dueOn: `${year}-12-25`, note: '请先核对利用登记和年度归档。' });
  const { units } = await office().reporting({ year });
  const first = units.find((unit) => unit.kind === 'department' && unit.state === 'released');
  if (!first) return;
  await office().review(
    inspector.startsWith('qinghe')
      ? { year, unitTenantId: first.tenantId, decision: 'accepted' }
      : { year, unitTenantId: first.tenantId, decision: 'returned', reason: '归档件数与年度归档情况不符，请核对。' },
  );
  await office().handOn({ year });
  await stage.as(inspector).wall.createLink({ label: '一楼大厅', days: 90 });
};

/** What offices count besides the report: readers who came for a proof, records of long keeping by category. */
const actOwnFigures = async (stage: Stage): Promise<void> => {
  const year = Number(stage.today.slice(0, 4));
  for (const login of ['liuxi.arch', 'linjiang-water.arch', 'qinghe-archives.dir']) {
    await stage.as(login).customFigure.create({
      name: '出证查档人数',
      unit: '人',
      subject: 'reading_visit',
      spec: {
        conditions: [{ field: 'purpose', op: 'any_of', values: ['proof'] }],
        sum: 'personCount',
        group: 'channel',
        period: 'year',
      },
    });
    await stage.as(login).customFigure.create({
      name: '永久档案件数',
      unit: '件',
      subject: 'archive_item',
      spec: {
        conditions: [{ field: 'retention', op: 'any_of', values: ['Y'] }],
        sum: null,
        group: 'category',
        period: 'standing',
      },
    });
    // An office whose supervisor has accepted the year changes nothing of it.
    const { figures, supervisors, lockedBy } = await stage.as(login).customFigure.list({ year });
    if (supervisors.length > 0 && lockedBy === null)
      await stage.as(login).customFigure.release({ year, ids: figures.map(({ id }) => id), note: '供参考' });
  }
};

const actFigures = async (stage: Stage): Promise<void> => {
  const year = Number(stage.today.slice(0, 4));
  for (const login of [
    'liuxi.arch',
    'songling.arch',
    'qinghe-water.arch',
    'qinghe-archives.dir',
    'meiwu.arch',
    'linjiang-archives.dir',
    'linjiang-water.arch',
  ]) {
    const figures = await stage.as(login).figure.list({ year });
    // One of them gives the rows along, so that its bureau reads them without a grant.
    const withRows = login === 'songling.arch';
    await stage.as(login).figure.release({ year, codes: figures.figures.map((figure) => figure.code), withRows });
  }
  for (const { inspector } of DISTRICTS) await actReporting(stage, inspector, year);
  await actStatistics(
    stage,
    DISTRICTS.map(({ inspector }) => inspector),
  );
  await actOwnFigures(stage);
  for (const login of ['liuxi.lead', 'qinghe-archives.dir', 'linjiang-archives.dir'])
    await stage.as(login).holdings.closeYear({ year: year - 1, note: '与上年年报核对一致。' });
};

/** Fills the year: twelve inspections in every state, invitations, an objection, released figures, people invited. */
export const actOut = async (stage: Stage): Promise<void> => {
  for (const district of DISTRICTS) {
    await actInspections(stage, district);
    await actInspectionPlan(stage, {
      planner: district.inspector,
      lead: district.lead,
      region: district.region,
      kinds: ['village', 'enterprise'],
      aside: district.bureau.replace('bureau', 'archives'),
    });
    await actExtension(stage, district.inspector);
    await actClosure(stage, district.inspector);
    await actTiles(stage, district.inspector);
    await actTraining(stage, district);
    await actTrainingWork(stage, district.inspector);
    await actExams(stage, district.inspector, district.region);
    await actAssessment(stage, { planner: district.inspector, lead: district.lead, kind: 'department' });
    await stage
      .as(`${district.bureau}.sys`)
      .tenancy.invite({ displayName: '朱晓棠', loginName: `${district.bureau}.new`, roles: ['bureau_inspector'] });
  }
  await actSitting(stage, 'liuxi.arch', [3, 7]);
  await actSitting(stage, 'songling.arch', [1, 2, 4, 5, 8, 9, 12]);
  await actSitting(stage, 'liuxi.lead', [2], false);
  await actSitting(stage, 'meiwu.arch', [4]);
  await actFonds(stage, 'qinghe-water.arch');
  await actCatalogue(stage, 'qinghe-water.arch');
  await actChecks(stage, 'qinghe-water.arch');
  await actDepartures(stage, 'qinghe-water');
  await actFiles(stage, 'liuxi.arch');
  await actTopics(stage, 'qinghe-bureau.insp1');
  await actFiling(stage, 'qinghe-water', 'qinghe-bureau.appr');
  await actFiling(stage, 'qinghe-civil', null);
  await actPeople(stage, 'qinghe-civil.arch');
  await actRelease(stage, 'qinghe-water');
  await actSupervision(stage, 'qinghe-bureau.insp1', 'qinghe-civil');
  await actSafety(stage, 'liuxi.arch');
  await actDrills(stage, 'qinghe-archives.dir');
  await actOversight(stage, 'qinghe-bureau.insp1');
  await actGuidance(stage, 'qinghe-bureau.insp1');
  await actTalents(stage, 'qinghe-bureau.insp1');
  await actQuestions(stage, 'liuxi.arch', 'qinghe-bureau.insp1');
  await actPlanOnly(stage, 'liuxi');
  await actKeyTasks(stage, 'qinghe-bureau.insp1');
  await actStorage(stage, 'qinghe-water.arch');
  await actOrgNames(stage, 'qinghe-archives.dir');
  await actStorage(stage, 'qinghe-archives.dir');
  await actStorage(stage, 'liuxi.arch');
  for (const login of [
    'qinghe-archives.dir',
    'qinghe-bureau.arch',
    'liuxi.arch',
    'qinghe-water.arch',
    'liuxi-cun1.arch',
  ])
    await actRegisters(stage, login);
  await actReceipts(stage, 'qinghe-bureau.insp1');
  await actWorkStates(stage, {
    planner: 'qinghe-bureau.insp1',
    archives: 'qinghe-archives.dir',
    city: 'yunzhou-bureau.insp1',
  });
  await actStaffing(stage, 'qinghe-bureau.insp1');
  for (const login of ['liuxi.arch', 'meiwu.arch']) await actLearning(stage, login);
  await actDigitisation(stage, 'qinghe-archives.dir');
  await actDisposition(stage, { archives: 'qinghe-archives', first: 'liuxi', second: 'songling', third: 'baisha' });
  await actDisposition(stage, { archives: 'linjiang-archives', first: 'meiwu', second: 'guqiao', third: 'yunxi' });
  await actOwnSelfCheck(stage, 'liuxi.arch', 'checklist_town');
  await actRatingApplication(stage, 'liuxi.arch', { planner: 'qinghe-bureau.insp1', lead: 'qinghe-bureau.lead' });
  await actCreation(stage, 'liuxi.arch', 'qinghe-bureau.insp1');
  await actDesk(stage, {
    desk: 'qinghe-archives.desk',
    approver: 'qinghe-archives.dir',
    keeper: 'qinghe-archives.dir',
  });
  await publishService(stage, 'qinghe-archives.dir');
  await actExhibition(stage, { writer: 'qinghe-archives.keep', director: 'qinghe-archives.dir' });
  await actDesk(stage, { desk: 'liuxi.arch', approver: 'liuxi.lead', keeper: 'liuxi.arch' });
  await actFigures(stage);
  await actReport(stage, { writer: 'liuxi.arch', leader: 'liuxi.lead', template: 'records_office' });
  await actReport(stage, { writer: 'qinghe-bureau.insp1', leader: 'qinghe-bureau.lead', template: 'bureau_archives' });
  await actReport(stage, { writer: 'qinghe-archives.dir', leader: null, template: 'archives' });
};
