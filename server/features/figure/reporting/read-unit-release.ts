import type { TenantDb } from '@/db/client';
import { listReceivedReleases, type ReceivedReleaseRow } from '@/db/queries/figures/release.queries';
import { computedFigures, FIGURE_CODES, type FigureCode } from '@/server/domain/figure/figures';
import { isUnlikeLastYear, type UnitReleaseRow, type UnitReleaseView } from '@/server/domain/figure/reporting';
import { AppError } from '@/server/domain/shared/app-error';
import { outliersAmong } from '@/server/domain/shared/outliers';
import type { TenantScope } from '@/server/tenancy/scope';
import { listReporting } from './list-reporting.ts';

/** What units of one kind released, by figure: each by itself, sums of other units apart. */
const valuesOf = (releases: readonly ReceivedReleaseRow[], peers: ReadonlySet<number>) => {
  const values = new Map<string, number[]>();
  for (const { figureCode, basis, unitTenantId, value } of releases) {
    if (value === null || !peers.has(unitTenantId)) continue;
    const key = `${figureCode} ${basis}`;
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  return values;
};

/**
 * 审核 of one unit: everything that it released for the year, returned or not, with last year's beside it and a mark
 * where it is unlike last year or unlike all other units of its kind.
 * @throws AppError NOT_FOUND for a tenant that does not report to this one
 */
export const readUnitRelease = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { year: number; unitTenantId: number },
): Promise<UnitReleaseView> => {
  const { period, units } = await listReporting(tdb, scope, input);
  const unit = units.find((one) => one.tenantId === input.unitTenantId);
  if (!unit) throw new AppError('NOT_FOUND', `tenant ${input.unitTenantId} does not report to this tenant`);
  const read = (year: number) => listReceivedReleases(tdb, { tenantId: scope.tenantId, year, codes: FIGURE_CODES });
  const all = await read(period.year);
  const last = (await read(period.year - 1)).filter((row) => row.unitTenantId === unit.tenantId);
  const peers = new Set(units.filter((one) => one.kind === unit.kind).map((one) => one.tenantId));
  const values = valuesOf(all, peers);
  const rows = all
    .filter((row) => row.unitTenantId === unit.tenantId)
    .map(({ figureCode, basis, value, note, asOf, releasedAt }): UnitReleaseRow => {
      const lastYear = last.find((row) => row.figureCode === figureCode && row.basis === basis)?.value ?? null;
      const among = outliersAmong(values.get(`${figureCode} ${basis}`) ?? []);
      return {
        ...{ code: figureCode as FigureCode, basis, value, lastYear, note, asOf, releasedAt },
        isUnlikeLastYear: isUnlikeLastYear(value, lastYear),
        median: peers.size > 1 && values.has(`${figureCode} ${basis}`) ? among.median : null,
        isUnlikeOthers: value !== null && among.isOutlier(value),
      };
    });
  const has = new Set(rows.filter((row) => row.basis === 'own').map((row) => row.code));
  const owed = unit.kind ? computedFigures(unit.kind) : [];
  return { period, unit, rows, missing: owed.map(({ code }) => code).filter((code) => !has.has(code)) };
};
