import { expect, it } from 'vitest';
import { callEach } from '@/db/testing/factories/calls';
import { makeFoundInspection } from '@/db/testing/factories/closure';
import { dayFromNow } from '@/db/testing/factories/inspection';
import { findChecklistTemplate } from '@/server/domain/inspection/checklist-templates';
import { groupByCode } from '@/server/domain/inspection/platform-check';

const TOWN = findChecklistTemplate('checklist_town')!.items;
const countOf = (legalItem: string): number => TOWN.filter((item) => item.legalItem === legalItem).length;

it('hands closed inspections on under the codes that were in force on their day, and says what has none', async () => {
  const { bureau, district, unit, inspectionId, findings, asInspector, asUnit, demandOf } = await makeFoundInspection();
  const enter = (values: Record<string, string>) =>
    callEach(bureau).register.enter({ code: 'supervision_item', values: { validFrom: dayFromNow(-40), ...values } });
  await enter({ itemCode: '330101001000', name: '对库房设施设备的监督检查', legalItem: 'LI2' });
  await enter({ itemCode: '330101001999', name: '已停用', legalItem: 'LI2', validUntil: dayFromNow(-1) });
  expect((await callEach(bureau).platformCheck.list({})).rows).toEqual([]);
  const [first, hazard, third] = findings;
  for (const findingId of [first!, third!]) await (await asInspector()).inspection.withdrawFinding({ findingId });
  await (await asInspector()).inspection.issueFindings({ inspectionId });
  const demand = await demandOf('库房漏水');
  const answer = { findingDispatchId: demand.dispatchId, measure: '已修漏', doneOn: dayFromNow(0) };
  await (await asUnit()).inspection.answerFinding(answer);
  await (await asInspector()).inspection.verifyFinding({ findingId: hazard!, accepted: true, reason: '到位' });
  await (await asInspector()).inspection.close({ inspectionId, conclusion: '办结', result: 'HAZARD' });
  const { rows, page } = await callEach(bureau).platformCheck.list({ from: dayFromNow(-1), to: dayFromNow(0) });
  expect(page.total).toBe(1);
  expect(rows).toMatchObject([
    { inspectionId, unitName: unit.name, isRandom: true, result: 'HAZARD', demands: 1, met: 1, publishedAt: null },
  ]);
  expect(rows[0]?.items).toEqual([
    { code: '330101001000', name: '对库房设施设备的监督检查', checked: countOf('LI2'), faulty: 1 },
  ]);
  expect(rows[0]?.uncoded).toBe(TOWN.length - countOf('LI2'));
  expect((await callEach(bureau).platformCheck.list({ to: dayFromNow(-1) })).rows).toEqual([]);
  expect((await callEach(bureau).platformCheck.download({})).fileName).toContain('监管行为报送表');
  expect((await callEach(district.otherBureau).platformCheck.list({})).rows).toEqual([]);
});

it('takes an item’s own code before that of its matter of the law', () => {
  const [item] = TOWN;
  const known = [{ itemCode: '1001', name: '甲', legalItem: item!.legalItem }];
  expect(groupByCode([{ ...item!, platformCode: '2002' }], new Set([item!.code]), known)).toEqual({
    items: [{ code: '2002', name: null, checked: 1, faulty: 1 }],
    uncoded: 0,
  });
});
