import { plusDays } from '@/db/demo/calendar';
import { tableWorkbook } from '@/server/objects/table-workbook';
import type { Stage } from './cast.ts';

/* What goes up from districts and archives, and what the supervision platform answers to a district. */

const RECEIPT_HEADINGS = ['检查编号', '监管事项编码', '受理结果', '平台受理号', '退回原因', '受理日期'];

/** 平台回执: the first line comes back, the others are taken. */
export const actReceipts = async (stage: Stage, planner: string): Promise<void> => {
  const { rows } = await stage.as(planner).platformCheck.list({});
  const lines = rows.flatMap((row) => row.items.map((item) => [row.inspectionId, item.code]));
  if (lines.length === 0) return;
  const cells = lines.map((line, at) =>
    at === 0
      ? [...line, '退回', '', '检查人员执法证号为空，请补充后重新报送', stage.today]
      : [...line, '接收', `JG${stage.today.replaceAll('-', '')}${String(at).padStart(4, '0')}`, '', stage.today],
  );
  const columns = RECEIPT_HEADINGS.map((heading) => ({ heading, width: 24 }));
  const objectId = await stage.file(planner, '监管平台回执.xlsx', await tableWorkbook('回执', columns, cells));
  await stage.as(planner).platformCheck.readReceipts({ objectId });
};

/** 上报: a district its checks, its archives how safe it is; the city keeps the levels of the archives. */
export const actWorkStates = async (
  stage: Stage,
  who: { planner: string; archives: string; city: string },
): Promise<void> => {
  await stage.as(who.city).workState.askReports({ topic: 'checks', whom: 'missing', dueOn: plusDays(stage.today, 10) });
  await stage.as(who.planner).workState.sendChecks({});
  await stage.as(who.archives).workState.sendSafety();
  const [archives] = (await stage.as(who.city).workState.digital({})).rows;
  if (!archives || archives.level !== null) return;
  await stage.as(who.city).rating.register({
    unitTenantId: archives.tenantId,
    ratingKind: 'digital_archive',
    level: 'provincial_4a',
    awardedOn: plusDays(stage.today, -500),
    validUntil: null,
    awarderName: '省档案局',
    documentNumber: '省档评〔2025〕4号',
  });
};
