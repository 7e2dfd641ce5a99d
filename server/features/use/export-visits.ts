import type { TenantDb } from '@/db/client';
import { listVisits } from '@/db/queries/use.queries';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { VisitFilter, VisitView } from '@/server/domain/use/reading-visit';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { WorkbookColumn } from '@/server/objects/table-workbook';
import type { TenantScope } from '@/server/tenancy/scope';
import { toVisitView } from './visit.mapper.ts';

/* The printed register has Chinese headings in every language of the screen: it is an official form. */
const COLUMNS: readonly WorkbookColumn[] = [
  { heading: '序号', width: 6 },
  { heading: '日期', width: 12 },
  { heading: '利用者', width: 14 },
  { heading: '工作单位', width: 24 },
  { heading: '人数', width: 6 },
  { heading: '方式', width: 8 },
  { heading: '目的', width: 10 },
  { heading: '查档内容', width: 36 },
  { heading: '卷次', width: 8 },
  { heading: '件次', width: 8 },
  { heading: '复制页数', width: 10 },
  { heading: '结果', width: 10 },
  { heading: '接待人', width: 12 },
  { heading: '状态', width: 8 },
];
const CHANNEL = { onsite: '到馆', phone: '电话', online: '网上', cross: '跨馆', agent: '代办' } as const;
const PURPOSE = {
  proof: '出证',
  work: '工作查考',
  research: '学术研究',
  compilation: '编史修志',
  other: '其他',
} as const;
const RESULT = { found: '查到', partly: '部分查到', not_found: '未查到' } as const;
const STATE = { open: '办理中', served: '已办', void: '作废' } as const;

const cellsOf = (visit: VisitView, index: number): (string | number | null)[] => [
  index + 1,
  visit.visitedOn,
  visit.visitorName,
  visit.visitorUnit,
  visit.personCount,
  CHANNEL[visit.channel],
  PURPOSE[visit.purpose],
  visit.subject,
  visit.volumeCount,
  visit.itemCount,
  visit.copiedPages,
  RESULT[visit.result],
  visit.handlerName,
  STATE[visit.state],
];

/** 档案利用登记簿 as a workbook, oldest first, of what the filters leave. */
export const exportVisits = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: VisitFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS, order: 'asc' } as const;
  const rows = await listVisits(tdb, scope.tenantId, filter, page);
  return exportTable(tdb, scope, objects, {
    action: 'use.exportVisits',
    objectKind: 'reading_visit',
    fileName: `档案利用登记簿_${scope.tenantName}.xlsx`,
    sheetName: '档案利用登记簿',
    columns: COLUMNS,
    rows: rows.map(toVisitView).map(cellsOf),
  });
};
