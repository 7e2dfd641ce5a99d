import { beforeAll, describe, expect, it } from 'vitest';
import { callAs } from '@/db/testing/factories/calls';
import { makeDistrict, noticeTerms } from '@/db/testing/factories/inspection';
import { makePerson, type TestPerson } from '@/db/testing/factories/tenancy';
import { testAdmin } from '@/db/testing/test-db';

type District = Awaited<ReturnType<typeof makeDistrict>>;
let district: District;
let planner: TestPerson;
let lead: TestPerson;
beforeAll(async () => {
  district = await makeDistrict();
  planner = await makePerson(district.bureau.id, ['bureau_inspector'], '许某');
  lead = await makePerson(district.bureau.id, ['bureau_lead'], '林局长');
});

const api = async (person: TestPerson = planner) => (await callAs(district.bureau, person)).inspectionPlan;
const refused = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error) => error.message,
  );
const LINE = {
  title: '乡镇执法检查',
  kind: 'enforcement' as const,
  selectedBy: 'random' as const,
  subjectKinds: ['township' as const],
  jointPartners: ['区国家保密局'],
  checklistCode: 'checklist_town' as const,
  scope: '归档、库房、外包',
  share: 50,
  rounds: 1,
  monthFrom: 4,
  monthTo: 6,
};
const makePlan = async () => {
  const { id: planId } = await (await api()).create({
    year: 2026,
    title: '2026年度检查计划',
    basis: '《档案法》第四十二条',
  });
  const { id: lineId } = await (await api()).addLine({ planId, ...LINE });
  return { planId, lineId };
};
const approvedPlan = async () => {
  const plan = await makePlan();
  await (await api()).submit({ planId: plan.planId });
  await (await api(lead)).decide({ planId: plan.planId, decision: 'approve' });
  return plan;
};
const todos = async (person: TestPerson) => {
  const { rows } = await (await callAs(district.bureau, person)).platform.todos({});
  return rows.map((row) => row.kind);
};

