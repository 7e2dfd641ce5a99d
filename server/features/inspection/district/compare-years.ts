import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import {
  averageSections,
  compareYears,
  countByLegalItem,
  countTrends,
  listTrendRows,
  type TrendFilter,
} from '@/db/queries/year-comparison.queries';
import { UNIT_TRENDS, YEARS_COMPARED } from '@/server/domain/inspection/district-vocabulary';
import { LEGAL_ITEM_CODES } from '@/server/domain/inspection/vocabulary';
import {
  type ComparisonInput,
  type ComparisonView,
  comparisonView,
  type ExportTrendsInput,
  type ListTrendsInput,
  type UnitTrendView,
  unitTrendView,
} from '@/server/domain/inspection/year-comparison';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { KIND_WORDS } from '../library/objects.ts';

const cursorKey = z.tuple([z.number(), z.number().int()]);

/** The year that is asked for, or this one. */
const yearOf = async (tdb: TenantDb, year: number | undefined): Promise<number> =>
  year ?? Number((await readShanghaiToday(tdb)).slice(0, 4));

/** 历年比较: scores by section, findings by legal item, what was found again, and how many units rose or fell. */
export const getComparison = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ComparisonInput,
): Promise<ComparisonView> => {
  const year = await yearOf(tdb, input.year);
  const question = { tenantId: scope.tenantId, year, span: YEARS_COMPARED, kind: input.kind };
  const years = await compareYears(tdb, question);
  const items = await countByLegalItem(tdb, question);
  const sections = await averageSections(tdb, question);
  const trends = await countTrends(tdb, scope.tenantId, { year, kind: input.kind });
  const names = [...new Set(sections.map((one) => one.name))];
  return comparisonView.parse({
    year,
    years,
    legalItems: LEGAL_ITEM_CODES.map((code) => ({
      code,
      counts: years.map((one) => items.find((row) => row.year === one.year && row.legalItem === code)?.findings ?? 0),
    })),
    sections: names.map((name) => ({
      name,
      averages: years.map((one) => sections.find((row) => row.year === one.year && row.name === name)?.average ?? null),
    })),
    trends: Object.fromEntries(
      UNIT_TRENDS.map((trend) => [trend, trends.find((row) => row.trend === trend)?.units ?? 0]),
    ),
  });
};

const filterOf = async (tdb: TenantDb, { year, kind, trend, search }: ExportTrendsInput): Promise<TrendFilter> => ({
  year: await yearOf(tdb, year),
  kind,
  trend,
  search,
});

/** Units with their score of the year beside the one before, what fell most first. */
export const listTrends = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListTrendsInput,
): Promise<Page<UnitTrendView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const filter = await filterOf(tdb, input);
  const rows = await listTrendRows(tdb, scope.tenantId, filter, { cursor, direction, limit });
  const counts = await countTrends(tdb, scope.tenantId, filter);
  const total = counts.reduce((sum, row) => sum + (!filter.trend || row.trend === filter.trend ? row.units : 0), 0);
  const weights = new Map(rows.map((row) => [row.tenantId, row.weight]));
  return cutPage(
    unitTrendView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([weights.get(row.tenantId) ?? 0, row.tenantId]),
  );
};

const TREND = { fell: '下降', rose: '上升', same: '持平', first: '首次' } as const;
const COLUMNS = [
  { heading: '单位', width: 30 },
  { heading: '类型', width: 14 },
  { heading: '得分', width: 10 },
  { heading: '等次', width: 10 },
  { heading: '检查日期', width: 12 },
  { heading: '上次得分', width: 10 },
  { heading: '上次日期', width: 12 },
  { heading: '增减', width: 10 },
  { heading: '变化', width: 8 },
  { heading: '问题数', width: 8 },
  { heading: '重复问题', width: 10 },
];

/** The same as a workbook. */
export const exportTrends = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ExportTrendsInput,
): Promise<FileReference> => {
  const filter = await filterOf(tdb, input);
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = unitTrendView.array().parse(await listTrendRows(tdb, scope.tenantId, filter, page));
  return exportTable(tdb, scope, objects, {
    action: 'inspection.exportTrends',
    objectKind: 'inspection',
    fileName: `历年比较_${scope.tenantName}_${filter.year}.xlsx`,
    sheetName: '历年比较',
    columns: COLUMNS,
    rows: rows.map((row) => [
      row.name,
      KIND_WORDS[row.kind] ?? row.kind,
      row.score,
      row.grade,
      row.scoredOn,
      row.previousScore,
      row.previousOn,
      row.change,
      TREND[row.trend],
      row.findings,
      row.repeated,
    ]),
  });
};
