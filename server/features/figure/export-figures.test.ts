import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { callEach, testObjects } from '@/db/testing/factories/calls';
import { makeSupervisedPair, makeTenant, supervise, type TestTenant } from '@/db/testing/factories/tenancy';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { readObject } from '@/server/objects/read-object';

const year = 2025;

const visit = (tenant: TestTenant, personCount: number, day: string) =>
  callEach(tenant).use.registerVisit({
    visitedOn: `${year}-${day}`,
    visitorName: '李某某',
    personCount,
    purpose: 'work',
    subject: '会计凭证',
    result: 'found',
  });

/** Lines of a workbook by their heading; `code` finds one. */
const lineOf = async (file: FileReference, code: string): Promise<Record<string, unknown>> => {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await readObject(testObjects(), file)) as unknown as ArrayBuffer);
  const lines: unknown[][] = [];
  workbook.worksheets[0]?.eachRow((row) => {
    lines.push((row.values as unknown[]).slice(1));
  });
  const at = lines.findIndex((line) => line.includes('编号'));
  const line = lines.find((one) => one[0] === code) ?? [];
  return Object.fromEntries((lines[at] ?? []).map((heading, index) => [String(heading), line[index] ?? null]));
};

it('hands out the figures of a day, with 无登记 where nothing was ever entered', async () => {
  const { unit, stranger } = await makeSupervisedPair();
  await visit(unit, 3, '03-05');
  await visit(unit, 4, '08-05');
  await visit(stranger, 50, '03-05');
  const whole = await callEach(unit).figure.downloadList({ year });
  expect(await lineOf(whole, 'S0-09')).toMatchObject({ 数值: 7, 上年: 0, 计入记录数: 2 });
  expect(await lineOf(whole, 'S0-01')).toMatchObject({ 数值: '无登记', 上年: '无登记' });
  const half = await callEach(unit).figure.downloadList({ year, asOf: `${year}-06-30` });
  expect(await lineOf(half, 'S0-09')).toMatchObject({ 数值: 3, 计入记录数: 1 });
  const rows = await callEach(unit).figure.downloadRows({ code: 'S0-09', year, asOf: `${year}-06-30` });
  expect(rows).toMatchObject({ tenantId: unit.id, fileName: expect.stringContaining('S0-09') });
});

it('hands out the sums with what each unit released beside them, and nobody else’s', async () => {
  const { bureau, otherBureau, unit, stranger } = await makeSupervisedPair();
  const second = await makeTenant('village');
  await supervise(bureau, second);
  await visit(unit, 3, '03-05');
  await visit(second, 5, '03-05');
  for (const tenant of [unit, second]) await callEach(tenant).figure.release({ year, codes: ['S0-09'] });
  const sums = await lineOf(await callEach(bureau).figure.downloadReceived({ year }), 'S0-09');
  expect(sums).toMatchObject({ 合计: 8, 已报送家数: 2, [unit.name]: 3, [second.name]: 5 });
  expect(Object.keys(sums)).not.toContain(stranger.name);
  const other = await lineOf(await callEach(otherBureau).figure.downloadReceived({ year }), 'S0-09');
  expect(other).toMatchObject({ 已报送家数: 0 });
  expect(Object.keys(other)).not.toContain(unit.name);
});
