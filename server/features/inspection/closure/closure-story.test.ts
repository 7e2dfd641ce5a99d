import { beforeAll, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs, requestContext, testObjects } from '@/db/testing/factories/calls';
import {
  dayFromNow,
  fileItem,
  makeDistrict,
  makeNoticedCampaign,
  noticeTerms,
  textOfPdf,
} from '@/db/testing/factories/inspection';
import type { TestPerson, TestTenant } from '@/db/testing/factories/tenancy';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { readObject } from '@/server/objects/read-object';
import { createCaller } from '@/server/trpc/app-router';
import { escalateOverdue } from './escalate.ts';

/* One story in order, from the frozen box to the published result. */
type District = Awaited<ReturnType<typeof makeDistrict>>;
let district: District;
let bureau: TestTenant;
let unit: TestTenant;
let sister: TestTenant;
let inspector: TestPerson;
let inspectionId = '';
let campaignId = '';
let itemId = '';
const findings: string[] = [];

const refused = (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error) => error.message,
  );
const asInspector = () => callAs(bureau, inspector);
const asUnit = () => callAs(unit);
const anybody = async () => createCaller(await requestContext(null, null));

beforeAll(async () => {
  district = await makeDistrict();
  ({ bureau } = district);
  const made = await makeNoticedCampaign(bureau, 2);
  campaignId = made.campaignId;
  const [first, second] = made.campaign.drawn!.units;
  unit = district.units.find((candidate) => candidate.slug === first!.slug)!;
  sister = district.units.find((candidate) => candidate.slug === second!.slug)!;
  inspector = district.inspectors.find((person) => person.accountId === first!.inspectors[0]!.accountId)!;
  inspectionId = made.campaign.inspections.find((row) => row.subjectSlug === unit.slug)!.id;
  itemId = await fileItem(unit, 'C012', 2025);
});

const draft = (more: object = {}) => ({
  inspectionId,
  checklistCode: 'T6',
  severity: 'MINOR' as const,
  fact: '文号著录为圆括号，与原文不一致',
  basis: 'DA/T 22-2015',
  requirement: '更正本件文号',
  dueOn: dayFromNow(30),
  pin: { kind: 'checklist_item' as const },
  ...more,
});
const find = async (more: object) => {
  const { id } = await (await asInspector()).inspection.addFinding(draft(more));
  findings.push(id);
  return id;
};
const received = async (kind: 'finding' | 'extension_answer' | 'official_document') =>
  (await (await asUnit()).inspection.received({ kind })).rows;
const demandOf = async (fact: string) => {
  for (const row of await received('finding')) {
    const view = await (await asUnit()).inspection.receivedById({ dispatchId: row.dispatchId });
    if (view.finding?.fact === fact) return view;
  }
  throw new Error(`no demand ${fact}`);
};

describe('a finding', () => {
  it('is pinned to a record, a room and a line of a register, each frozen; a box only when the grant shows it', async () => {
    await find({ pin: { kind: 'archive_item', unitSlug: unit.slug, id: itemId } });
    await find({
      severity: 'HAZARD',
      checklistCode: 'T8',
      fact: '库房漏水',
      pin: { kind: 'room', name: '二楼库房', seen: '顶部滴水' },
    });
    await find({
      fact: '温湿度漏记',
      pin: { kind: 'register_entry', name: '温湿度登记簿', entry: '2026年3月' },
    });
    const box = { pin: { kind: 'box', unitSlug: unit.slug, boxNumber: '0001' } };
    expect(await refused((await asInspector()).inspection.addFinding(draft(box)))).toBe('NOT_FOUND');
    const view = await (await asInspector()).inspection.byId({ inspectionId });
    expect(view.findings.map((finding) => finding.pinnedLabel)).toEqual([
      expect.stringContaining('C012'),
      '二楼库房',
      '温湿度登记簿 2026年3月',
    ]);
    expect(view.findings[1]?.pinnedFacts?.slice(0, 2)).toEqual([
      { label: '地点', value: '二楼库房' },
      { label: '所见', value: '顶部滴水' },
    ]);
  });
});

