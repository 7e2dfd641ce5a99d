import type { TenantDb } from '@/db/client';
import { listBatchRows } from '@/db/queries/digitisation-batch.queries';
import { listBatchItemRows } from '@/db/queries/digitisation-item.queries';
import { listProposals } from '@/db/queries/digitisation-progress.queries';
import { readCategoryNames } from '@/db/queries/fonds-settings.queries';
import { listFindingRows } from '@/db/queries/scan-check.queries';
import {
  type BATCH_STATES,
  type BatchFilter,
  batchItemView,
  type ItemStep,
} from '@/server/domain/digital/digitisation';
import { type FindingKind, findingView } from '@/server/domain/digital/scan-check';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireBatch } from './require-batch.ts';

/* Registers are Chinese documents whatever the reader's language is. */
const STATE_WORDS: Readonly<Record<(typeof BATCH_STATES)[number], string>> = {
  running: '进行中',
  done: '已办结',
  cancelled: '已取消',
};
const STEP_WORDS: Readonly<Record<ItemStep, string>> = {
  listed: '待出库',
  out: '出库',
  prepared: '整理',
  scanned: '扫描',
  processed: '处理',
  checked: '检查',
  linked: '挂接',
  returned: '归还',
  withdrawn: '已退出',
};
const FINDING_WORDS: Readonly<Record<FindingKind, string>> = {
  blank: '空白',
  blur: '模糊',
  skew: '偏斜',
  resolution: '分辨率不够',
  colour: '色彩模式不符',
  size: '尺寸或大小异常',
  doubled: '重复',
  unreadable: '打不开',
  missing: '漏扫',
  wrong_order: '错页',
  cut: '不完整',
  stain: '污点',
  wrong_record: '挂错档案',
  other: '其他',
};
/** One more than a register may hold, so that a longer one is refused and never cut short. */
const ALL = { after: undefined, direction: 'after', limit: EXPORT_ROWS + 1 } as const;

const BATCH_COLUMNS = [
  { heading: '批次号', width: 16 },
  { heading: '批次名称', width: 32 },
  { heading: '门类', width: 12 },
  { heading: '年度', width: 8 },
  { heading: '状态', width: 10 },
  { heading: '超期天数', width: 10 },
  { heading: '计划开始', width: 12 },
  { heading: '计划完成', width: 12 },
  { heading: '办结日期', width: 12 },
  { heading: '加工地点', width: 10 },
  { heading: '加工单位', width: 24 },
  { heading: '合同编号', width: 18 },
  { heading: '件数', width: 8 },
  { heading: '在外', width: 8 },
  { heading: '已归还', width: 8 },
  { heading: '画幅', width: 10 },
  { heading: '页数', width: 10 },
  { heading: '建批人', width: 12 },
];

/** 数字化批次登记簿, of what the filters leave. */
export const exportBatches = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: BatchFilter,
): Promise<FileReference> => {
  const rows = await listBatchRows(tdb, scope.tenantId, filter, ALL);
  const nameOf = await readCategoryNames(tdb, scope.tenantId);
  return exportTable(tdb, scope, objects, {
    action: 'digitisation.exportBatches',
    objectKind: 'digitisation_batch',
    fileName: `数字化批次_${scope.tenantName}.xlsx`,
    sheetName: '数字化批次',
    columns: BATCH_COLUMNS,
    rows: rows.map((row) => [
      row.batchNumber,
      row.name,
      row.categoryCode ? nameOf(row.categoryCode) : '',
      row.filingYear,
      STATE_WORDS[row.state as keyof typeof STATE_WORDS],
      row.lateDays,
      row.plannedFrom,
      row.plannedTo,
      row.doneOn,
      row.place === 'on_site' ? '本单位' : '运离加工',
      row.vendorName,
      row.contractNumber,
      row.itemCount,
      row.outCount,
      row.returnedCount,
      row.frames,
      row.pages,
      row.createdByName,
    ]),
  });
};

