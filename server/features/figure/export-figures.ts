import type { z } from 'zod';
import type { TenantDb } from '@/db/client';
import type { FigureView, ListFiguresInput, receivedFiguresInput } from '@/server/domain/figure/figure-views';
import { FIGURE_CODES, FIGURES } from '@/server/domain/figure/figures';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { listFigures } from './list-figures.ts';
import { listReceivedFigures } from './list-received-figures.ts';
import { countedReleases } from './reporting/counted-releases.ts';

/** A number, or in words why there is none: an empty cell would read like a nought. */
const said = ({ value, state }: Pick<FigureView, 'value' | 'state'>): number | string =>
  value ?? (state === 'not_released' ? '未报送' : '无登记');

/** 指标 of a year as a workbook: what each means, its value, last year's, how many records stand behind it. */
export const exportFigures = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ListFiguresInput,
): Promise<FileReference> => {
  const { period, figures } = await listFigures(tdb, scope, input);
  return exportTable(tdb, scope, objects, {
    action: 'figure.exportList',
    objectKind: 'figure',
    fileName: `${period.year}年指标_${scope.tenantName}_截至${period.to}.xlsx`,
    sheetName: '指标',
    columns: [
      { heading: '编号', width: 8 },
      { heading: '指标', width: 36 },
      { heading: '口径', width: 60 },
      { heading: '数值', width: 14 },
      { heading: '单位', width: 12 },
      { heading: '上年', width: 14 },
      { heading: '计入记录数', width: 12 },
      { heading: '已报送', width: 14 },
      { heading: '报送时数据截至', width: 14 },
    ],
    rows: figures.map((figure) => {
      const { name, definition, unit } = FIGURES[figure.code];
      return [
        ...[figure.code, name.zh, definition.zh, said(figure), unit.zh, said(figure.lastYear), figure.rows],
        figure.release ? said({ value: figure.release.value, state: 'no_entry' }) : null,
        figure.release?.asOf ?? null,
      ];
    }),
  });
};

/** 汇总 as a workbook: a line a figure, the sum, and beside it what each unit released. */
export const exportReceived = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: z.infer<typeof receivedFiguresInput>,
): Promise<FileReference> => {
  const { period, figures } = await listReceivedFigures(tdb, scope, input);
  const releases = await countedReleases(tdb, { tenantId: scope.tenantId, year: period.year, codes: FIGURE_CODES });
  const keyOf = ({ unitTenantId, basis }: (typeof releases)[number]) => `${unitTenantId} ${basis}`;
  const units = new Map(
    releases.map((row) => [keyOf(row), row.basis === 'own' ? row.unitName : `${row.unitName}（所属单位汇总）`]),
  );
  const released = new Map(releases.map((row) => [`${row.figureCode} ${keyOf(row)}`, row.value ?? '无登记']));
  return exportTable(tdb, scope, objects, {
    action: 'figure.exportReceived',
    objectKind: 'figure_release',
    fileName: `${period.year}年指标汇总_${scope.tenantName}.xlsx`,
    sheetName: '汇总',
    columns: [
      { heading: '编号', width: 8 },
      { heading: '指标', width: 36 },
      { heading: '单位', width: 12 },
      { heading: '合计', width: 14 },
      { heading: '已报送家数', width: 12 },
      { heading: '应报送家数', width: 12 },
      ...[...units.values()].map((heading) => ({ heading, width: 16 })),
    ],
    rows: figures.map(({ code, total, releasedCount, unitCount }) => [
      ...[code, FIGURES[code].name.zh, FIGURES[code].unit.zh, total, releasedCount, unitCount],
      ...[...units.keys()].map((key) => released.get(`${code} ${key}`) ?? null),
    ]),
  });
};
