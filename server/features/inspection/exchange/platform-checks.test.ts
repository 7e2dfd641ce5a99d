import { v7 as uuidv7 } from 'uuid';
import { expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { makeFoundInspection, refused } from '@/db/testing/factories/closure';
import { dayFromNow } from '@/db/testing/factories/inspection';
import { closeFoundInspection, enterSupervisionItem, keepReceipts } from '@/db/testing/factories/platform-receipt';
import { findChecklistTemplate } from '@/server/domain/inspection/checklist-templates';
import { groupByCode } from '@/server/domain/inspection/platform-check';

const TOWN = findChecklistTemplate('checklist_town')!.items;
const countOf = (legalItem: string): number => TOWN.filter((item) => item.legalItem === legalItem).length;

it('hands closed inspections on under the codes that were in force on their day, and says what has none', async () => {
  const found = await makeFoundInspection();
  const { bureau, district, unit, inspectionId } = found;
  await enterSupervisionItem(bureau);
  await enterSupervisionItem(bureau, { itemCode: '330101001999', name: '已停用', validUntil: dayFromNow(-1) });
  expect((await callEach(bureau).platformCheck.list({})).rows).toEqual([]);
  await closeFoundInspection(found);
  const { rows, page } = await callEach(bureau).platformCheck.list({ from: dayFromNow(-1), to: dayFromNow(0) });
  expect(page.total).toBe(1);
  expect(rows).toMatchObject([
    { inspectionId, unitName: unit.name, isRandom: true, result: 'HAZARD', demands: 1, met: 1, publishedAt: null },
  ]);
  expect(rows[0]?.items).toEqual([
    { code: '330101001000', name: '对库房设施设备的监督检查', checked: countOf('LI2'), faulty: 1, receipt: null },
  ]);
  expect(rows[0]?.uncoded).toBe(TOWN.length - countOf('LI2'));
  expect((await callEach(bureau).platformCheck.list({ to: dayFromNow(-1) })).rows).toEqual([]);
  expect((await callEach(bureau).platformCheck.download({})).fileName).toContain('监管行为报送表');

  const line = [inspectionId, '330101001000'];
  const objectId = await keepReceipts(bureau, [
    [...line, '退回', '', '缺少执法证号', dayFromNow(-1)],
    [...line, '接收成功', 'JG-7', '', dayFromNow(0)],
    [...line, '待核验', '', '', dayFromNow(0)],
    [...line, '退回', '', '', dayFromNow(0)],
    [...line, '接收', '', '', dayFromNow(1)],
    [inspectionId, '330101001999', '接收', '', '', dayFromNow(0)],
    [uuidv7(), '330101001000', '接收', '', '', dayFromNow(0)],
  ]);
  const problems = [null, null, 'outcome', 'reason', 'day', 'item', 'inspection'];
  const preview = await callEach(bureau).platformCheck.previewReceipts({ objectId });
  expect(preview.rows.map((row) => row.problem)).toEqual(problems);
  expect(preview.rows[0]?.unitName).toBe(unit.name);
  const stands = async (receipt: 'none' | 'returned' | 'accepted') =>
    (await callEach(bureau).platformCheck.list({ receipt })).page.total;
  expect(await stands('none')).toBe(1);
  const counts = { accepted: 1, returned: 1, leftOut: 5 };
  expect(await callEach(bureau).platformCheck.readReceipts({ objectId })).toEqual(counts);
  // The last that the platform said counts; read again, the workbook says nothing new.
  const [answered] = (await callEach(bureau).platformCheck.list({ receipt: 'accepted' })).rows;
  const receipt = { outcome: 'accepted', platformNumber: 'JG-7', reason: null, answeredOn: dayFromNow(0) };
  expect(answered?.items[0]?.receipt).toEqual(receipt);
  expect([await stands('none'), await stands('returned')]).toEqual([0, 0]);
  const again = { accepted: 0, returned: 0, leftOut: 7 };
  expect(await callEach(bureau).platformCheck.readReceipts({ objectId })).toEqual(again);
  expect(await refused(callEach(district.otherBureau).platformCheck.previewReceipts({ objectId }))).toBe('NOT_FOUND');
  const foreign = await keepReceipts(district.otherBureau, [[...line, '接收', '', '', dayFromNow(0)]]);
  const refusedRows = (await callEach(district.otherBureau).platformCheck.previewReceipts({ objectId: foreign })).rows;
  expect(refusedRows.map((row) => row.problem)).toEqual(['inspection']);
  expect((await callEach(district.otherBureau).platformCheck.list({})).rows).toEqual([]);
}, 120_000);

it('takes an item’s own code before that of its matter of the law', () => {
  const [item] = TOWN;
  const known = [{ itemCode: '1001', name: '甲', legalItem: item!.legalItem }];
  expect(groupByCode([{ ...item!, platformCode: '2002' }], new Set([item!.code]), known)).toEqual({
    items: [{ code: '2002', name: null, checked: 1, faulty: 1, receipt: null }],
    uncoded: 0,
  });
});