const ITEM_COLUMNS = [
  { heading: '档号', width: 28 },
  { heading: '题名', width: 50 },
  { heading: '盒', width: 18 },
  { heading: '步骤', width: 12 },
  { heading: '著录页数', width: 10 },
  { heading: '纸质页数', width: 10 },
  { heading: '画幅', width: 8 },
  { heading: '页数', width: 8 },
  { heading: '待处理问题', width: 12 },
  { heading: '备注', width: 30 },
];

/** 批次里的档案, of one step or all. */
export const exportBatchItems = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { batchId: string; step?: ItemStep | undefined },
): Promise<FileReference> => {
  const batch = await requireBatch(tdb, scope.tenantId, input.batchId);
  const rows = await listBatchItemRows(tdb, scope.tenantId, input, ALL);
  return exportTable(tdb, scope, objects, {
    action: 'digitisation.exportItems',
    objectKind: 'digitisation_batch',
    fileName: `${batch.batchNumber}_档案清单.xlsx`,
    sheetName: '档案清单',
    columns: ITEM_COLUMNS,
    rows: rows.map((found) => {
      const row = batchItemView.parse(found);
      return [
        row.referenceCode,
        row.title,
        row.boxLabel,
        row.isSentBack ? '抽检退回' : STEP_WORDS[row.step],
        row.cataloguePages,
        row.paperPages,
        row.frames,
        row.pages,
        row.openFindings,
        row.note,
      ];
    }),
  });
};

const FINDING_COLUMNS = [
  { heading: '档号', width: 28 },
  { heading: '题名', width: 40 },
  { heading: '画幅序号', width: 10 },
  { heading: '文件', width: 30 },
  { heading: '问题', width: 16 },
  { heading: '发现', width: 8 },
  { heading: '实测', width: 12 },
  { heading: '要求', width: 12 },
  { heading: '规则', width: 12 },
  { heading: '说明', width: 40 },
  { heading: '处理人', width: 12 },
];

/** 质检问题清单, for whoever scans again. */
export const exportFindings = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { batchId: string; state: string; kind?: string | undefined },
): Promise<FileReference> => {
  const batch = await requireBatch(tdb, scope.tenantId, input.batchId);
  const rows = await listFindingRows(tdb, scope.tenantId, input, ALL);
  return exportTable(tdb, scope, objects, {
    action: 'digitisation.exportFindings',
    objectKind: 'digitisation_batch',
    fileName: `${batch.batchNumber}_质检问题.xlsx`,
    sheetName: '质检问题',
    columns: FINDING_COLUMNS,
    rows: rows.map((found) => {
      const row = findingView.parse(found);
      return [
        row.referenceCode,
        row.title,
        row.sequence,
        row.fileName,
        FINDING_WORDS[row.kind],
        row.origin === 'machine' ? '机器' : '人工',
        row.measured,
        row.threshold,
        row.ruleVersion,
        row.note,
        row.decidedByName,
      ];
    }),
  });
};

const PROPOSAL_COLUMNS = [
  { heading: '档号', width: 28 },
  { heading: '题名', width: 50 },
  { heading: '门类', width: 12 },
  { heading: '年度', width: 8 },
  { heading: '页数', width: 8 },
  { heading: '出库次数', width: 10 },
  { heading: '查阅次数', width: 10 },
  { heading: '同盒出库次数', width: 14 },
  { heading: '最近', width: 12 },
  { heading: '分数', width: 8 },
];

/** 下一批建议 as a list to take into the store room. */
export const exportProposals = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { categoryCode?: string | undefined },
): Promise<FileReference> => {
  const nameOf = await readCategoryNames(tdb, scope.tenantId);
  const rows = await listProposals(tdb, scope.tenantId, { ...ALL, categoryCode: input.categoryCode });
  return exportTable(tdb, scope, objects, {
    action: 'digitisation.exportProposals',
    objectKind: 'archive_item',
    fileName: `数字化建议_${scope.tenantName}.xlsx`,
    sheetName: '下一批建议',
    columns: PROPOSAL_COLUMNS,
    rows: rows.map((row) => [
      row.referenceCode,
      row.title,
      row.categoryCode ? nameOf(row.categoryCode) : '',
      row.filingYear,
      row.pageCount,
      row.outs,
      row.looks,
      row.boxOuts,
      row.lastOn,
      row.score,
    ]),
  });
};
