import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countUnitYearRows,
  findReceivedRelease,
  listUnitYearRows,
  sumUnitYears,
  type UnitYearRow,
} from '@/db/queries/filing-release.queries';
import {
  type ExportUnitYearsInput,
  type ListUnitYearsInput,
  releasedLine,
  type UnitYearDetail,
  type UnitYearsSummary,
  type UnitYearView,
  unitYearDetail,
  unitYearView,
} from '@/server/domain/filing/year-release';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { generalDueOn } from './release-year.ts';

const cursorKey = z.tuple([z.string().max(300), z.number().int()]);
const toView = (row: UnitYearRow): UnitYearView => unitYearView.parse(row);
const filterOf = (input: ExportUnitYearsInput) => ({ ...input, generalDueOn: generalDueOn(input.year) });

/** 各单位归档情况: which units have closed a filing year and how late they are, from what they handed up. */
export const listUnitYears = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListUnitYearsInput,
): Promise<Page<UnitYearView>> => {
  const { limit, direction, sort } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const order = input.descending ? 'desc' : 'asc';
  const rows = await listUnitYearRows(tdb, scope.tenantId, filterOf(input), { sort, order, cursor, direction, limit });
  const total = await countUnitYearRows(tdb, scope.tenantId, filterOf(input));
  const cut = cutPage(rows, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.sortKey, row.tenantId]),
  );
  return { rows: cut.rows.map(toView), page: cut.page };
};

export const summariseUnitYears = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { year: number },
): Promise<UnitYearsSummary> => {
  const dueOn = generalDueOn(input.year);
  return { ...(await sumUnitYears(tdb, scope.tenantId, { year: input.year, generalDueOn: dueOn })), dueOn };
};

/** One unit with the lines that it handed up. A unit that is not below reads like one that does not exist. */
export const getUnitYear = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { unitTenantId: number; year: number },
): Promise<UnitYearDetail> => {
  const filter = { year: input.year, generalDueOn: generalDueOn(input.year), unitTenantIds: [input.unitTenantId] };
  const page = { sort: 'name', order: 'asc', cursor: undefined, direction: 'after', limit: 1 } as const;
  const [row] = await listUnitYearRows(tdb, scope.tenantId, filter, page);
  if (!row) throw new AppError('NOT_FOUND', `unit ${input.unitTenantId} does not file under ${scope.tenantId}`);
  const release = await findReceivedRelease(tdb, scope.tenantId, input.unitTenantId, input.year);
  return unitYearDetail.parse({
    ...toView(row),
    note: release?.note ?? null,
    releasedByName: release?.releasedByName ?? null,
    lines: release ? releasedLine.array().parse(release.lines) : [],
  });
};

const STATE_WORDS: Readonly<Record<UnitYearView['state'], string>> = {
  late: '逾期未办结',
  open: '未办结',
  closed: '已办结',
};

export const exportUnitYears = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ExportUnitYearsInput,
): Promise<FileReference> => {
  const order = input.descending ? 'desc' : 'asc';
  const page = { sort: input.sort, order, cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = (await listUnitYearRows(tdb, scope.tenantId, filterOf(input), page)).map(toView);
  return exportTable(tdb, scope, objects, {
    action: 'filing.exportUnitYears',
    objectKind: 'filing_year_release',
    fileName: `${input.year}年度各单位归档情况_${scope.tenantName}.xlsx`,
    sheetName: `${input.year}年度归档情况`,
    columns: [
      { heading: '单位', width: 32 },
      { heading: '状态', width: 12 },
      { heading: '期限', width: 12 },
      { heading: '逾期天数', width: 10 },
      { heading: '办结日期', width: 12 },
      { heading: '应交', width: 10 },
      { heading: '已接收', width: 10 },
      { heading: '缺失', width: 10 },
      { heading: '已归档件数', width: 12 },
      { heading: '校验日期', width: 12 },
      { heading: '校验差错', width: 10 },
      { heading: '报送时间', width: 12 },
      { heading: '最近催办', width: 12 },
    ],
    rows: rows.map((row) => [
      row.name,
      STATE_WORDS[row.state],
      row.dueOn,
      row.daysLate,
      row.closedOn,
      row.expectedCount,
      row.acceptedCount,
      row.missingCount,
      row.filedCount,
      row.checkedOn,
      row.checkErrors,
      dayOf(row.releasedAt) ?? '未报送',
      dayOf(row.remindedAt),
    ]),
  });
};

const dayOf = (instant: string | null): string | null =>
  instant === null ? null : new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
