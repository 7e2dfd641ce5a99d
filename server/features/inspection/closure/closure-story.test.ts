import { beforeAll, describe, expect, it } from 'vitest';
import { withTenantDb } from '@/db/client';
import { makeFonds, scopeOf } from '@/db/testing/factories/archive';
import { callAs, requestContext } from '@/db/testing/factories/calls';
import { makeFoundInspection, refused } from '@/db/testing/factories/closure';
import { dayFromNow, noticeTerms } from '@/db/testing/factories/inspection';
import { testAdmin, testPools } from '@/db/testing/test-db';
import { createCaller } from '@/server/trpc/app-router';
import { escalateOverdue } from './escalate.ts';

/* One story in order, from the issued demands to the look-back. */
type World = Awaited<ReturnType<typeof makeFoundInspection>>;
let { district, bureau, unit, sister, inspector, inspectionId, campaignId, itemId, findings } = {} as World;
let { asInspector, asUnit, demandOf } = {} as World;
const anybody = async () => createCaller(await requestContext(null, null));

beforeAll(async () => {
  const world = await makeFoundInspection();
  ({ district, bureau, unit, sister, inspector, inspectionId, campaignId, itemId, findings } = world);
  ({ asInspector, asUnit, demandOf } = world);
  await (await asInspector()).documents.issue({ inspectionId, code: 'FEEDBACK', text: '现场反馈。' });
  await (await asInspector()).inspection.issueFindings({ inspectionId });
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
    expect(await refused((await anybody()).closure.published({ slug: bureau.slug }))).toBe('NOT_FOUND');
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
    const { rows: papers } = await (await testAdmin()).query(
      'select file_name from digital_file where item_id = $1 order by sequence',
      [caseFile?.itemId],
    );
    const kinds = papers.map((row: { file_name: string }) => row.file_name.split('_')[0]);
    expect([kinds[0], kinds.at(-1)]).toEqual(['检查通知书', '检查记录']);
    expect(kinds).toEqual(expect.arrayContaining(['责令限期整改通知书', '整改意见书', '复查意见书']));
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
