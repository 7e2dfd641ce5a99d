import exceljs from 'exceljs';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeFonds } from '@/db/testing/factories/archive';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { makeSupervisedPair, type TestTenant } from '@/db/testing/factories/tenancy';
import { readObject } from '@/server/objects/read-object';
import type { Caller } from '@/server/trpc/app-router';

let unit: TestTenant;
let stranger: TestTenant;
let archivist: Caller;
let approver: Caller;
beforeEach(async () => {
  const pair = await makeSupervisedPair();
  ({ unit, stranger } = pair);
  archivist = callEach(unit);
  approver = callEach(pair.bureau);
});

const approve = async () => {
  const draft = await archivist.filing.beginSchedule({ from: 'seed' });
  const sent = await archivist.filing.submitSchedule({ scheduleId: draft.id, rowVersion: draft.rowVersion });
  const [review] = (await approver.filing.reviews({ state: 'waiting' })).rows;
  const submissionId = review?.submissionId ?? '';
  await approver.filing.decideSchedule({ submissionId, decision: 'approve', documentNumber: '清档函〔2026〕5号' });
  return archivist.filing.receiveDecision({ scheduleId: sent.id });
};
const record = (fondsId: string, title: string, filingYear: number) =>
  archivist.archive.create({
    fondsId,
    categoryCode: 'WS',
    filingYear,
    retentionCode: 'Y',
    orgCode: 'DZB',
    title,
    documentDate: `${filingYear}0110`,
  });
const lineOf = async (year: number, code: string) =>
  (await archivist.filing.gaps({ year })).rows.find((row) => row.code === code);

describe('what should have been filed', () => {
  it('is nothing without an approved schedule', async () => {
    await archivist.filing.beginSchedule({ from: 'seed' });
    expect(await archivist.filing.gaps({ year: 2024 })).toMatchObject({ schedule: null, rows: [] });
    await expect(archivist.filing.answerGap({ year: 2024, ruleCode: 'WS-08', reason: '未形成' })).rejects.toThrow(
      'NOT_FOUND',
    );
  });

  it('is read off the schedule: confirmed, looking alike, filed in earlier years, planned, or never', async () => {
    const schedule = await approve();
    const fonds = await makeFonds(unit);
    await record(fonds.id, '水利局2023年度工作总结', 2023);
    await record(fonds.id, '党委会议纪要', 2020);
    expect(await lineOf(2024, 'WS-08')).toMatchObject({ standing: 'missing', lastYear: 2023, likely: 0 });
    // Four years back is not usual any more.
    expect(await lineOf(2024, 'WS-15')).toMatchObject({ standing: 'unusual', lastYear: null });
    expect(await lineOf(2023, 'WS-15')).toMatchObject({ standing: 'missing', lastYear: 2020 });

    const summary = await record(fonds.id, '水利局2024年度工作总结', 2024);
    expect(await lineOf(2024, 'WS-08')).toMatchObject({
      standing: 'likely',
      likely: 1,
      example: { itemId: summary.id },
    });
    const { item } = await archivist.archive.byId({ id: summary.id });
    const ruleId = schedule.rules.find((rule) => rule.code === 'WS-08')?.id ?? '';
    await archivist.filing.confirmRetention({ itemId: summary.id, ruleId, rowVersion: item.rowVersion });
    expect(await lineOf(2024, 'WS-08')).toMatchObject({ standing: 'filed', confirmed: 1, likely: 0 });

    const department = await archivist.filing.addDepartment({ code: 'DZB', name: '党政办' });
    await archivist.filing.addPlanLine({
      year: 2024,
      departmentId: department.id,
      categoryCode: 'WS',
      kind: '党委会议记录',
      expectedCount: 2,
      deadlineCode: 'DOC',
    });
    expect(await lineOf(2024, 'WS-15')).toMatchObject({
      standing: 'missing',
      planned: [{ departmentName: '党政办', expected: 2, accepted: 0 }],
    });
    const gaps = await archivist.filing.gaps({ year: 2024 });
    expect(gaps.rows[0]?.standing).toBe('missing');
    expect(Object.values(gaps.counts).reduce((sum, n) => sum + n, 0)).toBe(45);
    expect((await archivist.filing.gaps({ year: 2024, standing: 'filed' })).rows.map((row) => row.code)).toEqual([
      'WS-08',
    ]);
  });

  it('is closed by a person’s word, year by year, and the word can be taken back', async () => {
    await approve();
    await archivist.filing.answerGap({ year: 2024, ruleCode: 'WS-22', reason: '没有新增房产' });
    await archivist.filing.answerGap({ year: 2024, ruleCode: 'WS-22', reason: '没有新增房产和车辆' });
    expect(await lineOf(2024, 'WS-22')).toMatchObject({
      standing: 'notFormed',
      answer: { reason: '没有新增房产和车辆', byName: unit.worker.displayName },
    });
    expect(await lineOf(2023, 'WS-22')).toMatchObject({ standing: 'unusual', answer: null });
    await expect(archivist.filing.answerGap({ year: 2024, ruleCode: 'WS-22', reason: '机密★一年' })).rejects.toThrow(
      'CLASSIFIED_CONTENT_REFUSED',
    );
    await archivist.filing.withdrawGapAnswer({ year: 2024, ruleCode: 'WS-22' });
    expect(await lineOf(2024, 'WS-22')).toMatchObject({ standing: 'unusual' });
    await expect(archivist.filing.withdrawGapAnswer({ year: 2024, ruleCode: 'WS-22' })).rejects.toThrow('NOT_FOUND');
  });

  it('is nobody else’s, and goes out to Excel', async () => {
    await approve();
    await archivist.filing.answerGap({ year: 2024, ruleCode: 'WS-22', reason: '没有新增房产' });
    const alien = callEach(stranger);
    expect((await alien.filing.gaps({ year: 2024 })).rows).toEqual([]);
    await expect(alien.filing.withdrawGapAnswer({ year: 2024, ruleCode: 'WS-22' })).rejects.toThrow('NOT_FOUND');
    const file = await archivist.filing.downloadGaps({ year: 2024, standing: 'notFormed' });
    const book = new exceljs.Workbook();
    await book.xlsx.load((await readObject(testObjects(), file)) as never);
    const cells = JSON.stringify(book.worksheets[0]?.getSheetValues());
    expect(cells).toContain('没有新增房产');
    expect(cells).not.toContain('WS-08');
  });
});
