import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { type DistrictFilter, type DistrictSums, readDistrict } from '@/db/queries/district.queries';
import type { DistrictQuestion } from '@/db/queries/district-lines';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import { dueOn } from '@/server/domain/filing/deadline-rules';
import {
  type DistrictPage,
  type DistrictRowView,
  type DistrictSummary,
  districtRowView,
  districtSummary,
  type ExportDistrictInput,
  type ListDistrictInput,
} from '@/server/domain/inspection/district';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { findSupervisedUnit } from '../library/find-unit.ts';
import { exportDistrictRows } from './district-workbook.ts';

const cursorKey = z.tuple([z.string(), z.number().int()]);

/** What the table of a day asks. A day that has not come is refused: nothing is known of it. */
export const districtQuestion = async (
  tdb: TenantDb,
  scope: TenantScope,
  asked: string | undefined,
): Promise<DistrictQuestion> => {
  const today = await readShanghaiToday(tdb);
  const on = asked ?? today;
  if (on > today) throw new AppError('BAD_INPUT', `${on} has not come yet`, { on: true });
  // The year that is being collected is the one that has ended.
  const filingYear = Number(on.slice(0, 4)) - 1;
  return {
    tenantId: scope.tenantId,
    on,
    isToday: on === today,
    filingYear,
    generalDueOn: dueOn('DOC', filingYear),
    ownKind: scope.tenantKind,
  };
};

export const filterOf = ({
  kind,
  light,
  tile,
  inspected,
  filing,
  schedule,
  field,
  guided,
  search,
}: Partial<ExportDistrictInput>): DistrictFilter => ({
  kind,
  light,
  tile,
  inspected,
  filing,
  schedule,
  field,
  guided,
  search,
});
const summaryOf = (question: DistrictQuestion, sums: DistrictSums): DistrictSummary =>
  districtSummary.parse({ ...sums, on: question.on, filingYear: question.filingYear });

/** 立档单位一览, what is late first, with the sums over all units below. */
export const listDistrict = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListDistrictInput,
): Promise<DistrictPage> => {
  const question = await districtQuestion(tdb, scope, input.on);
  const { limit, direction, sort } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const order = input.descending ? 'desc' : 'asc';
  const { rows, sums } = await readDistrict(tdb, question, filterOf(input), { sort, order, cursor, direction, limit });
  const keys = new Map(rows.map((row) => [row.tenantId, row.sortKey]));
  const page = cutPage(
    districtRowView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total: sums.total },
    (row) => encodeCursor([keys.get(row.tenantId) ?? '', row.tenantId]),
  );
  return { ...page, summary: summaryOf(question, sums) };
};

/** The sums of a day alone: what stood in the headline figures then. */
export const readDistrictSums = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { on: string },
): Promise<DistrictSummary> => {
  const question = await districtQuestion(tdb, scope, input.on);
  const page = { sort: 'name', order: 'asc', cursor: undefined, direction: 'after', limit: 1 } as const;
  return summaryOf(question, (await readDistrict(tdb, question, {}, page)).sums);
};

/** The line of one unit. Whoever is not supervised is answered like one that does not exist. */
export const readDistrictUnit = async (
  tdb: TenantDb,
  scope: TenantScope,
  unitSlug: string,
): Promise<DistrictRowView> => {
  const unit = await findSupervisedUnit(tdb, unitSlug);
  const question = { ...(await districtQuestion(tdb, scope, undefined)), unitTenantId: unit.tenantId };
  const page = { sort: 'problems', order: 'desc', cursor: undefined, direction: 'after', limit: 1 } as const;
  const { rows } = await readDistrict(tdb, question, {}, page);
  const [row] = rows;
  if (!row) throw new AppError('NOT_FOUND', `${unitSlug} is not supervised here`);
  return districtRowView.parse(row);
};

/** The same as a workbook, of what the filters leave. */
export const exportDistrict = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ExportDistrictInput,
): Promise<FileReference> => {
  const question = await districtQuestion(tdb, scope, input.on);
  const order = input.descending ? 'desc' : 'asc';
  const page = { sort: input.sort, order, cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const { rows } = await readDistrict(tdb, question, filterOf(input), page);
  return exportDistrictRows(tdb, scope, objects, question, districtRowView.array().parse(rows));
};
