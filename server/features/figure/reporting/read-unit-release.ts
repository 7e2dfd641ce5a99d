import type { TenantDb } from '@/db/client';
import { listReceivedReleases, type ReceivedReleaseRow } from '@/db/queries/figures/release.queries';
import { computedFigures, FIGURE_CODES, FIGURES, type FigureCode } from '@/server/domain/figure/figures';
import { isUnlikeLastYear, type UnitReleaseRow, type UnitReleaseView } from '@/server/domain/figure/reporting';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { outliersAmong } from '@/server/domain/shared/outliers';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
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

/** The same as a workbook, for whoever goes through it with the unit. */
export const exportUnitRelease = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { year: number; unitTenantId: number },
): Promise<FileReference> => {
  const { unit, rows, period } = await readUnitRelease(tdb, scope, input);
  return exportTable(tdb, scope, objects, {
    action: 'figure.exportUnitRelease',
    objectKind: 'figure_release',
    fileName: `报送指标_${unit.name}_${period.year}.xlsx`,
    sheetName: '报送指标',
    columns: [
      { heading: '编号', width: 8 },
      { heading: '指标', width: 36 },
      { heading: '本年', width: 12 },
      { heading: '单位', width: 10 },
      { heading: '上年', width: 12 },
      { heading: '同类单位中间值', width: 16 },
      { heading: '留意', width: 28 },
      { heading: '说明', width: 30 },
      { heading: '数据截至', width: 12 },
    ],
    rows: rows.map((row) => [
      ...[row.code, FIGURES[row.code].name.zh, row.value, FIGURES[row.code].unit.zh, row.lastYear, row.median],
      [row.isUnlikeLastYear ? '与上年相差大' : '', row.isUnlikeOthers ? '与同类单位相差大' : '']
        .filter(Boolean)
        .join('、'),
      ...[row.note, row.asOf],
    ]),
  });
};