describe('an annual plan', () => {
  it('is submitted, comes back with a reason, and is approved by a leader', async () => {
    const { planId } = await makePlan();
    await (await api()).submit({ planId });
    expect(await todos(lead)).toContain('inspection.approvePlan');
    await (await api(lead)).decide({ planId, decision: 'return', opinion: '请增加数字化外包专项' });
    expect(await todos(planner)).toContain('inspection.revisePlan');
    expect(await (await api()).byId({ planId })).toMatchObject({
      state: 'returned',
      opinion: '请增加数字化外包专项',
      decidedByName: '林局长',
    });
    await (await api()).addLine({
      ...LINE,
      planId,
      title: '数字化外包专项',
      kind: 'special',
      theme: 'vendor',
      selectedBy: 'named',
      share: undefined,
    });
    await (await api()).submit({ planId });
    await (await api(lead)).decide({ planId, decision: 'approve' });
    const plan = await (await api()).byId({ planId });
    expect(plan).toMatchObject({ state: 'approved', lines: 2, roundsPlanned: 2, roundsBegun: 0 });
    expect(plan.planLines.map((line) => [line.position, line.title, line.poolUnits])).toEqual([
      [1, '乡镇执法检查', 3],
      [2, '数字化外包专项', 3],
    ]);
    expect(await todos(lead)).not.toContain('inspection.approvePlan');
  });

  it('needs a line, a reason to return, and another person to decide', async () => {
    const { id: empty } = await (await api()).create({ year: 2026, title: '空计划', basis: '无' });
    expect(await refused((await api()).submit({ planId: empty }))).toBe('PLAN_EMPTY');
    const { planId } = await makePlan();
    const own = await makePerson(district.bureau.id, ['bureau_lead'], '沈副局长');
    await (await api(own)).submit({ planId });
    expect(await refused((await api(own)).decide({ planId, decision: 'approve' }))).toBe('OWN_PLAN');
    expect((await (await api(own)).byId({ planId })).mayDecide).toBe(false);
    expect((await (await api(lead)).byId({ planId })).mayDecide).toBe(true);
    expect(await refused((await api(lead)).decide({ planId, decision: 'return' }))).toContain('opinion');
    expect(await refused((await api(planner)).decide({ planId, decision: 'approve' }))).toBe('FORBIDDEN');
  });

  it('is not rewritten once a leader has it: not by people, not by the database', async () => {
    const { planId, lineId } = await makePlan();
    const seen = (await (await api()).byId({ planId })).rowVersion;
    await (await api()).submit({ planId });
    expect(await refused((await api()).addLine({ planId, ...LINE }))).toBe('PLAN_STATE_WRONG');
    expect(await refused((await api()).updateLine({ lineId, ...LINE, share: 10 }))).toBe('PLAN_STATE_WRONG');
    expect(await refused((await api()).removeLine({ lineId }))).toBe('PLAN_STATE_WRONG');
    const update = (await api()).update({ planId, rowVersion: seen, title: '改名', basis: '改' });
    expect(await refused(update)).toBe('PLAN_STATE_WRONG');
    const admin = await testAdmin();
    for (const change of [
      `update inspection_plan_line set share = 1 where id = '${lineId}'`,
      `delete from inspection_plan_line where id = '${lineId}'`,
    ]) {
      await expect(admin.query(change), change).rejects.toThrow('PLAN_IS_FIXED');
    }
    await (await api(lead)).decide({ planId, decision: 'approve' });
    const rewrite = admin.query(`update inspection_plan set title = 'x' where id = '${planId}'`);
    await expect(rewrite).rejects.toThrow('PLAN_IS_FIXED');
  });

  it('takes lines whose parts fit together only', async () => {
    const { planId, lineId } = await makePlan();
    const wrong: [string, object][] = [
      ['theme', { kind: 'special' }],
      ['theme', { theme: 'safety' }],
      ['share', { units: 3 }],
      ['share', { selectedBy: 'all' }],
      ['monthTo', { monthFrom: 9, monthTo: 3 }],
    ];
    for (const [field, change] of wrong) {
      expect(await refused((await api()).addLine({ planId, ...LINE, ...change })), field).toContain(field);
    }
    await (await api()).updateLine({
      lineId,
      ...LINE,
      selectedBy: 'all',
      share: undefined,
      subjectKinds: ['village', 'township'],
    });
    const [line] = (await (await api()).byId({ planId })).planLines;
    expect(line).toMatchObject({ selectedBy: 'all', share: null, subjectKinds: ['village', 'township'], poolUnits: 3 });
    const stale = (await api()).update({ planId, rowVersion: 99, title: '改名', basis: '改' });
    expect(await refused(stale)).toBe('STALE_VERSION');
  });

  it('is carried out round by round, no more rounds than were approved, also when two begin at once', async () => {
    const { planId } = await makePlan();
    const [line] = (await (await api()).byId({ planId })).planLines;
    const begin = async () => (await api()).startCampaign({ lineId: line!.id, title: '第一轮' });
    expect(await refused(begin())).toBe('PLAN_STATE_WRONG');
    await (await api()).submit({ planId });
    await (await api(lead)).decide({ planId, decision: 'approve' });
    const answers = await Promise.all([refused(begin()), refused(begin())]);
    expect(answers.sort()).toEqual(['PLAN_ROUNDS_USED', 'answered']);
    const plan = await (await api()).byId({ planId });
    expect(plan).toMatchObject({ roundsBegun: 1, roundsClosed: 0 });
    const campaignId = plan.planLines[0]!.campaigns[0]!.id;
    const inspection = (await callAs(district.bureau, planner)).inspection;
    const campaign = await inspection.campaignById({ campaignId });
    expect(campaign).toMatchObject({ jointPartners: ['区国家保密局'], kind: 'enforcement', subjectKind: 'township' });
    expect(campaign.planLine).toMatchObject({ planId, planTitle: '2026年度检查计划', share: 50 });
    // A cancelled round was none.
    await (await callAs(district.bureau, planner)).inspection.cancelCampaign({ campaignId, reason: '改期' });
    expect(await refused(begin())).toBe('answered');
  });

  it('covers all units where the line says so, with inspectors by lot', async () => {
    const { id: planId } = await (await api()).create({ year: 2026, title: '全覆盖', basis: '《档案法》' });
    const { id: lineId } = await (await api()).addLine({ planId, ...LINE, selectedBy: 'all', share: undefined });
    await (await api()).submit({ planId });
    await (await api(lead)).decide({ planId, decision: 'approve' });
    const { id: campaignId } = await (await api()).startCampaign({ lineId, title: '全覆盖检查' });
    const call = async () => (await callAs(district.bureau, planner)).inspection;
    expect(await refused((await call()).draw({ campaignId, units: 1, inspectors: 2 }))).toBe('CAMPAIGN_STATE_WRONG');
    await (await api()).coverAll({ campaignId, inspectors: 2 });
    const campaign = await (await call()).campaignById({ campaignId });
    expect(campaign.drawn!.units).toHaveLength(3);
    expect(campaign.sheet!.quota).toEqual({ kind: 'share', value: 100 });
    const sent = await (await call()).sendNotices({ campaignId, ...noticeTerms });
    expect(sent.documentNumbers).toHaveLength(3);
  });

  it('is nobody else’s: another bureau and a unit get nothing, whichever id is foreign', async () => {
    const { planId, lineId } = await approvedPlan();
    for (const stranger of [district.otherBureau, district.units[0]!]) {
      const plans = async () => (await callAs(stranger)).inspectionPlan;
      expect((await (await plans()).list({})).rows).toEqual([]);
      expect(await refused((await plans()).byId({ planId }))).toBe('NOT_FOUND');
      expect(await refused((await plans()).submit({ planId }))).toBe('NOT_FOUND');
      expect(await refused((await plans()).startCampaign({ lineId, title: 'x' }))).toBe('NOT_FOUND');
      expect(await refused((await plans()).removeLine({ lineId }))).toBe('NOT_FOUND');
      expect(await refused((await plans()).decide({ planId, decision: 'approve' }))).toBe('NOT_FOUND');
    }
    const list = await (await api()).list({ year: 2026, state: 'approved' });
    expect(list.rows.map((row) => row.id)).toContain(planId);
    expect(list.rows.every((row) => row.state === 'approved')).toBe(true);
  });
});
