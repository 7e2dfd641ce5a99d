import type { TenantDb } from '@/db/client';
import type { DashboardInput, DistrictFiguresInput } from '@/server/domain/figure/dashboard';
import { FIGURES, type FigureCode } from '@/server/domain/figure/figures';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { readDashboard } from './read-dashboard.ts';
import { readDistrictFigures } from './read-district-figures.ts';

const heading = (code: FigureCode): string => `${FIGURES[code].name.zh}（${FIGURES[code].unit.zh}）`;

/** The numbers behind the trend as a workbook. */
export const exportDashboard = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: DashboardInput,
): Promise<FileReference> => {
  const { years, figures, period } = await readDashboard(tdb, scope, input);
  return exportTable(tdb, scope, objects, {
    action: 'figure.exportDashboard',
    objectKind: 'figure_release',
    fileName: `主要指标_${scope.tenantName}_${period.year}.xlsx`,
    sheetName: '主要指标',
    columns: [
      { heading: '指标', width: 36 },
      ...years.map((year) => ({ heading: `${year}年`, width: 12 })),
      { heading: '位次', width: 12 },
    ],
    rows: figures.map((figure) => [
      heading(figure.code),
      ...figure.trend,
      figure.place ? `${figure.place.place}/${figure.place.among}` : null,
    ]),
  });
};

/** The table of the units as a workbook, with its sums. */
export const exportDistrictFigures = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: DistrictFiguresInput,
): Promise<FileReference> => {
  const { codes, rows, totals, lastTotals, period } = await readDistrictFigures(tdb, scope, input);
  return exportTable(tdb, scope, objects, {
    action: 'figure.exportDistrict',
    objectKind: 'figure_release',
    fileName: `各单位指标_${scope.tenantName}_${period.year}.xlsx`,
    sheetName: '各单位指标',
    columns: [{ heading: '单位', width: 30 }, ...codes.map((code) => ({ heading: heading(code), width: 18 }))],
    rows: [...rows.map((row) => [row.unitName, ...row.values]), ['合计', ...totals], ['上年合计', ...lastTotals]],
  });
};