describe('documents', () => {
  it('feedback is issued on the spot with the drafts, sent, served and readable', async () => {
    const issue = { inspectionId, code: 'FEEDBACK' as const, text: '总体情况较好。', send: true };
    expect(await refused((await callAs(sister)).documents.issue(issue))).not.toBe('answered');
    expect(await refused((await asInspector()).documents.issue({ ...issue, code: 'RECTIFY' }))).toBe('BAD_INPUT');
    const made = await (await asInspector()).documents.issue(issue);
    expect(made.documentNumber).toBe(`清档馈〔${dayFromNow(0).slice(0, 4)}〕1号`);
    const [row] = await received('official_document');
    expect(row?.documentNumber).toBe(made.documentNumber);
    const file = await (await asInspector()).documents.downloadPdf({ documentId: made.id });
    const text = await textOfPdf(await readObject(testObjects(), file));
    for (const words of ['反馈意见书', unit.name, '库房漏水', '总体情况较好', '问题3条']) expect(text).toContain(words);
    const word = await (await asInspector()).documents.downloadWord({ documentId: made.id });
    expect((await readObject(testObjects(), word)).subarray(0, 2).toString()).toBe('PK');
    expect(await refused((await callAs(sister)).documents.downloadPdf({ documentId: made.id }))).toBe('NOT_FOUND');
  });

  it('go out by the terms of the law, one paper a kind, each demand by itself', async () => {
    const { documentNumbers } = await (await asInspector()).inspection.issueFindings({ inspectionId });
    expect(documentNumbers.map((number) => number.slice(0, 3))).toEqual(['清档改', '清档意']);
    const demands = await received('finding');
    expect(demands.map((row) => row.documentNumber).sort()).toEqual(
      [documentNumbers[0], documentNumbers[1], documentNumbers[1]].sort(),
    );
    const list = await (await asInspector()).documents.ofInspection({ inspectionId });
    expect(list.map((document) => [document.code, document.demandCount])).toEqual([
      ['FEEDBACK', 3],
      ['RECTIFY', 1],
      ['ADVICE', 2],
    ]);
    expect(list.every((document) => document.services.length === 1)).toBe(true);
    const advice = await demandOf('温湿度漏记');
    expect(advice.attachments.map((file) => file.fileName.split('_')[0])).toContain('整改意见书');
    expect(advice.finding?.pinnedFacts?.[0]).toEqual({ label: '登记簿', value: '温湿度登记簿' });
  });

  it('are verified by whoever holds the paper, and never changed', async () => {
    const [document] = await (await asInspector()).documents.ofInspection({ inspectionId });
    const { verifyCode, digest, documentNumber } = document!;
    const page = await (await anybody()).documents.verify({ verifyCode });
    expect(page).toEqual({
      digest,
      documentNumber,
      title: '反馈意见书',
      issuerName: bureau.name,
      issuedOn: dayFromNow(0),
    });
    expect(await refused((await anybody()).documents.verify({ verifyCode: 'ab'.repeat(16) }))).toBe('NOT_FOUND');
    const change = (await testAdmin()).query('update official_document set title = $1 where id = $2', [
      '改过',
      document!.id,
    ]);
    expect(await refused(change)).toContain('OFFICIAL_DOCUMENT_IS_FINAL');
  });

  it('service is recorded with the receiver, or refused with a note', async () => {
    const [document] = await (await asInspector()).documents.ofInspection({ inspectionId });
    const service = { documentId: document!.id, servedOn: dayFromNow(0), method: 'direct' as const };
    expect(await refused((await asInspector()).documents.recordService(service))).toContain('receiverName');
    await (await asInspector()).documents.recordService({ ...service, receiverName: '周某', receiverPost: '主任' });
    expect(await refused((await asInspector()).documents.recordService({ ...service, refused: true }))).toContain(
      'note',
    );
    expect(
      await refused((await callAs(district.stranger)).documents.recordService({ ...service, receiverName: '周某' })),
    ).not.toBe('answered');
    const [after] = await (await asInspector()).documents.ofInspection({ inspectionId });
    expect(after?.services.map((one) => [one.method, one.receiverName])).toEqual([
      ['electronic', unit.name],
      ['direct', '周某'],
    ]);
  });

  it('follow the template of the bureau from its next version on', async () => {
    const api = async () => (await asInspector()).documents;
    const form = (await (await api()).templates()).find((template) => template.code === 'INQUIRY')!;
    const { savedAt: _at, savedByName: _by, issued: _issued, ...wording } = form;
    const save = async (change: object) => (await api()).saveTemplate({ ...wording, ...change });
    expect(await refused(save({ opening: ['{不认识}'] }))).toContain('opening');
    expect(await refused(save({ series: '改' }))).toBe('ALREADY_EXISTS');
    await save({ title: '调查询问笔录', opening: ['本局对{单位}的询问：', '{正文}'] });
    expect(await refused(save({ title: '又一版' }))).toBe('STALE_VERSION');
    await (await api()).issue({ inspectionId, code: 'INQUIRY', text: '问：何时归档？' });
    const { rows } = await (await api()).list({ code: 'INQUIRY' });
    expect(rows[0]).toMatchObject({ title: '调查询问笔录', templateVersion: 1 });
    const theirs = await (await callAs(district.otherBureau)).documents.templates();
    expect(theirs.find((template) => template.code === 'INQUIRY')?.title).toBe('询问笔录');
    expect((await (await callAs(district.otherBureau)).documents.list({})).rows).toEqual([]);
  });
});

