import { plusDays } from '@/db/demo/calendar';
import type { Stage } from './cast.ts';

/* The year's plans of one supervisor, acted out: approved and begun, waiting for the leader, come back; the libraries. */
interface Office {
  /** Who plans, and who approves what another has submitted. */
  planner: string;
  lead: string;
  region: string;
  kinds: readonly ('department' | 'township' | 'village' | 'enterprise')[];
  /** From which no draw of the other acts is held, so that a recusal stands in nobody's way. */
  aside: string;
}

const LINES = [
  {
    title: '双随机执法检查',
    kind: 'enforcement',
    theme: undefined,
    selectedBy: 'random',
    share: 20,
    scope: '责任制、归档、库房与安全',
    monthFrom: 4,
    monthTo: 6,
    rounds: 2,
  },
  {
    title: '数字化外包服务专项检查',
    kind: 'special',
    theme: 'vendor',
    selectedBy: 'named',
    share: undefined,
    scope: '外包备案、保密条款、加工场所',
    monthFrom: 7,
    monthTo: 8,
    rounds: 1,
  },
  {
    title: '档案安全全覆盖检查',
    kind: 'special',
    theme: 'safety',
    selectedBy: 'all',
    share: undefined,
    scope: '库房、消防、温湿度、应急预案',
    monthFrom: 9,
    monthTo: 10,
    rounds: 1,
  },
  {
    title: '上年问题回头看',
    kind: 'revisit',
    theme: undefined,
    selectedBy: 'named',
    share: undefined,
    scope: '上年整改到位情况',
    monthFrom: 11,
    monthTo: 12,
    rounds: 1,
  },
] as const;

const CHECKLISTS = {
  department: 'checklist_organ',
  township: 'checklist_town',
  village: 'checklist_village',
  enterprise: 'checklist_enterprise',
} as const;

const draftPlan = async (stage: Stage, office: Office, title: string, lines: number): Promise<string> => {
  const year = Number(stage.today.slice(0, 4));
  const basis = '《中华人民共和国档案法》第四十二条，全市档案行政执法检查工作安排';
  const { id: planId } = await stage.as(office.planner).inspectionPlan.create({ year, title, basis });
  const [first = 'village', ...others] = office.kinds;
  for (const line of LINES.slice(0, lines)) {
    await stage.as(office.planner).inspectionPlan.addLine({
      planId,
      ...line,
      subjectKinds: line.selectedBy === 'all' ? [first] : [first, ...others],
      jointPartners: line.theme === 'safety' ? [`${office.region}消防救援大队`] : [],
      checklistCode: CHECKLISTS[first],
    });
  }
  return planId;
};

const actPlans = async (stage: Stage, office: Office): Promise<void> => {
  const year = stage.today.slice(0, 4);
  const { lead, planner, region } = office;
  const approved = await draftPlan(stage, office, `${region}${year}年度档案检查计划`, LINES.length);
  await stage.as(planner).inspectionPlan.submit({ planId: approved });
  await stage.as(lead).inspectionPlan.decide({ planId: approved, decision: 'approve', opinion: '同意，注意统筹频次' });
  const { planLines } = await stage.as(planner).inspectionPlan.byId({ planId: approved });
  const [line] = planLines;
  if (line)
    await stage.as(planner).inspectionPlan.startCampaign({ lineId: line.id, title: `${region}${line.title}第一轮` });
  const waiting = await draftPlan(stage, office, `${region}${year}年追加检查计划`, 2);
  await stage.as(planner).inspectionPlan.submit({ planId: waiting });
  const returned = await draftPlan(stage, office, `${region}${year}年下半年检查计划`, 1);
  await stage.as(planner).inspectionPlan.submit({ planId: returned });
  await stage
    .as(lead)
    .inspectionPlan.decide({ planId: returned, decision: 'return', opinion: '与年度计划重复，请并入追加计划' });
};

const actLibraries = async (stage: Stage, office: Office): Promise<void> => {
  const { planner, aside } = office;
  const { rows: units } = await stage.as(planner).inspectionPlan.objects({ kind: office.kinds[0] });
  const said = [
    { riskLevel: 'HIGH', riskReason: '上年检查发现库房漏水', lastScore: 58 },
    { riskLevel: 'MEDIUM', riskReason: '档案员更换，待培训', lastScore: 76.5 },
    { riskLevel: 'LOW', riskReason: '连续三年优秀', lastScore: 93 },
  ] as const;
  for (const [index, facts] of said.entries()) {
    const unit = units[index];
    if (!unit) continue;
    const lastScoreOn = `${Number(stage.today.slice(0, 4)) - 1}-11-12`;
    await stage
      .as(planner)
      .inspectionPlan.saveObject({ unitSlug: unit.slug, rowVersion: unit.rowVersion, ...facts, lastScoreOn });
  }
  const { rows: inspectors } = await stage.as(planner).inspectionPlan.inspectors({});
  for (const [index, { accountId, rowVersion }] of inspectors.entries()) {
    await stage.as(planner).inspectionPlan.saveInspector({
      accountId,
      rowVersion,
      certificateNumber: `浙档执（${stage.today.slice(0, 4)}）${String(317 + index).padStart(4, '0')}`,
      certificateExpiresOn: plusDays(stage.today, index === 0 ? 700 : 60),
      specialities: index === 0 ? ['filing', 'law'] : ['digital', 'safety'],
    });
  }
  const [, second] = inspectors;
  const person = second ?? inspectors[0];
  if (person) {
    await stage
      .as(planner)
      .inspectionPlan.addRecusal({ accountId: person.accountId, unitSlug: aside, reason: '近亲属在该单位任职' });
  }
};

/** Plans in every state, a rule, the libraries, and one grant that was extended. */
export const actInspectionPlan = async (stage: Stage, office: Office): Promise<void> => {
  await stage.as(office.lead).inspectionPlan.saveRule({
    noticeLeadDays: 5,
    inspectorsPerUnit: 2,
    longestExtensionDays: 30,
    basis: `${office.region}档案行政检查工作规程`,
    validFrom: `${stage.today.slice(0, 4)}-01-01`,
  });
  await actPlans(stage, office);
  await actLibraries(stage, office);
};

/** One running inspection took longer: its grant is extended, and the unit reads why. */
export const actExtension = async (stage: Stage, planner: string): Promise<void> => {
  const { rows } = await stage.as(planner).grants.list({ side: 'given', state: 'live' });
  const grant = rows.find((one) => one.inspectionId !== null && one.objection === null);
  if (!grant?.inspectionId) return;
  await stage.as(planner).inspectionPlan.extendGrant({
    inspectionId: grant.inspectionId,
    validTo: new Date(Date.parse(grant.validTo) + 3 * 86_400_000).toISOString(),
    reason: '单位库房搬迁，实地查看顺延三天',
  });
};
