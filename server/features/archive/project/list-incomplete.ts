import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countIncompleteItems,
  countNumberGapRows,
  type IncompleteItemRow,
  listIncompleteItems,
  listNumberGapRows,
  listNumbersInside,
  type NumberGapRow,
} from '@/db/queries/archive-incomplete.queries';
import { categoryName } from '@/server/domain/archive/archival-category';
import { PROJECT_PHASES } from '@/server/domain/archive/category-fields';
import {
  type IncompleteFilter,
  type IncompleteItem,
  type IncompletePage,
  incompleteItem,
  type ListIncompleteInput,
  type ListNumberGapsInput,
  type NumberGap,
  type NumberGapFilter,
  type NumberGapPage,
  numberGap,
} from '@/server/domain/archive/incomplete';
import { numberGaps } from '@/server/domain/archive/project';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { COUNT_CAP, cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const edgeKey = z.tuple([z.number().int(), z.string(), z.uuid()]);
const ALL = { direction: 'after', after: undefined, limit: EXPORT_ROWS + 1 } as const;

const viewOf = async (
  tdb: TenantDb,
  { tenantId }: TenantScope,
  rows: readonly IncompleteItemRow[],
): Promise<IncompleteItem[]> => {
  const broken = rows.filter((row) => row.isBroken).map((row) => row.id);
  const numbers = await listNumbersInside(tdb, tenantId, broken);
  return rows.map((row) => incompleteItem.parse({ ...row, gaps: numberGaps(numbers.get(row.id) ?? []) }));
};

/** 待补清单: volumes without contents or with numbers missing inside, records without pages. */
export const listIncomplete = async (
  tdb: TenantDb,
  scope: TenantScope,
  { cursor, direction, limit, ...filter }: ListIncompleteInput,
): Promise<IncompletePage> => {
  const { tenantId } = scope;
  const after = decodeCursor(edgeKey, cursor);
  const { sort } = filter;
  const rows = await listIncompleteItems(tdb, tenantId, filter, { sort, direction, after, limit: limit + 1 });
  const counts = await countIncompleteItems(tdb, tenantId, filter);
  const total = Math.min(COUNT_CAP, counts[filter.kind ?? 'all']);
  const cut = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total }, (row) =>
    encodeCursor([row.filingYear, row.codeSort, row.id]),
  );
  return { rows: await viewOf(tdb, scope, cut.rows), page: cut.page, counts };
};

/** What is missing, in the words of the register. */
const missingText = (row: IncompleteItem): string =>
  [row.isEmpty ? '无卷内文件' : '', row.gaps ? `缺件号${row.gaps}` : '', row.isUnpaged ? '缺页数' : '']
    .filter(Boolean)
    .join('；');

/** The same as a workbook, to be gone through with the paper. */
export const downloadIncomplete = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: IncompleteFilter,
): Promise<FileReference> => {
  const found = await listIncompleteItems(tdb, scope.tenantId, filter, { sort: filter.sort, ...ALL });
  const rows = await viewOf(tdb, scope, found);
  return exportTable(tdb, scope, objects, {
    action: 'archive.exportIncomplete',
    objectKind: 'archive_item',
    fileName: `待补清单_${scope.tenantName}.xlsx`,
    sheetName: '待补清单',
    columns: [
      { heading: '档号', width: 28 },
      { heading: '题名', width: 50 },
      { heading: '门类', width: 16 },
      { heading: '年度', width: 8 },
      { heading: '阶段', width: 10 },
      { heading: '标段', width: 10 },
      { heading: '卷内件数', width: 10 },
      { heading: '页数', width: 8 },
      { heading: '缺什么', width: 40 },
    ],
    rows: rows.map((row) => [
      row.referenceCode,
      row.title,
      categoryName(row.category),
      row.filingYear,
      PROJECT_PHASES.find(({ code }) => code === row.phase)?.zh ?? row.phase,
      row.contractPackage,
      row.pieces,
      row.pages,
      missingText(row),
    ]),
  });
};

/** 断号清单: each run of numbers that nobody has, with the place it is missing in. */
export const listNumberGaps = async (
  tdb: TenantDb,
  scope: TenantScope,
  { cursor, direction, limit, ...filter }: ListNumberGapsInput,
): Promise<NumberGapPage> => {
  const { tenantId } = scope;
  const after = decodeCursor(edgeKey, cursor);
  const { sort } = filter;
  const rows = await listNumberGapRows(tdb, tenantId, filter, { sort, direction, after, limit: limit + 1 });
  const total = await countNumberGapRows(tdb, tenantId, filter);
  const keyOf = (row: NumberGapRow) =>
    encodeCursor([sort.endsWith('missing') ? row.missing : row.from, row.placeSort, row.nextId]);
  const cut = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total }, keyOf);
  return { rows: cut.rows.map((row) => numberGap.parse(row)), page: cut.page };
};

const rangeText = ({ from, to }: NumberGap): string => (from === to ? String(from) : `${from}—${to}`);

/** The same as a workbook. */
export const downloadNumberGaps = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: NumberGapFilter,
): Promise<FileReference> => {
  const found = await listNumberGapRows(tdb, scope.tenantId, filter, { sort: filter.sort, ...ALL });
  const isInside = filter.of === 'inside';
  return exportTable(tdb, scope, objects, {
    action: 'archive.exportNumberGaps',
    objectKind: 'archive_item',
    fileName: `断号清单_${isInside ? '卷内件号' : '项目案卷号'}_${scope.tenantName}.xlsx`,
    sheetName: '断号清单',
    columns: [
      { heading: '全宗号', width: 10 },
      { heading: isInside ? '案卷档号' : '项目号', width: 28 },
      { heading: isInside ? '案卷题名' : '项目名称', width: 50 },
      { heading: isInside ? '缺的件号' : '缺的案卷号', width: 16 },
      { heading: '缺几个', width: 8 },
      { heading: '断号后第一件的档号', width: 32 },
    ],
    rows: found.map((row) => [
      row.fondsNumber,
      row.place,
      row.name,
      rangeText(numberGap.parse(row)),
      row.missing,
      row.nextCode,
    ]),
  });
};
