import exceljs from 'exceljs';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeFonds, makeObject } from '@/db/testing/factories/archive';
import { callAs, callEach, testObjects } from '@/db/testing/factories/calls';
import { makePerson, makeSupervisedPair, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import { readObject } from '@/server/objects/read-object';
import type { Caller } from '@/server/trpc/app-router';

let bureau: TestTenant;
let otherBureau: TestTenant;
let unit: TestTenant;
let stranger: TestTenant;
let archivist: Caller;
let approver: Caller;
beforeEach(async () => {
  ({ bureau, otherBureau, unit, stranger } = await makeSupervisedPair());
  archivist = callEach(unit);
  approver = callEach(bureau);
});

const NUMBER = '清档函〔2026〕5号';
const approve = async (documentNumber = NUMBER) => {
  const draft = await archivist.filing.beginSchedule({ from: 'seed' });
  const sent = await archivist.filing.submitSchedule({ scheduleId: draft.id, rowVersion: draft.rowVersion });
  const [review] = (await approver.filing.reviews({ state: 'waiting' })).rows;
  await approver.filing.decideSchedule({
    submissionId: review?.submissionId ?? '',
    decision: 'approve',
    documentNumber,
  });
  return archivist.filing.receiveDecision({ scheduleId: sent.id });
};

describe('a retention schedule', () => {
  it('goes to the bureau, comes back with reasons by rule, goes again and is approved', async () => {
    const draft = await archivist.filing.beginSchedule({ from: 'seed' });
    expect(draft).toMatchObject({ versionNumber: 1, state: 'draft', kind: 'organ' });
    expect(draft.rules).toHaveLength(45);
    const key = 'submit-only-once';
    const submit = { scheduleId: draft.id, rowVersion: draft.rowVersion, note: '请予审核' };
    const sent = await (await callAs(unit, unit.worker, key)).filing.submitSchedule(submit);
    await (await callAs(unit, unit.worker, key)).filing.submitSchedule(submit);
    await expect(archivist.filing.submitSchedule(submit)).rejects.toThrow('SCHEDULE_STATE_WRONG');
    await expect(
      archivist.filing.removeRule({
        scheduleId: sent.id,
        rowVersion: sent.rowVersion,
        ruleId: sent.rules[0]?.id ?? '',
      }),
    ).rejects.toThrow('SCHEDULE_STATE_WRONG');

    const reviews = (await approver.filing.reviews({})).rows;
    expect(reviews).toEqual([
      expect.objectContaining({ unitName: unit.name, ruleCount: 45, changedCount: 45, decision: null }),
    ]);
    expect((await approver.platform.todos({ tab: 'open' })).rows).toHaveLength(1);
    const submissionId = reviews[0]?.submissionId ?? '';
    await expect(approver.filing.decideSchedule({ submissionId, decision: 'return' })).rejects.toThrow();
    await expect(approver.filing.decideSchedule({ submissionId, decision: 'approve' })).rejects.toThrow();
    await expect(
      approver.filing.decideSchedule({
        submissionId,
        decision: 'return',
        ruleReasons: [{ code: 'XX-99', reason: '无此条' }],
      }),
    ).rejects.toThrow('BAD_INPUT');
    await approver.filing.decideSchedule({
      submissionId,
      decision: 'return',
      reason: '按本单位职能改写',
      ruleReasons: [{ code: 'WS-05', reason: '应列明许可事项' }],
    });
    await expect(
      approver.filing.decideSchedule({ submissionId, decision: 'approve', documentNumber: NUMBER }),
    ).rejects.toThrow('SCHEDULE_STATE_WRONG');

    // The unit's own state moves only when the unit receives.
    expect(await archivist.filing.schedules()).toEqual([
      expect.objectContaining({ state: 'submitted', hasDecision: true }),
    ]);
    expect((await archivist.platform.todos({ tab: 'open' })).rows).toEqual([
      expect.objectContaining({ kind: 'schedule_decision', link: 'filing/schedules' }),
    ]);
    const back = await archivist.filing.receiveDecision({ scheduleId: sent.id });
    expect(back).toMatchObject({ state: 'returned', returnedReason: '按本单位职能改写' });
    expect((await archivist.platform.todos({ tab: 'open' })).rows).toEqual([]);
    const rule = back.rules.find((one) => one.code === 'WS-05');
    expect(rule?.returnedReason).toBe('应列明许可事项');
    const fixed = await archivist.filing.updateRule({
      scheduleId: back.id,
      rowVersion: back.rowVersion,
      ruleId: rule?.id ?? '',
      code: 'WS-05',
      categoryCode: 'WS',
      description: '取水许可、排污口审批等一般业务文件',
      retentionCode: 'D30',
    });
    await expect(
      archivist.filing.removeRule({ scheduleId: back.id, rowVersion: back.rowVersion, ruleId: rule?.id ?? '' }),
    ).rejects.toThrow('STALE_VERSION');
    await archivist.filing.submitSchedule({ scheduleId: fixed.id, rowVersion: fixed.rowVersion });
    const [second] = (await approver.filing.reviews({ state: 'waiting' })).rows;
    await approver.filing.decideSchedule({
      submissionId: second?.submissionId ?? '',
      decision: 'approve',
      documentNumber: NUMBER,
    });
    expect(await archivist.filing.receiveDecision({ scheduleId: fixed.id })).toMatchObject({
      state: 'approved',
      approvalNumber: NUMBER,
      approverName: bureau.name,
    });
    await expect(archivist.filing.receiveDecision({ scheduleId: fixed.id })).rejects.toThrow('SCHEDULE_STATE_WRONG');
  });

  it('is superseded by the next approved version, which shows the bureau what changed', async () => {
    const first = await approve();
    const next = await archivist.filing.beginSchedule({ from: 'approved' });
    await expect(archivist.filing.beginSchedule({ from: 'seed' })).rejects.toThrow('SCHEDULE_STATE_WRONG');
    const [rule] = next.rules;
    const edited = await archivist.filing.addRule({
      scheduleId: next.id,
      rowVersion: next.rowVersion,
      code: 'WS-36',
      categoryCode: 'WS',
      description: '河长制工作文件',
      retentionCode: 'D30',
    });
    const removed = await archivist.filing.removeRule({
      scheduleId: next.id,
      rowVersion: edited.rowVersion,
      ruleId: rule?.id ?? '',
    });
    await archivist.filing.submitSchedule({ scheduleId: next.id, rowVersion: removed.rowVersion });
    const [review] = (await approver.filing.reviews({ state: 'waiting' })).rows;
    const view = await approver.filing.review({ submissionId: review?.submissionId ?? '' });
    expect(view).toMatchObject({ versionNumber: 2, changedCodes: ['WS-36'] });
    await approver.filing.decideSchedule({
      submissionId: view.submissionId,
      decision: 'approve',
      documentNumber: '清档函〔2026〕9号',
    });
    await archivist.filing.receiveDecision({ scheduleId: next.id });
    expect((await archivist.filing.schedules()).map(({ versionNumber, state }) => [versionNumber, state])).toEqual([
      [2, 'approved'],
      [1, 'superseded'],
    ]);
    expect((await archivist.filing.schedule({ scheduleId: first.id })).supersededOn).not.toBeNull();
  });

  it('is nobody else’s to read, edit or decide', async () => {
    const draft = await archivist.filing.beginSchedule({ from: 'seed' });
    const ruleId = draft.rules[0]?.id ?? '';
    const key = { scheduleId: draft.id, rowVersion: draft.rowVersion };
    const alien = callEach(stranger);
    for (const call of [
      () => alien.filing.schedule({ scheduleId: draft.id }),
      () => alien.filing.submitSchedule(key),
      () => alien.filing.removeRule({ ...key, ruleId }),
      () => alien.filing.downloadSchedule({ scheduleId: draft.id }),
      () => alien.filing.downloadSchedulePdf({ scheduleId: draft.id }),
    ])
      await expect(call()).rejects.toThrow('NOT_FOUND');
    await archivist.filing.submitSchedule(key);
    const [review] = (await approver.filing.reviews({})).rows;
    const submissionId = review?.submissionId ?? '';
    const otherApprover = callEach(otherBureau);
    expect((await otherApprover.filing.reviews({})).rows).toEqual([]);
    await expect(otherApprover.filing.review({ submissionId })).rejects.toThrow('NOT_FOUND');
    await expect(
      otherApprover.filing.decideSchedule({ submissionId, decision: 'approve', documentNumber: NUMBER }),
    ).rejects.toThrow('NOT_FOUND');
    const inspector = await makePerson(bureau.id, ['bureau_inspector']);
    await expect(callEach(bureau, inspector).filing.reviews({})).rejects.toThrow('FORBIDDEN');
    await expect(archivist.filing.reviews({})).rejects.toThrow('FORBIDDEN');
    const lonely = await makeTenant('department');
    const alone = await callEach(lonely).filing.beginSchedule({ from: 'seed' });
    await expect(
      callEach(lonely).filing.submitSchedule({ scheduleId: alone.id, rowVersion: alone.rowVersion }),
    ).rejects.toThrow('BUREAU_MISSING');
  });

  it('begins with the list of its kind, and a village’s goes past its township to the bureau', async () => {
    const village = await makeTenant('village');
    await supervise(unit, village);
    const caller = callEach(village);
    const draft = await caller.filing.beginSchedule({ from: 'seed' });
    expect(draft).toMatchObject({ kind: 'village' });
    expect(draft.rules[0]).toMatchObject({ code: 'CJ-01', retentionCode: 'Y' });
    await caller.filing.submitSchedule({ scheduleId: draft.id, rowVersion: draft.rowVersion });
    expect((await approver.filing.reviews({})).rows.map((review) => review.unitName)).toEqual([village.name]);
    // A second one, decided: page by page forward and back, waiting ones first.
    const office = await makeTenant('department');
    await supervise(bureau, office);
    const second = await callEach(office).filing.beginSchedule({ from: 'seed' });
    await callEach(office).filing.submitSchedule({ scheduleId: second.id, rowVersion: second.rowVersion });
    const one = await approver.filing.reviews({ limit: 1 });
    const two = await approver.filing.reviews({ limit: 1, cursor: one.page.nextCursor ?? '' });
    const back = await approver.filing.reviews({
      limit: 1,
      cursor: two.page.previousCursor ?? '',
      direction: 'before',
    });
    const names = [one, two, back].map((page) => page.rows.map((row) => row.unitName));
    expect(names).toEqual([[office.name], [village.name], [office.name]]);
    expect([one.page.total, two.page.nextCursor]).toEqual([2, null]);
    const company = await makeTenant('enterprise');
    const own = await callEach(company).filing.beginSchedule({ from: 'seed' });
    expect(own.rules.find((rule) => rule.code === 'QG-04')).toMatchObject({ isMinimum: true, retentionCode: 'D30' });
  });

  it('goes out to Excel and comes back, whole or not at all', async () => {
    const draft = await archivist.filing.beginSchedule({ from: 'seed' });
    const file = await archivist.filing.downloadSchedule({ scheduleId: draft.id });
    const book = new exceljs.Workbook();
    await book.xlsx.load((await readObject(testObjects(), file)) as never);
    const sheet = book.worksheets[0];
    sheet?.addRow(['WS-36', '文书档案', '河长制工作文件', '30年', '形成之日', '否', '']);
    const edited = Buffer.from(await book.xlsx.writeBuffer());
    const objectId = await makeObject(unit, edited, '期限表.xlsx');
    const taken = await archivist.filing.importRules({ scheduleId: draft.id, rowVersion: draft.rowVersion, objectId });
    expect(taken).toMatchObject({ added: 46, problems: [] });
    const after = await archivist.filing.schedule({ scheduleId: draft.id });
    const plain = ({ id: _, position: __, ...rule }: (typeof after.rules)[number]) => rule;
    expect(after.rules.slice(0, 45).map(plain)).toEqual(draft.rules.map(plain));
    expect(after.rules[45]).toMatchObject({ code: 'WS-36', categoryCode: 'WS', retentionCode: 'D30' });
    sheet?.addRow(['WS-36', 'WS', '重复的条目', '长期', '', '', '']);
    sheet?.addRow(['WS-37', 'WS', '机密文件', '永久', '', '', '']);
    sheet?.addRow(['WS-36', 'WS', '又一个三十六', '永久', '', '', '']);
    const wrong = await makeObject(unit, Buffer.from(await book.xlsx.writeBuffer()), '错.xlsx');
    const refused = await archivist.filing.importRules({
      scheduleId: draft.id,
      rowVersion: taken.rowVersion,
      objectId: wrong,
    });
    expect(refused.problems.map((problem) => problem.problem)).toEqual(['PERIOD', 'SECRECY', 'REPEATED']);
    expect((await archivist.filing.schedule({ scheduleId: draft.id })).ruleCount).toBe(46);
    const pdf = await archivist.filing.downloadSchedulePdf({ scheduleId: draft.id });
    expect((await readObject(testObjects(), pdf)).subarray(0, 5).toString()).toBe('%PDF-');
    const foreign = await makeObject(stranger, edited, '别人的.xlsx');
    await expect(
      archivist.filing.importRules({ scheduleId: draft.id, rowVersion: refused.rowVersion, objectId: foreign }),
    ).rejects.toThrow('NOT_FOUND');
  });
});

describe('the suggestion of a period', () => {
  const asked = { title: '柳溪镇2024年度工作总结', categoryCode: 'WS' };

  it('comes from the schedule in force, with the words that matched, and a person confirms it', async () => {
    const draft = await archivist.filing.beginSchedule({ from: 'seed' });
    expect(await archivist.filing.suggestRetention(asked)).toEqual([]);
    await archivist.filing.submitSchedule({ scheduleId: draft.id, rowVersion: draft.rowVersion });
    const [review] = (await approver.filing.reviews({})).rows;
    await approver.filing.decideSchedule({
      submissionId: review?.submissionId ?? '',
      decision: 'approve',
      documentNumber: NUMBER,
    });
    await archivist.filing.receiveDecision({ scheduleId: draft.id });
    const [best] = await archivist.filing.suggestRetention(asked);
    expect(best).toMatchObject({ code: 'WS-08', retentionCode: 'Y', matched: ['总结'] });
    expect(await callEach(stranger).filing.suggestRetention(asked)).toEqual([]);

    const fonds = await makeFonds(unit);
    const make = (retentionCode: string, over: object = {}) =>
      archivist.archive.create({
        fondsId: fonds.id,
        categoryCode: 'WS',
        filingYear: 2024,
        retentionCode,
        orgCode: 'DZB',
        title: asked.title,
        documentDate: '20250110',
        ...over,
      });
    const permanent = await make('Y');
    const versionOf = async (id: string) => (await archivist.archive.byId({ id })).item.rowVersion;
    const confirm = async (itemId: string, ruleId: string) =>
      archivist.filing.confirmRetention({ itemId, ruleId, rowVersion: await versionOf(itemId) });
    expect(await confirm(permanent.id, best?.ruleId ?? '')).toMatchObject({ expiresOn: null });
    const rules = (await archivist.filing.schedule({ scheduleId: draft.id })).rules;
    const general = rules.find((rule) => rule.code === 'WS-05')?.id ?? '';
    await expect(confirm(permanent.id, general)).rejects.toThrow('RETENTION_DIFFERS');
    const shown = await archivist.filing.retentionOfItem({ itemId: permanent.id });
    expect(shown.confirmed?.code).toBe('WS-08');
    expect(shown.choices[0]).toMatchObject({ code: 'WS-08', matched: ['总结'] });
    expect(shown.choices.map((choice) => choice.code)).not.toContain('WS-05');
    await expect(callEach(stranger).filing.retentionOfItem({ itemId: permanent.id })).rejects.toThrow('NOT_FOUND');
    const temporary = await make('D30');
    expect(await confirm(temporary.id, general)).toMatchObject({ expiresOn: '2055-01-10' });
    await expect(
      archivist.filing.confirmRetention({ itemId: temporary.id, ruleId: general, rowVersion: 1 }),
    ).rejects.toThrow('STALE_VERSION');
    // 长期 stays 长期: no rule of today gives it, and it has no last day.
    const legacy = await make('CQ', { documentDate: '20010301', filingYear: 2001 });
    await expect(confirm(legacy.id, general)).rejects.toThrow('RETENTION_DIFFERS');
    expect((await archivist.archive.byId({ id: legacy.id })).item).toMatchObject({
      retentionCode: 'CQ',
      expiresOn: null,
    });
    await expect(
      callEach(stranger).filing.confirmRetention({ itemId: temporary.id, ruleId: general, rowVersion: 2 }),
    ).rejects.toThrow('NOT_FOUND');
  });
});

describe('key filing tasks', () => {
  it('go from the bureau to units, are planned, filed and reported once', async () => {
    const list = {
      title: '2026年度重点归档任务清单',
      documentNumber: '清档发〔2026〕3号',
      year: 2025,
      dueOn: '2026-12-31',
      tasks: [{ number: 1, title: '桃花节活动档案' }],
    };
    await expect(approver.filing.issueKeyTasks({ ...list, unitTenantIds: [stranger.id] })).rejects.toThrow('NOT_FOUND');
    expect(await approver.filing.issueKeyTasks({ ...list, unitTenantIds: [unit.id] })).toEqual({ sent: 1 });
    const [received] = (await archivist.filing.keyTasks({})).rows;
    expect(received).toMatchObject({
      otherName: bureau.name,
      tasks: [{ number: 1, expected: null }],
      isReported: false,
    });
    const dispatchId = received?.dispatchId ?? '';
    const department = await archivist.filing.addDepartment({ code: 'DZB', name: '党政办' });
    await archivist.filing.addPlanLine({
      year: 2025,
      departmentId: department.id,
      categoryCode: 'ZP',
      kind: '桃花节照片',
      expectedCount: 20,
      deadlineCode: 'AV',
      taskDispatchId: dispatchId,
      taskNumber: 1,
    });
    expect((await archivist.filing.keyTasks({})).rows[0]?.tasks[0]).toMatchObject({ expected: 20, filed: 0 });
    const alien = callEach(stranger);
    expect((await alien.filing.keyTasks({})).rows).toEqual([]);
    await expect(alien.filing.reportKeyTasks({ dispatchId })).rejects.toThrow('NOT_FOUND');
    await archivist.filing.reportKeyTasks({ dispatchId, note: '照片整理中' });
    await expect(archivist.filing.reportKeyTasks({ dispatchId })).rejects.toThrow('FILING_STATE_WRONG');
    await approver.filing.issueKeyTasks({ ...list, title: '第二份清单', unitTenantIds: [unit.id] });
    const newest = await approver.filing.issuedKeyTasks({ limit: 1 });
    expect(newest.rows.map((row) => row.title)).toEqual(['第二份清单']);
    expect(
      (await approver.filing.issuedKeyTasks({ limit: 1, cursor: newest.page.nextCursor ?? '' })).rows[0],
    ).toMatchObject({
      box: 'out',
      isReported: true,
      tasks: [{ number: 1, expected: 20, filed: 0 }],
    });
    const open = (await archivist.platform.todos({ tab: 'open' })).rows;
    expect(open.map((todo) => todo.title)).toEqual(['第二份清单']);
  });
});
