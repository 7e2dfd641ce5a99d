import { v7 as uuidv7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeFonds, makeObject } from '@/db/testing/factories/archive';
import { callAs, callEach } from '@/db/testing/factories/calls';
import { refused } from '@/db/testing/factories/closure';
import { dayFromNow, makePhoto, momentFromNow, onePixelPng } from '@/db/testing/factories/inspection';
import { makePerson, makeTenant, supervise, type TestPerson, type TestTenant } from '@/db/testing/factories/tenancy';
import type { Verdict } from '@/server/domain/inspection/checklist-vocabulary';
import { POINTS_PROFILE } from '@/server/domain/inspection/scoring-profile';

/*
 * 附录 B: one whole inspection as the domain's example tells it, from the plan to the case file, entered through the
 * procedures. What the system then counts must be what the example derives. Days are those of the test: an inspection
 * of 2024 cannot be entered today, for the clock is the database's.
 */
let bureau: TestTenant;
let otherBureau: TestTenant;
let town: TestTenant;
let lead: TestPerson;
let inspector: TestPerson;
let planId = '';
let campaignId = '';
let inspectionId = '';
let listCode = '';

const YEAR = Number(dayFromNow(0).slice(0, 4));
const asBureau = () => callEach(bureau);
const asLead = () => callEach(bureau, lead);
const asInspector = () => callEach(bureau, inspector);
const asTown = () => callEach(town);

/** What the inspectors found, item by item; 符合 where nothing is said. It comes to 71.5 of 100. */
const CHECKED: Readonly<Record<string, Verdict>> = {
  T4: 'unmet',
  T8: 'partly',
  T11: 'mostly',
  T12: 'partly',
  T13: 'mostly',
  T14: 'unmet',
  T15: 'partly',
  T17: 'partly',
  A4: 'unmet',
};
/** What the town said of itself before: 91. */
const OWN: Readonly<Record<string, Verdict>> = { T8: 'partly', T15: 'partly' };

const FINDINGS = [
  [
    'T4',
    'MAJOR',
    '2022年度文书档案截至检查日未归档，散存于党政办3个柜中，估约260件',
    '完成2022年度文书档案整理归档',
    43,
  ],
  ['A4', 'MAJOR', '2021年机构改革后归档范围和保管期限表未重新报审', '修订归档范围与保管期限表并报区档案局审核', 43],
  [
    'T8',
    'HAZARD',
    '库房顶部空调冷凝水滴漏，2列密集架底层受潮，灭火器1具过期',
    '立即移架抢救受潮档案、维修空调、更换灭火器',
    6,
  ],
  ['T6', 'MINOR', '抽查20件中3件题名缺责任者，2件文号使用圆括号，1件页数与实体不符', '对2022年度目录全面复核', 43],
  [
    'T14',
    'MAJOR',
    '委托某公司数字化加工未签订保密条款，未按要求备案，加工硬盘未回收',
    '补签保密协议、回收并清除硬盘、补报备案',
    23,
  ],
  ['T15', 'MINOR', '全镇14个村（社区）中仅5个有2023年指导记录', '年底前对14个村（社区）指导全覆盖', 200],
] as const;

beforeAll(async () => {
  bureau = await makeTenant('bureau', { name: '清河区档案局' });
  otherBureau = await makeTenant('bureau');
  lead = await makePerson(bureau.id, ['bureau_lead'], '林局长');
  inspector = bureau.worker;
  await makePerson(bureau.id, ['bureau_inspector'], '何某');
  town = await makeTenant('township', { name: '柳溪镇人民政府' });
  await supervise(bureau, town);
});

