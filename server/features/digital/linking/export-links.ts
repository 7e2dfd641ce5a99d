import type { TenantDb } from '@/db/client';
import { findLinkBatch, listLinkBatches } from '@/db/queries/link-batch.queries';
import { listItemsWithoutFiles, listLinkFiles } from '@/db/queries/linking.queries';
import {
  type BareItemsFilter,
  type LINK_FILTERS,
  type LINK_PROBLEMS,
  type LINK_STATES,
  linkBatchView,
  linkFileView,
  type MATCHED_BY,
} from '@/server/domain/digital/linking';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

/* Registers are Chinese documents whatever the reader's language is. */
const STATE_WORDS: Readonly<Record<(typeof LINK_STATES)[number], string>> = {
  collecting: '正在收文件',
  matching: '正在匹配',
  matched: '待确认',
  linking: '正在挂接',
  linked: '已挂接',
  undone: '已撤销',
};
const BY_WORDS: Readonly<Record<(typeof MATCHED_BY)[number], string>> = {
  none: '',
  folder: '文件夹名',
  name: '文件名',
  list: '清单',
  barcode: '条码页',
  hand: '人工',
};
const PROBLEM_WORDS: Readonly<Record<(typeof LINK_PROBLEMS)[number], string>> = {
  unmatched: '名称里没有找到档号，或没有这个档号的条目',
  several_records: '一个文件里有几件的条码，请按件分开扫描',
  page_missing: '这一条目的页码有缺号',
  page_doubled: '这一页码出现了两次',
  count_differs: '文件数与著录的页数不同',
  has_files: '条目已有原文，新文件会排在后面',
};
/** One more than a register may hold, so that a longer one is refused and never cut short. */
const ALL = { after: undefined, direction: 'after', limit: EXPORT_ROWS + 1 } as const;

const minute = (iso: string | null): string =>
  iso === null ? '' : new Date(iso).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16);

const BATCH_COLUMNS = [
  { heading: '批次名称', width: 40 },
  { heading: '状态', width: 12 },
  { heading: '文件', width: 10 },
  { heading: '已匹配', width: 10 },
  { heading: '有问题', width: 10 },
  { heading: '已挂接', width: 10 },
  { heading: '建立时间', width: 18 },
  { heading: '挂接时间', width: 18 },
  { heading: '撤销时间', width: 18 },
];

/** 挂接批次 as a workbook. */
export const exportLinkBatches = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
): Promise<FileReference> => {
  const rows = await listLinkBatches(tdb, scope.tenantId, ALL);
  return exportTable(tdb, scope, objects, {
    action: 'digital.exportLinkBatches',
    objectKind: 'link_batch',
    fileName: `挂接批次_${scope.tenantName}.xlsx`,
    sheetName: '挂接批次',
    columns: BATCH_COLUMNS,
    rows: rows.map((found) => {
      const row = linkBatchView.parse(found);
      const { name, fileCount, matchedCount, problemCount, linkedCount } = row;
      const times = [row.createdAt, row.linkedAt, row.undoneAt].map(minute);
      return [name, STATE_WORDS[row.state], fileCount, matchedCount, problemCount, linkedCount, ...times];
    }),
  });
};

const FILE_COLUMNS = [
  { heading: '文件夹', width: 40 },
  { heading: '文件名', width: 40 },
  { heading: '档号', width: 28 },
  { heading: '题名', width: 50 },
  { heading: '页码', width: 8 },
  { heading: '依据', width: 12 },
  { heading: '问题', width: 40 },
  { heading: '已挂接', width: 8 },
];

/** 挂接核对表: every file of a batch, or those with problems, with what it was matched to. */
export const exportLinkFiles = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { batchId: string; only: (typeof LINK_FILTERS)[number] },
): Promise<FileReference> => {
  const batch = await findLinkBatch(tdb, scope.tenantId, input.batchId);
  if (!batch) throw new AppError('NOT_FOUND', `batch ${input.batchId} is not in tenant ${scope.tenantId}`);
  const rows = await listLinkFiles(tdb, scope.tenantId, batch.id, { ...ALL, only: input.only });
  return exportTable(tdb, scope, objects, {
    action: 'digital.exportLinkFiles',
    objectKind: 'link_batch',
    fileName: `挂接核对表_${batch.name}.xlsx`,
    sheetName: '挂接核对表',
    columns: FILE_COLUMNS,
    rows: rows.map(({ sortKey: _, fileId, ...found }) => {
      const row = linkFileView.parse({ ...found, isLinked: fileId !== null });
      return [
        row.folder,
        row.fileName,
        row.referenceCode,
        row.title,
        row.pageNumber,
        row.kind === 'separator' ? '条码页，不挂接' : BY_WORDS[row.matchedBy],
        row.problems.map((problem) => PROBLEM_WORDS[problem]).join('；'),
        row.isLinked ? '是' : '',
      ];
    }),
  });
};

const BARE_COLUMNS = [
  { heading: '档号', width: 28 },
  { heading: '题名', width: 60 },
  { heading: '页数', width: 8 },
];

/** 无原文的条目, of what the filters leave. */
export const exportBareItems = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: BareItemsFilter,
): Promise<FileReference> => {
  const rows = await listItemsWithoutFiles(tdb, scope.tenantId, { ...ALL, ...filter });
  return exportTable(tdb, scope, objects, {
    action: 'digital.exportBareItems',
    objectKind: 'archive_item',
    fileName: `无原文的条目_${scope.tenantName}.xlsx`,
    sheetName: '无原文的条目',
    columns: BARE_COLUMNS,
    rows: rows.map((row) => [row.referenceCode, row.title, row.pageCount]),
  });
};
