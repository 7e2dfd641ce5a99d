import type { TenantDb } from '../client.ts';
import { instant, plusDays, yearOf } from './calendar.ts';
import type { LoadedTenant } from './load-tenants.ts';
import { insertPastRounds } from './past-rounds.ts';
import type { Random } from './random.ts';

/*
 * Inspections of earlier years, closed and scored: nobody can act them out today. They hold what the comparison of years
 * and the look-back read; their papers lie with the years before this system.
 */
const FOUND = [
  ['LI4', 'O6', '归档文件题名过简，不能反映内容', '《归档文件整理规则》DA/T 22-2015', '补充题名'],
  ['LI2', 'O9', '库房温湿度记录不完整', '《档案馆建筑设计规范》JGJ 25-2010', '按日记录'],
  ['LI1', 'O1', '档案工作未列入年度考核', '《机关档案管理规定》第九条', '列入年度考核'],
] as const;
const SECTIONS = ['基础工作', '归档整理', '安全保管', '信息化'] as const;
const YEARS_BACK = [1, 2] as const;

const sectionsOf = (random: Random, percent: number) =>
  SECTIONS.map((name) => {
    const own = Math.max(40, Math.min(100, percent + random.between(-8, 8)));
    return { name, full: 25, got: own / 4, percent: own };
  });

const campaignOf = (random: Random, bureau: LoadedTenant, checklistId: string, heldOn: string) => ({
  tenantId: bureau.id,
  id: random.uuid(instant(heldOn)),
  kind: 'administrative' as const,
  title: `${bureau.shortName.replace(/档案局$/, '')}${yearOf(heldOn)}年档案行政监督检查`,
  year: yearOf(heldOn),
  checklistId,
  subjectKind: 'department',
  selectedBy: 'all' as const,
  startOn: heldOn,
  endOn: plusDays(heldOn, 30),
  state: 'closed' as const,
  createdBy: bureau.people[1]?.accountId ?? '',
  createdAt: instant(plusDays(heldOn, -30)).toISOString(),
});
type Campaign = ReturnType<typeof campaignOf>;

const inspectionOf = (random: Random, campaign: Campaign, unit: LoadedTenant, people: LoadedTenant['people']) => {
  const heldOn = plusDays(campaign.startOn, random.between(1, 20));
  const percent = random.between(68, 96);
  return {
    tenantId: campaign.tenantId,
    id: random.uuid(instant(heldOn)),
    campaignId: campaign.id,
    subjectTenantId: unit.id,
    subjectName: unit.name,
    subjectKind: unit.kind,
    selectedBy: 'all' as const,
    inspectorAccountIds: people.map((person) => person.accountId),
    inspectorNames: people.map((person) => person.name),
    scheduledOn: heldOn,
    inspectedOn: heldOn,
    state: 'closed' as const,
    conclusion: '存在的问题已整改到位。',
    result: 'MINOR' as const,
    closedOn: plusDays(heldOn, 60),
    createdAt: campaign.createdAt,
    scorePercent: percent,
    scoreGrade: percent >= 90 ? '优秀' : percent >= 80 ? '良好' : '合格',
    scoreSections: JSON.stringify(sectionsOf(random, percent)),
  };
};
type Inspection = ReturnType<typeof inspectionOf>;

const findingsOf = (random: Random, inspection: Inspection, createdBy: string) =>
  FOUND.slice(0, random.between(1, FOUND.length)).map(([legalItem, checklistCode, fact, basis, requirement], at) => ({
    tenantId: inspection.tenantId,
    id: random.uuid(instant(inspection.inspectedOn)),
    inspectionId: inspection.id,
    number: at + 1,
    legalItem,
    checklistCode,
    severity: 'MINOR' as const,
    fact,
    basis,
    requirement,
    dueOn: plusDays(inspection.inspectedOn, 45),
    state: 'verified' as const,
    issuedOn: inspection.inspectedOn,
    verifiedOn: plusDays(inspection.inspectedOn, 50),
    createdBy,
  }));

/** The list of those years, withdrawn since. */
const checklistOf = (random: Random, bureau: LoadedTenant, today: string) => ({
  tenantId: bureau.id,
  id: random.uuid(instant(plusDays(today, -900))),
  code: 'organ_before',
  name: '机关检查表（往年）',
  version: 1,
  state: 'withdrawn' as const,
  subjectKinds: ['department'],
  items: JSON.stringify(
    FOUND.map(([legalItem, code, fact], at) => ({
      code,
      legalItem,
      zh: fact,
      en: fact,
      score: 25,
      risk: null,
      type: 'rating',
      section: SECTIONS[at] ?? '',
    })),
  ),
  sections: JSON.stringify(SECTIONS.map((name) => ({ name, passPercent: null }))),
  createdAt: instant(plusDays(today, -900)).toISOString(),
});

/** For one bureau: the departments of two years, each inspected once a year. */
export const insertPastInspections = async (
  tdb: TenantDb,
  random: Random,
  bureau: LoadedTenant,
  units: readonly LoadedTenant[],
  today: string,
): Promise<void> => {
  const departments = units.filter((unit) => unit.kind === 'department');
  const people = bureau.people.slice(1, 3);
  if (departments.length === 0) return;
  const checklist = checklistOf(random, bureau, today);
  await tdb.insertInto('checklist').values(checklist).execute();
  for (const back of YEARS_BACK) {
    const campaign = campaignOf(random, bureau, checklist.id, `${yearOf(today) - back}-05-10`);
    await tdb.insertInto('inspectionCampaign').values(campaign).execute();
    for (const unit of departments) {
      const inspection = inspectionOf(random, campaign, unit, people);
      await tdb.insertInto('inspection').values(inspection).execute();
      await tdb
        .insertInto('finding')
        .values(findingsOf(random, inspection, campaign.createdBy))
        .execute();
    }
  }
  await insertPastRounds(tdb, random, bureau, { units, checklistId: checklist.id, today });
};