describe('rectification', () => {
  it('of a record is the change made to it: shown before, frozen with the answer', async () => {
    const demand = await demandOf('文号著录为圆括号，与原文不一致');
    const ask = { findingDispatchId: demand.dispatchId };
    expect(await (await asUnit()).closure.rectified(ask)).toMatchObject({ differences: [], changes: [] });
    expect(await refused((await callAs(sister)).closure.rectified(ask))).toBe('NOT_FOUND');
    const { item } = await (await asUnit()).archive.byId({ id: itemId });
    await (await asUnit()).archive.correct({
      id: itemId,
      rowVersion: item.rowVersion,
      changes: { documentNumber: '柳政发〔2025〕12号' },
      reason: '按检查意见更正文号',
    });
    const change = { field: 'documentNumber', was: '柳政发(2025)12号', is: '柳政发〔2025〕12号' };
    expect(await (await asUnit()).closure.rectified(ask)).toMatchObject({ differences: [change] });
    await (await asUnit()).inspection.answerFinding({ ...ask, measure: '已更正', doneOn: dayFromNow(0) });
    const [answer] = await (await asInspector()).inspection.answers({ inspectionId });
    expect(answer?.record?.differences).toEqual([change]);
    expect(answer?.record?.changes).toMatchObject([{ field: 'documentNumber', to: '柳政发〔2025〕12号' }]);
    await (await asInspector()).inspection.verifyFinding({ findingId: findings[0]!, accepted: true, reason: '相符' });
    const [last] = (await (await asInspector()).documents.list({ code: 'RECHECK' })).rows;
    expect(last?.demandCount).toBe(1);
  });

  it('takes more time only when it is granted, and the paper keeps its day', async () => {
    const demand = await demandOf('库房漏水');
    const ask = { findingDispatchId: demand.dispatchId, askedUntil: dayFromNow(60), reason: '等待政府采购' };
    expect(await refused((await callAs(sister)).closure.askExtension(ask))).toBe('NOT_FOUND');
    expect(await refused((await asUnit()).closure.askExtension({ ...ask, askedUntil: dayFromNow(3) }))).toBe(
      'BAD_INPUT',
    );
    await (await asUnit()).closure.askExtension(ask);
    expect(await refused((await asUnit()).closure.askExtension(ask))).toBe('FINDING_STATE_WRONG');
    // The demand still waits for its answer.
    expect((await demandOf('库房漏水')).state).toBe('waiting');
    const { rows: todos } = await (await asInspector()).platform.todos({});
    expect(todos.filter((todo) => todo.kind === 'extension_request').map((todo) => todo.link)).toEqual([
      `inspections/${campaignId}/${inspectionId}`,
    ]);
    const { extensions } = await (await asInspector()).closure.ofInspection({ inspectionId });
    const answer = {
      requestDispatchId: extensions[0]!.requestDispatchId,
      granted: true,
      until: dayFromNow(45),
      reason: '同意',
    };
    expect(await refused((await callAs(district.otherBureau)).closure.answerExtension(answer))).toBe('NOT_FOUND');
    await (await asInspector()).closure.answerExtension(answer);
    expect(await refused((await asInspector()).closure.answerExtension({ ...answer, until: dayFromNow(50) }))).not.toBe(
      'answered',
    );
    expect((await demandOf('库房漏水')).dueOn).toBe(dayFromNow(45));
    const view = await (await asInspector()).inspection.byId({ inspectionId });
    expect(view.findings[1]).toMatchObject({ dueOn: dayFromNow(45), firstDueOn: dayFromNow(30) });
    expect(await (await asUnit()).closure.myExtensions({ findingDispatchId: demand.dispatchId })).toMatchObject([
      { answer: { granted: true, until: dayFromNow(45) } },
    ]);
  });

  it('that is late goes to the inspectors, then to the leader, once each; the congress is asked by a person', async () => {
    const admin = await testAdmin();
    const late = (days: number) =>
      admin.query('update finding set due_on = $1 where id = $2', [dayFromNow(-days), findings[1]]);
    const run = async () =>
      withTenantDb(await testPools(), scopeOf(bureau), (tdb) => escalateOverdue(tdb, scopeOf(bureau)));
    expect(await run()).toEqual({ toInspectors: 0, toLeader: 0 });
    await late(20);
    expect(await run()).toEqual({ toInspectors: 1, toLeader: 1 });
    expect(await run()).toEqual({ toInspectors: 0, toLeader: 0 });
    const ask = { findingId: findings[1]!, reason: '两次催办未整改' };
    expect(await refused((await callAs(district.otherBureau)).closure.askCongress(ask))).toBe('NOT_FOUND');
    const { escalationId } = await (await asInspector()).closure.askCongress(ask);
    expect(await refused((await asInspector()).closure.askCongress(ask))).toBe('ALREADY_EXISTS');
    await (await asInspector()).closure.answerEscalation({ escalationId, answer: '已列入年度预算' });
    const { escalations } = await (await asInspector()).closure.ofInspection({ inspectionId });
    expect(escalations.map((one) => one.level)).toEqual(['inspector', 'leader', 'npc_question']);
    expect(escalations[2]?.answer).toBe('已列入年度预算');
    await late(-45);
  });

  it('stands in the list of problems, per unit and over all, as a workbook too', async () => {
    const api = async () => (await asInspector()).closure;
    const all = await (await api()).findings({});
    expect(all.rows.map((row) => row.state).sort()).toEqual(['issued', 'issued', 'verified']);
    expect((await (await api()).findings({ unitSlug: sister.slug })).rows).toEqual([]);
    expect((await (await api()).findings({ severity: 'HAZARD', unitSlug: unit.slug })).rows).toHaveLength(1);
    const first = await (await api()).findings({ limit: 2 });
    const second = await (await api()).findings({ limit: 2, cursor: first.page.nextCursor ?? '' });
    expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual(all.rows.map((row) => row.id));
    expect(await refused((await api()).findings({ unitSlug: district.stranger.slug }))).toBe('NOT_FOUND');
    expect((await (await callAs(district.otherBureau)).closure.findings({})).rows).toEqual([]);
    const file = await (await api()).downloadFindings({});
    expect(file.fileName).toContain('问题清单');
  });
});

