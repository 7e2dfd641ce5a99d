import type { TenantDb } from '@/db/client';
import type { ReportingState } from '@/server/domain/figure/reporting';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { WorkbookColumn } from '@/server/objects/table-workbook';
import type { TenantScope } from '@/server/tenancy/scope';
import { listReporting } from './list-reporting.ts';

const COLUMNS: readonly WorkbookColumn[] = [
  { heading: '序号', width: 6 },
  { heading: '单位', width: 28 },
  { heading: '状态', width: 10 },
  { heading: '已报指标', width: 10 },
  { heading: '应报指标', width: 10 },
  { heading: '要求报送日期', width: 14 },
  { heading: '首次报送', width: 14 },
  { heading: '最近报送', width: 14 },
  { heading: '是否逾期', width: 10 },
  { heading: '退回原因', width: 36 },
];
const STATE: Record<ReportingState, string> = {
  not_released: '未报送',
  released: '已报送',
  returned: '已退回',
  accepted: '已确认',
};

const day = (instant: string | null): string | null =>
  instant ? new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10) : null;

/** 报送情况表 as a workbook. */
export const exportReporting = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { year: number },
): Promise<FileReference> => {
  const { units } = await listReporting(tdb, scope, input);
  return exportTable(tdb, scope, objects, {
    action: 'figure.exportReporting',
    objectKind: 'figure_release',
    fileName: `${input.year}年指标报送情况_${scope.tenantName}.xlsx`,
    sheetName: '报送情况',
    columns: COLUMNS,
    rows: units
      .slice(0, EXPORT_ROWS)
      .map((unit, index) => [
        index + 1,
        unit.name,
        STATE[unit.state],
        unit.released,
        unit.owed,
        unit.dueOn,
        day(unit.firstReleasedAt),
        day(unit.releasedAt),
        unit.isLate ? '逾期' : '',
        unit.reason,
      ]),
  });
};
