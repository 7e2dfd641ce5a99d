import { tableWorkbook } from '@/server/objects/table-workbook';
import { makeObject } from './archive.ts';
import { callEach } from './calls.ts';
import { makeFoundInspection } from './closure.ts';
import { dayFromNow } from './inspection.ts';
import type { TestTenant } from './tenancy.ts';

const HEADINGS = ['检查编号', '监管事项编码', '受理结果', '平台受理号', '退回原因', '受理日期'];
const CODE = '330101001000';

/** 平台回执 as the platform writes them, stored in a workspace. */
export const keepReceipts = async (tenant: TestTenant, rows: string[][]): Promise<string> => {
  const columns = HEADINGS.map((heading) => ({ heading, width: 20 }));
  return makeObject(tenant, await tableWorkbook('回执', columns, rows), '回执.xlsx');
};

/** An item of the platform in the catalogue of a bureau, in force for some weeks. */
export const enterSupervisionItem = (bureau: TestTenant, values: Record<string, string> = {}) =>
  callEach(bureau).register.enter({
    code: 'supervision_item',
    values: {
      validFrom: dayFromNow(-40),
      itemCode: CODE,
      name: '对库房设施设备的监督检查',
      legalItem: 'LI2',
      ...values,
    },
  });

/** The inspection closed with its hazard met and its other findings withdrawn. */
export const closeFoundInspection = async ({
  inspectionId,
  findings,
  asInspector,
  asUnit,
  demandOf,
}: Awaited<ReturnType<typeof makeFoundInspection>>): Promise<void> => {
  const [first, hazard, third] = findings;
  for (const findingId of [first!, third!]) await (await asInspector()).inspection.withdrawFinding({ findingId });
  await (await asInspector()).inspection.issueFindings({ inspectionId });
  const demand = await demandOf('库房漏水');
  const answer = { findingDispatchId: demand.dispatchId, measure: '已修漏', doneOn: dayFromNow(0) };
  await (await asUnit()).inspection.answerFinding(answer);
  await (await asInspector()).inspection.verifyFinding({ findingId: hazard!, accepted: true, reason: '到位' });
  await (await asInspector()).inspection.close({ inspectionId, conclusion: '办结', result: 'HAZARD' });
};

/** A receipt of the platform, and whose it is. */
export const makePlatformReceipt = async (): Promise<TestTenant> => {
  const found = await makeFoundInspection();
  await enterSupervisionItem(found.bureau);
  await closeFoundInspection(found);
  const objectId = await keepReceipts(found.bureau, [[found.inspectionId, CODE, '接收', '', '', dayFromNow(0)]]);
  await callEach(found.bureau).platformCheck.readReceipts({ objectId });
  return found.bureau;
};
