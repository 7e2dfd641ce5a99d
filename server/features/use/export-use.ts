import type { TenantDb } from '@/db/client';
import { listEffectRows } from '@/db/queries/use-effect.queries';
import { listLoanRows } from '@/db/queries/use-loan.queries';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { DemandInput, ListSoughtInput } from '@/server/domain/use/demand';
import type { LoanFilter } from '@/server/domain/use/loan';
import type { EffectFilter } from '@/server/domain/use/use-effect';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { readSought, showDemand } from './demand.ts';
import { toEffectView } from './effects.ts';
import { toLoanView } from './lend.ts';
import {
  AGE_WORDS,
  CHANNEL_WORDS,
  CONDITION_WORDS,
  EFFECT_WORDS,
  LOAN_WORDS,
  PURPOSE_WORDS,
  SOUGHT_WORDS,
  VISITOR_WORDS,
} from './use-words.ts';

const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
const column = (heading: string, width: number) => ({ heading, width });

/** 档案借阅登记簿 with the columns of the paper form. */
export const exportLoans = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: LoanFilter,
): Promise<FileReference> => {
  const loans = (await listLoanRows(tdb, scope.tenantId, filter, page)).map(toLoanView).reverse();
  return exportTable(tdb, scope, objects, {
    action: 'use.exportLoans',
    objectKind: 'borrowing',
    fileName: `档案借阅登记簿_${scope.tenantName}.xlsx`,
    sheetName: '档案借阅登记簿',
    columns: [
      column('序号', 6),
      column('借阅日期', 12),
      column('借阅人', 12),
      column('部门/单位', 22),
      column('档号', 24),
      column('题名', 36),
      column('借阅目的', 12),
      column('事由', 30),
      column('审批人', 12),
      column('审批意见', 20),
      column('应还日期', 12),
      column('实际归还', 12),
      column('完好情况', 10),
      column('利用效果', 40),
      column('经办人', 12),
      column('状态', 10),
      column('备注', 24),
    ],
    rows: loans.map((loan, index) => [
      index + 1,
      loan.lentOn,
      loan.borrowerName,
      loan.borrowerUnit,
      loan.what,
      loan.title,
      PURPOSE_WORDS[loan.purpose],
      loan.subject,
      loan.approvedByName,
      loan.approvalNote,
      loan.dueOn,
      loan.returnedOn,
      loan.condition && CONDITION_WORDS[loan.condition],
      loan.effect ?? (loan.effectAskOn && `${loan.effectAskOn}再问`),
      loan.handlerName,
      loan.isOverdue ? '逾期' : LOAN_WORDS[loan.state],
      loan.returnNote,
    ]),
  });
};

/** 利用效果登记表. */
export const exportEffects = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: EffectFilter,
): Promise<FileReference> => {
  const effects = (await listEffectRows(tdb, scope.tenantId, filter, page)).map(toEffectView).reverse();
  return exportTable(tdb, scope, objects, {
    action: 'use.exportEffects',
    objectKind: 'use_effect',
    fileName: `档案利用效果登记表_${scope.tenantName}.xlsx`,
    sheetName: '利用效果',
    columns: [
      column('序号', 6),
      column('日期', 12),
      column('利用者', 12),
      column('单位', 22),
      column('查阅问题', 30),
      column('效果类型', 12),
      column('效果说明', 60),
      column('经济效益（元）', 14),
      column('典型案例', 10),
      column('填写人', 12),
      column('状态', 8),
    ],
    rows: effects.map((effect, index) => [
      index + 1,
      effect.notedOn,
      effect.userName,
      effect.userUnit,
      effect.question,
      EFFECT_WORDS[effect.kind],
      effect.description,
      effect.amountYuan,
      effect.isTypical ? '是' : '',
      effect.handlerName,
      effect.state === 'void' ? '作废' : '',
    ]),
  });
};

/** 利用分析 as one table: what is counted, of what, how many. */
export const exportDemand = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: DemandInput,
): Promise<FileReference> => {
  const view = await showDemand(tdb, scope, input);
  const rows: (string | number | null)[][] = [
    ['合计', '全部', view.visits, view.persons, null],
    ...view.byKind.map((row) => [
      '利用者类别',
      row.kind ? VISITOR_WORDS[row.kind] : '未登记',
      row.visits,
      row.persons,
      null,
    ]),
    ...view.byAge.map((row) => [
      '年龄段',
      row.ageGroup ? AGE_WORDS[row.ageGroup] : '未登记',
      row.visits,
      row.persons,
      null,
    ]),
    ...view.byPurpose.map((row) => ['目的', PURPOSE_WORDS[row.purpose], row.visits, row.persons, null]),
    ...view.byChannel.map((row) => ['方式', CHANNEL_WORDS[row.channel], row.visits, row.persons, null]),
    ...view.byMonth.map((row) => ['月份', row.month, row.visits, row.persons, row.before]),
    ...view.bySeries.map((row) => ['利用最多', `${row.categoryCode} ${row.filingYear}`, row.retrievals, null, null]),
  ];
  return exportTable(tdb, scope, objects, {
    action: 'use.exportDemand',
    objectKind: 'reading_visit',
    fileName: `档案利用分析_${input.from}_${input.to}.xlsx`,
    sheetName: '利用分析',
    columns: [
      column('分类', 14),
      column('项目', 24),
      column('次数', 10),
      column('人次', 10),
      column('上年同期人次', 14),
    ],
    rows,
  });
};

/** 未查到的需求, for those who collect. */
export const exportSought = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: Pick<ListSoughtInput, 'state' | 'q'>,
): Promise<FileReference> => {
  const rows = await readSought(tdb, scope, filter, EXPORT_ROWS);
  return exportTable(tdb, scope, objects, {
    action: 'use.exportSought',
    objectKind: 'reading_visit',
    fileName: `未查到的利用需求_${scope.tenantName}.xlsx`,
    sheetName: '未查到的需求',
    columns: [
      column('需求内容', 50),
      column('次数', 8),
      column('最近日期', 12),
      column('处理', 12),
      column('说明', 40),
    ],
    rows: rows.map((row) => [row.sought, row.times, row.lastOn, SOUGHT_WORDS[row.state], row.note]),
  });
};