describe('appendix B', () => {
  it('begins with a list of the bureau’s own, a plan and a draw', async () => {
    const { id: checklistId } = await asBureau().checklist.begin({
      from: { kind: 'template', code: 'checklist_town' },
    });
    const draft = await asBureau().checklist.byId({ checklistId });
    const schedule = { ...draft.items[0]!, code: 'A4', zh: '归档范围与期限表经主管部门审核同意', score: 0, probes: [] };
    const grades = [
      { code: 'EXCELLENT', zh: '优秀', en: 'excellent', atLeast: 90 },
      { code: 'GOOD', zh: '良好', en: 'good', atLeast: 80 },
      { code: 'RECTIFY', zh: '限期整改', en: 'to be rectified', atLeast: 60 },
      { code: 'FAIL', zh: '不合格', en: 'fail', atLeast: 0 },
    ];
    const saved = await asBureau().checklist.save({
      checklistId,
      rowVersion: draft.rowVersion,
      name: '清河区乡镇（街道）检查表',
      subjectKinds: ['township'],
      sections: [],
      items: [...draft.items, schedule],
      profile: { ...POINTS_PROFILE, grades },
    });
    expect(saved.problems).toEqual([]);
    await asBureau().checklist.publish({ checklistId, rowVersion: saved.rowVersion });
    listCode = (await asBureau().checklist.library()).find((row) => row.currentId === checklistId)!.code;
    ({ id: planId } = await asBureau().inspectionPlan.create({
      year: YEAR,
      title: `清河区${YEAR}年度档案行政执法“双随机”检查计划`,
      basis: '《档案法》第四十二条',
    }));
    const { id: lineId } = await asBureau().inspectionPlan.addLine({
      planId,
      kind: 'enforcement',
      title: '双随机执法检查',
      subjectKinds: ['township'],
      checklistCode: listCode,
      selectedBy: 'random',
      scope: '归档、库房、外包、指导',
      share: 100,
      jointPartners: [],
      rounds: 1,
      monthFrom: 1,
      monthTo: 12,
    });
    await asBureau().inspectionPlan.submit({ planId });
    await asLead().inspectionPlan.decide({ planId, decision: 'approve' });
    ({ id: campaignId } = await asBureau().inspectionPlan.startCampaign({ lineId, title: '双随机执法检查' }));
    const { drawn } = await asBureau().inspection.draw({ campaignId, units: 1, inspectors: 2 });
    expect(drawn.units.map((unit) => unit.name)).toEqual(['柳溪镇人民政府']);
  });

  it('serves a numbered notice, and the town checks itself', async () => {
    const sent = await asBureau().inspection.sendNotices({
      campaignId,
      scheduledOn: dayFromNow(14),
      validTo: momentFromNow(30),
      recordClasses: ['archive', 'use', 'training', 'storage'],
      yearFrom: 2020,
      yearTo: YEAR,
      reason: '年度双随机检查',
      materials: [
        '2022—2024年归档文件目录',
        '归档范围和保管期限表批复',
        '库房温湿度记录',
        '外包合同与备案',
        '所辖村（社区）指导记录',
      ],
    });
    inspectionId = sent.inspectionIds[0]!;
    expect(sent.documentNumbers[0]).toMatch(/^清档检〔\d{4}〕\d+号$/);
    await asBureau().checklist.askSelfCheck({ campaignId, dueOn: dayFromNow(10), words: '请逐项自查' });
    const { rows } = await asTown().selfCheck.list({});
    const { id: selfCheckId } = await asTown().selfCheck.open({ requestDispatchId: rows[0]!.requestDispatchId! });
    const { list } = await asInspector().checklist.review({ inspectionId });
    for (const item of list.items) {
      const value = item.type === 'sample' ? { sampleSize: 20, sampleFaults: 0 } : { verdict: OWN[item.code] ?? 'met' };
      await asTown().selfCheck.answer({ selfCheckId, itemCode: item.code, rowVersion: 0, ...value });
    }
    await asTown().selfCheck.submit({ selfCheckId });
  });

  it('looks on site with photos and a signature, and scores 71.5 against 91', async () => {
    await asInspector().documents.issue({ inspectionId, code: 'ID_SHOW', text: '证件已出示，全程录音录像。' });
    const { list } = await asInspector().checklist.review({ inspectionId });
    for (const item of list.items) {
      const value =
        item.type === 'sample' ? { sampleSize: 20, sampleFaults: 6 } : { verdict: CHECKED[item.code] ?? 'met' };
      const photo = item.needsPhoto ? [await makePhoto(bureau, '库房.png', 31)] : [];
      await asInspector().checklist.answer({
        inspectionId,
        itemCode: item.code,
        rowVersion: 0,
        ...value,
        objectIds: photo,
      });
    }
    await asInspector().onsite.sign({
      id: uuidv7(),
      inspectionId,
      kind: 'signed',
      personName: '周某',
      personPost: '党政办主任',
      pngBase64: onePixelPng(7).toString('base64'),
      statement: { unitName: town.name, lines: [] },
      signedAt: momentFromNow(0),
    });
    expect(await asInspector().checklist.score({ inspectionId })).toEqual({
      self: { percent: 91, gradeName: '优秀', open: 0 },
      checked: { percent: 71.5, gradeName: '限期整改', open: 0 },
    });
  });

  it('finds six things, gives its opinion on the spot and issues them by the terms of the law', async () => {
    for (const [checklistCode, severity, fact, requirement, days] of FINDINGS) {
      const { basis, photos } = await asInspector().inspection.draftFinding({ inspectionId, itemCode: checklistCode });
      const words = { checklistCode, severity, fact, requirement, basis, dueOn: dayFromNow(days) };
      const photoObjectIds = photos.map((photo) => photo.id);
      await asInspector().inspection.addFinding({
        ...words,
        inspectionId,
        photoObjectIds,
        pin: checklistCode === 'T8' ? { kind: 'room', name: '二楼库房', seen: '顶部滴水' } : { kind: 'checklist_item' },
      });
    }
    const inquiry = '问：是否签订保密协议？答：没有。';
    await asInspector().documents.issue({ inspectionId, code: 'INQUIRY', text: inquiry });
    await asInspector().documents.issue({ inspectionId, code: 'FEEDBACK', text: '现场反馈意见。', send: true });
    const { documentNumbers } = await asInspector().inspection.issueFindings({ inspectionId });
    expect(documentNumbers.map((number) => number.slice(0, 3))).toEqual(['清档改', '清档意']);
  });

  it('is rectified demand by demand, in time, and verified', async () => {
    const { rows } = await asTown().inspection.received({ kind: 'finding' });
    expect(rows).toHaveLength(6);
    const proof = await makeObject(town, Buffer.from('%PDF-1.4 整改'), '整改报告.pdf');
    for (const row of rows)
      await asTown().inspection.answerFinding({
        findingDispatchId: row.dispatchId,
        measure: '已整改到位，材料附后',
        doneOn: dayFromNow(0),
        proofObjectIds: [proof],
      });
    const { findings } = await asInspector().inspection.byId({ inspectionId });
    for (const finding of findings)
      await asInspector().inspection.verifyFinding({ findingId: finding.id, accepted: true, reason: '整改到位' });
  });

  it('is closed, published, filed, and gone back to', async () => {
    const view = await asInspector().inspection.byId({ inspectionId });
    await asInspector().inspection.close({ inspectionId, conclusion: '六项问题整改到位', result: 'HAZARD' });
    await asInspector().closure.publish({ inspectionId, result: 'HAZARD', statement: '已责令整改' });
    const fonds = await makeFonds(bureau, { number: 'A001' });
    const code = `A001-ZY·ZF·${YEAR}·D30-003-001`;
    const filed = await asInspector().closure.fileCase({ inspectionId, fondsId: fonds.id, referenceCode: code });
    expect(filed.referenceCode).toBe(code);
    const made = await asInspector().closure.startLookBack({
      title: '回头看',
      years: 1,
      unitSlugs: [town.slug],
      inspectorAccountIds: view.inspectors.map((person) => person.accountId),
    });
    expect(made.findings).toBe(6);
  });

  it('ends in exactly the counts that the example derives', async () => {
    const campaigns = (await asBureau().inspection.listCampaigns({})).rows;
    const checks = campaigns.filter((campaign) => campaign.kind !== 'revisit');
    const { rows: inspections } = await asBureau().inspection.listInspections({});
    const { rows: findings } = await asBureau().closure.findings({});
    const { rows: documents } = await asBureau().documents.list({});
    const view = await asInspector().inspection.byId({ inspectionId });
    const of = <Row>(rows: readonly Row[], is: (row: Row) => boolean) => rows.filter(is).length;
    const papers = (code: string) => documents.filter((document) => document.code === code);
    expect({
      inspections: of(inspections, (row) => checks.some((campaign) => campaign.id === row.campaignId)),
      findings: findings.length,
      HAZARD: of(findings, (row) => row.severity === 'HAZARD'),
      MAJOR: of(findings, (row) => row.severity === 'MAJOR'),
      MINOR: of(findings, (row) => row.severity === 'MINOR'),
      notices: papers('NOTICE').length,
      orders: papers('RECTIFY').map((document) => document.demandCount),
      advice: papers('ADVICE').map((document) => document.demandCount),
      corrections: papers('CORRECT').length,
      rectified: of(view.findings, (finding) => finding.state === 'verified'),
      inTime: of(view.findings, (finding) => finding.verifiedOn !== null && finding.verifiedOn <= finding.dueOn),
      lookBacks: of(campaigns, (campaign) => campaign.kind === 'revisit'),
      joint: of(checks, (campaign) => campaign.jointPartners.length > 0),
    }).toEqual({
      inspections: 1,
      findings: 6,
      HAZARD: 1,
      MAJOR: 3,
      MINOR: 2,
      notices: 1,
      orders: [1],
      advice: [5],
      corrections: 0,
      rectified: 6,
      inTime: 6,
      lookBacks: 1,
      joint: 0,
    });
  });

  it('is nothing that another bureau could see', async () => {
    const stranger = async () => callAs(otherBureau);
    expect(await refused((await stranger()).inspection.byId({ inspectionId }))).toBe('NOT_FOUND');
    expect((await (await stranger()).closure.findings({})).rows).toEqual([]);
    expect((await (await stranger()).documents.list({})).rows).toEqual([]);
  });
});