describe('the end', () => {
  it('is published within a day, without names, and taken back with a reason', async () => {
    const api = async () => (await asInspector()).closure;
    const [row] = (await (await api()).publications({ published: false })).rows;
    expect(row).toMatchObject({ inspectionId, isLate: false, suggestedResult: 'HAZARD', publicationId: null });
    expect(Date.parse(row!.dueAt) - Date.parse(row!.endedAt)).toBe(24 * 3_600_000);
    const publish = async (statement?: string) =>
      (await api()).publish({ inspectionId, result: 'HAZARD', ...(statement ? { statement } : {}) });
    expect(await refused(publish(`检查人${inspector.displayName}`))).toBe('BAD_INPUT');
    expect(await refused(publish('联系电话 13812345678'))).toBe('BAD_INPUT');
    const { id } = await publish('已责令整改');
    expect(await refused(publish())).toBe('ALREADY_EXISTS');
    const page = await (await anybody()).closure.published({ slug: bureau.slug });
    expect(page.rows).toMatchObject([{ subjectName: unit.name, findings: 3, statement: '已责令整改' }]);
    expect(JSON.stringify(page)).not.toContain(inspector.displayName);
    const withdraw = { publicationId: id, reason: '结果有误' };
    expect(await refused((await callAs(district.otherBureau)).closure.withdrawPublication(withdraw))).toBe('NOT_FOUND');
    await (await api()).withdrawPublication(withdraw);
    expect((await (await anybody()).closure.published({ slug: bureau.slug })).rows).toEqual([]);
    await publish();
  });

  it('closes into a volume of the bureau with a code', async () => {
    const fonds = await makeFonds(bureau, { number: 'A001', schemes: [['ZY', 'DAT13_YEAR_GROUP']] });
    const file = { inspectionId, fondsId: fonds.id };
    expect(await refused((await asInspector()).closure.fileCase(file))).toBe('INSPECTION_STATE_WRONG');
    for (const findingId of findings.slice(1)) {
      const { findings: list } = await (await asInspector()).inspection.byId({ inspectionId });
      const demand = await demandOf(list.find((one) => one.id === findingId)!.fact);
      await (await asUnit()).inspection.answerFinding({
        findingDispatchId: demand.dispatchId,
        measure: '已整改',
        doneOn: dayFromNow(0),
      });
      await (await asInspector()).inspection.verifyFinding({ findingId, accepted: true, reason: '到位' });
    }
    await (await asInspector()).inspection.close({ inspectionId, conclusion: '办结', result: 'HAZARD' });
    const theirs = await makeFonds(unit, { number: 'C099' });
    expect(await refused((await asInspector()).closure.fileCase({ ...file, fondsId: theirs.id }))).toBe('NOT_FOUND');
    const { referenceCode } = await (await asInspector()).closure.fileCase(file);
    expect(referenceCode).toContain('A001');
    expect(await refused((await asInspector()).closure.fileCase(file))).toBe('ALREADY_EXISTS');
    const { caseFile } = await (await asInspector()).closure.ofInspection({ inspectionId });
    expect(caseFile?.referenceCode).toBe(referenceCode);
  });
});

