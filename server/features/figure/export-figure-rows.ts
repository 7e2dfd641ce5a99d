import type { TenantDb } from '@/db/client';
import { pageFigureRows, rowsOfFigure } from '@/db/queries/figures/figure.queries';
import type { ExportFigureRowsInput } from '@/server/domain/figure/figure-views';
import { computedFigures } from '@/server/domain/figure/figures';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { figurePeriod } from './figure-period.ts';

/** How counted rows stand in a workbook, whoever counted them. */
export const ROWS_SHEET = {
  sheetName: '明细',
  columns: [
    { heading: '记录', width: 44 },
    { heading: '说明', width: 30 },
    { heading: '日期', width: 12 },
    { heading: '计入数量', width: 12 },
  ],
};

/**
 * The rows that a figure counts as a workbook, for whoever goes through them on paper.
 * @throws AppError BATCH_TOO_LARGE where they are more than one workbook takes
 */
export const exportFigureRows = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ExportFigureRowsInput,
): Promise<FileReference> => {
  const figure = computedFigures(scope.tenantKind).find((candidate) => candidate.code === input.code);
  if (!figure) throw new AppError('FIGURE_NOT_FOR_THIS_TENANT', `${input.code} is not computed in ${scope.tenantKind}`);
  const period = await figurePeriod(tdb, input);
  const counted = rowsOfFigure(tdb, figure.code, { tenantId: scope.tenantId, from: period.from, to: period.to });
  // One more than is taken comes back, so that too many are seen.
  const rows = await pageFigureRows(tdb, counted, { cursor: undefined, direction: 'after', limit: EXPORT_ROWS });
  return exportTable(tdb, scope, objects, {
    action: 'figure.exportRows',
    objectKind: 'figure',
    fileName: `${figure.code}_${figure.name.zh}_${period.year}.xlsx`,
    ...ROWS_SHEET,
    rows: rows.map(({ label, detail, on, amount }) => [label, detail, on, Number(amount)]),
  });
};
