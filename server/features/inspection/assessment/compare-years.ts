import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countUnitYears,
  listComparedSchemes,
  listUnitYears,
  listYearGrades,
} from '@/db/queries/assessment-compare.queries';
import { sectionWeight } from '@/server/domain/assessment/assessment';
import {
  type ComparedYear,
  type CompareInput,
  comparedYear,
  type UnitYearsInput,
  type UnitYearsView,
  unitYearsView,
} from '@/server/domain/assessment/assessment-exchange';
import { MOST_YEARS } from '@/server/domain/assessment/assessment-vocabulary';
import { sharesOf, weighList } from '@/server/domain/assessment/weigh-list';
import { checklistItems } from '@/server/domain/inspection/checklist';
import { profileOf } from '@/server/domain/inspection/scoring-profile';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';

const TENTH = 10;

const checkYears = ({ fromYear, toYear }: { fromYear: number; toYear: number }): void => {
  if (toYear < fromYear || toYear - fromYear >= MOST_YEARS) throw new AppError('BAD_INPUT', 'years out of order');
};

/** 历年对比: what each section counted for in each year, and what the units came to. */
export const compareYears = async (tdb: TenantDb, scope: TenantScope, input: CompareInput): Promise<ComparedYear[]> => {
  checkYears(input);
  const schemes = (await listComparedSchemes(tdb, scope.tenantId, input)).map((row) => {
    const items = checklistItems.parse(row.items);
    const list = weighList({ items, profile: profileOf(row.profile, items) }, sectionWeight.array().parse(row.weights));
    return { ...row, itemCount: items.length, shares: sharesOf(list) };
  });
  const grades = await listYearGrades(tdb, scope.tenantId, input);
  const years = [...new Set([...schemes, ...grades].map((row) => row.year))].toSorted((one, other) => one - other);
  return years.map((year) => {
    const own = grades.filter((row) => row.year === year);
    const units = own.reduce((sum, row) => sum + row.units, 0);
    const sum = own.reduce((total, row) => total + row.sum, 0);
    return comparedYear.parse({
      year,
      schemes: schemes.filter((row) => row.year === year),
      units,
      average: units === 0 ? null : Math.round((sum * TENTH) / units) / TENTH,
      grades: own.map((row) => ({ name: row.gradeName ?? '', units: row.units })),
    });
  });
};

const cursorKey = z.tuple([z.string(), z.number().int()]);

/** Each unit's results of the years, by name. */
export const listUnitsOverYears = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: UnitYearsInput,
): Promise<Page<UnitYearsView>> => {
  checkYears(input);
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listUnitYears(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countUnitYears(tdb, scope.tenantId, input);
  return cutPage(
    unitYearsView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    ({ subjectName, subjectTenantId }) => encodeCursor([subjectName, subjectTenantId]),
  );
};