describe('the look-back', () => {
  it('ranks units, takes up their past findings, and closes or reopens each before it ends', async () => {
    const ranked = (await (await asInspector()).closure.rankUnits({})).rows;
    expect(ranked).toMatchObject([{ slug: unit.slug, findings: 3, hazards: 1, openFindings: 0 }]);
    expect((await (await callAs(district.otherBureau)).closure.rankUnits({})).rows).toEqual([]);
    const start = {
      title: '2026年回头看',
      years: 3,
      unitSlugs: [unit.slug],
      inspectorAccountIds: district.inspectors.slice(0, 2).map((person) => person.accountId),
    };
    const strange = { ...start, unitSlugs: [unit.slug, district.stranger.slug] };
    expect(await refused((await asInspector()).closure.startLookBack(strange))).toBe('NOT_FOUND');
    const made = await (await asInspector()).closure.startLookBack(start);
    expect(made.findings).toBe(3);
    const person = district.inspectors[0]!;
    const api = () => callAs(bureau, person);
    const sent = await (await api()).inspection.sendNotices({ campaignId: made.campaignId, ...noticeTerms });
    const again = sent.inspectionIds[0]!;
    const { lookBack } = await (await api()).closure.ofInspection({ inspectionId: again });
    expect(lookBack.map((item) => item.findingId).sort()).toEqual([...findings].sort());
    const decide = async (findingId: string, more: object) =>
      (await api()).closure.decideLookBack({
        inspectionId: again,
        findingId,
        outcome: 'closed',
        note: '未反弹',
        ...more,
      });
    await decide(findings[0]!, {});
    expect(await refused(decide(findings[0]!, {}))).toBe('NOT_FOUND');
    const { newFindingId } = await decide(findings[1]!, {
      outcome: 'reopened',
      note: '又见滴水',
      dueOn: dayFromNow(10),
    });
    const view = await (await api()).inspection.byId({ inspectionId: again });
    expect(view.findings).toMatchObject([{ id: newFindingId, reopensFindingId: findings[1], severity: 'HAZARD' }]);
    await (await api()).inspection.withdrawFinding({ findingId: newFindingId! });
    const close = { inspectionId: again, conclusion: '回头看结束', result: 'PASS' as const };
    expect(await refused((await api()).inspection.close(close))).toBe('FINDINGS_OPEN');
    await decide(findings[2]!, {});
    await (await api()).inspection.close(close);
  });
});
