import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countInspectionRows, type InspectionFilter, listInspectionRows } from '@/db/queries/inspection.queries';
import {
  type InspectionRowView,
  inspectionRowView,
  type ListInspectionsInput,
} from '@/server/domain/inspection/inspection';
import type { InspectionState } from '@/server/domain/inspection/vocabulary';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { RESULT_WORDS } from './inspection-record.ts';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

const filterOf = (
  scope: TenantScope,
  { mine, ...filter }: Pick<ListInspectionsInput, 'mine' | 'state' | 'campaignId' | 'search'>,
): InspectionFilter => ({
  ...filter,
  inspectorAccountId: mine ? (scope.accountId ?? undefined) : undefined,
});

/** 检查, newest first; `mine` leaves those in which the person is an inspector. */
export const listInspections = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListInspectionsInput,
): Promise<Page<InspectionRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const filter = filterOf(scope, input);
  const rows = await listInspectionRows(tdb, scope.tenantId, filter, { cursor, direction, limit });
  const total = await countInspectionRows(tdb, scope.tenantId, filter);
  const createdAt = new Map(rows.map((row) => [row.id, row.createdAt]));
  return cutPage(
    inspectionRowView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([createdAt.get(row.id) ?? '', row.id]),
  );
};

export const STATE_WORDS: Record<InspectionState, string> = {
  drawn: '已抽取',
  noticed: '已通知',
  inspecting: '检查中',
  rectifying: '整改中',
  closed: '已办结',
  cancelled: '已撤销',
};
const COLUMNS = [
  { heading: '检查批次', width: 36 },
  { heading: '被检查单位', width: 26 },
  { heading: '检查人员', width: 20 },
  { heading: '通知书', width: 20 },
  { heading: '签收时间', width: 20 },
  { heading: '检查日期', width: 12 },
  { heading: '状态', width: 10 },
  { heading: '结果', width: 24 },
  { heading: '问题数', width: 8 },
  { heading: '未结', width: 8 },
  { heading: '逾期', width: 8 },
  { heading: '办结日期', width: 12 },
];

const cellsOf = (row: InspectionRowView): (string | number | null)[] => [
  row.campaignTitle,
  row.subjectName,
  row.inspectorNames.join('、'),
  row.noticeNumber,
  row.acknowledgedAt,
  row.scheduledOn,
  STATE_WORDS[row.state],
  row.result ? (RESULT_WORDS[row.result as keyof typeof RESULT_WORDS] ?? row.result) : null,
  row.findings,
  row.openFindings,
  row.overdueFindings,
  row.closedOn,
];

/** 监督检查台账 as a workbook, of what the filters leave. */
export const exportInspections = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: Pick<ListInspectionsInput, 'mine' | 'state' | 'campaignId' | 'search'>,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listInspectionRows(tdb, scope.tenantId, filterOf(scope, input), page);
  return exportTable(tdb, scope, objects, {
    action: 'inspection.exportInspections',
    objectKind: 'inspection',
    fileName: `监督检查台账_${scope.tenantName}.xlsx`,
    sheetName: '监督检查台账',
    columns: COLUMNS,
    rows: inspectionRowView.array().parse(rows).map(cellsOf),
  });
};
