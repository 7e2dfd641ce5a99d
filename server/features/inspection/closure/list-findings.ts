import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countFindingRows, type FindingListFilter, listFindingRows } from '@/db/queries/finding-list.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { type FindingRowView, findingRowView, type ListFindingsInput } from '@/server/domain/inspection/closure';
import { documentForm } from '@/server/domain/inspection/document-forms';
import type { FindingState } from '@/server/domain/inspection/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { SEVERITY_WORDS } from '../inspection-record.ts';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

type Filter = Omit<ListFindingsInput, 'cursor' | 'direction' | 'limit'>;

/** A unit is named by its slug, and only one that is supervised today. */
const filterOf = async (tdb: TenantDb, { unitSlug, ...filter }: Filter): Promise<FindingListFilter> => {
  if (unitSlug === undefined) return filter;
  const unit = (await listKnownTenants(tdb)).find((known) => known.depth > 0 && known.slug === unitSlug);
  if (!unit) throw new AppError('NOT_FOUND', `${unitSlug} is no unit below`);
  return { ...filter, subjectTenantId: unit.tenantId };
};

/** 问题清单, newest first. */
export const listFindings = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListFindingsInput,
): Promise<Page<FindingRowView>> => {
  const { cursor: asked, limit, direction, ...rest } = input;
  const filter = await filterOf(tdb, rest);
  const cursor = decodeCursor(cursorKey, asked);
  const rows = await listFindingRows(tdb, scope.tenantId, filter, { cursor, direction, limit });
  const total = await countFindingRows(tdb, scope.tenantId, filter);
  const createdAt = new Map(rows.map((row) => [row.id, row.createdAt]));
  return cutPage(
    findingRowView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([createdAt.get(row.id) ?? '', row.id]),
  );
};

const STATE: Record<FindingState, string> = {
  draft: '草稿',
  issued: '待整改',
  answered: '待复核',
  verified: '已通过',
  returned: '已退回',
  withdrawn: '已撤回',
};
const COLUMNS = [
  { heading: '单位', width: 26 },
  { heading: '检查批次', width: 32 },
  { heading: '序号', width: 6 },
  { heading: '检查项', width: 8 },
  { heading: '程度', width: 10 },
  { heading: '对象', width: 26 },
  { heading: '事实', width: 48 },
  { heading: '依据', width: 30 },
  { heading: '整改要求', width: 40 },
  { heading: '文书', width: 24 },
  { heading: '文号', width: 22 },
  { heading: '下发日期', width: 12 },
  { heading: '整改期限', width: 12 },
  { heading: '状态', width: 10 },
  { heading: '逾期', width: 8 },
  { heading: '办结日期', width: 12 },
];

const cellsOf = (row: FindingRowView): (string | number | null)[] => [
  row.subjectName,
  row.campaignTitle,
  row.number,
  row.checklistCode,
  SEVERITY_WORDS[row.severity],
  row.pinnedLabel,
  row.fact,
  row.basis,
  row.requirement,
  documentForm(row.documentCode).title,
  row.documentNumber,
  row.issuedOn,
  row.dueOn,
  STATE[row.state],
  row.isOverdue ? '是' : '',
  row.verifiedOn,
];

/** 档案督导问题清单 as a workbook, of what the filters leave. */
export const exportFindings = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: Filter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listFindingRows(tdb, scope.tenantId, await filterOf(tdb, input), page);
  return exportTable(tdb, scope, objects, {
    action: 'closure.exportFindings',
    objectKind: 'finding',
    fileName: `档案督导问题清单_${scope.tenantName}.xlsx`,
    sheetName: '问题清单',
    columns: COLUMNS,
    rows: findingRowView.array().parse(rows).map(cellsOf),
  });
};
