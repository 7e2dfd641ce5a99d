import type { TenantDb } from '@/db/client';
import { listPlatformKinds } from '@/db/queries/figures/platform-figure.queries';
import { listReceivedOwn, type ReceivedOwnRow } from '@/db/queries/figures/release.queries';
import { type FigureDocumentRow, listSentFigureDocuments } from '@/db/queries/figures/reporting.queries';
import type { ReceivedCustomRow, ReceivedCustomSum, ReceivedCustomView } from '@/server/domain/figure/custom-figure';
import { readDefinedCode } from '@/server/domain/figure/defined-code';
import { figureInWords } from '@/server/domain/figure/figure-in-words';
import { releasedPart, reviewBody } from '@/server/domain/figure/reporting';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { addReleases } from '../add-releases.ts';
import { figurePeriod } from '../figure-period.ts';
import { type OwingUnit, owingUnits } from '../reporting/owing-units.ts';

/** A return of the whole year that came after the release is about it too; one that names figures of the report is not. */
const isReturned = (row: ReceivedOwnRow, sent: readonly FigureDocumentRow[]): boolean => {
  const review = sent.find(({ unitTenantId, kind }) => unitTenantId === row.unitTenantId && kind !== 'figure_call');
  if (review?.kind !== 'figure_return' || review.dispatchedAt < row.releasedAt) return false;
  return reviewBody.parse(review.body).codes.length === 0;
};

/** What counts in the sum of a figure of the platform. */
export const countedOf = (rows: readonly ReceivedCustomRow[]): ReceivedCustomRow[] => {
  const version = Math.max(...rows.map((row) => row.version));
  return rows.filter((row) => row.version === version && !row.isReturned);
};

/**
 * What the platform defined means the same everywhere, and so it adds up; the newest definition that anybody released
 * counts, and what was returned or is of an older one is left out and named.
 */
const sumOf = (code: string, rows: readonly ReceivedCustomRow[], owing: readonly OwingUnit[]): ReceivedCustomSum[] => {
  const version = Math.max(...rows.map((row) => row.version));
  const counted = countedOf(rows);
  const newest = rows.find((row) => row.version === version);
  if (!newest) return [];
  const has = new Set(counted.map((row) => row.unitTenantId));
  const others = new Map([...owing.map((one) => [one.tenantId, one.name] as const)]);
  for (const row of rows) others.set(row.unitTenantId, row.unitName);
  const missing = [...others].filter(([tenantId]) => !has.has(tenantId)).map(([, name]) => name);
  const { name, unit, definition } = newest;
  return [
    {
      ...{ code, name, unit, definition, version, missing },
      total: addReleases(counted),
      releasedCount: has.size,
      unitCount: others.size,
    },
  ];
};

/** 下级自定义指标: what units released that is none of the report's, and the sums of what the platform defined. */
export const listReceivedCustom = async (
  tdb: TenantDb,
  scope: Pick<TenantScope, 'tenantId'>,
  input: { year: number },
): Promise<ReceivedCustomView> => {
  const period = await figurePeriod(tdb, input);
  const { tenantId } = scope;
  const sent = await listSentFigureDocuments(tdb, tenantId, period.year);
  const rows = await listReceivedOwn(tdb, { tenantId, year: period.year });
  const figures = rows.map((row): ReceivedCustomRow => {
    const { said, figureCode, definitionVersion, parts, ...shown } = row;
    const { subject: _, ...words } = figureInWords.parse(said);
    return {
      ...{ ...shown, ...words, code: figureCode, version: definitionVersion, isReturned: isReturned(row, sent) },
      parts: releasedPart.array().parse(parts ?? []),
    };
  });
  const units = await owingUnits(tdb, tenantId, period.to);
  const codes = [...new Set(figures.map(({ code }) => code))].flatMap((code) => {
    const read = readDefinedCode(code);
    return read?.origin === 'platform' ? [{ code, number: read.number }] : [];
  });
  const kinds = await listPlatformKinds(
    tdb,
    codes.map(({ number }) => number),
  );
  const sums = codes.flatMap(({ code, number }) =>
    sumOf(
      code,
      figures.filter((figure) => figure.code === code),
      units.filter((unit) => kinds.get(number)?.includes(unit.kind)),
    ),
  );
  return { period, figures, sums };
};

export const exportReceivedCustom = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { year: number },
): Promise<FileReference> => {
  const { figures, sums, period } = await listReceivedCustom(tdb, scope, input);
  return exportTable(tdb, scope, objects, {
    action: 'figure.exportReceivedCustom',
    objectKind: 'figure_release',
    fileName: `下级自定义指标_${scope.tenantName}_${period.year}.xlsx`,
    sheetName: '下级自定义指标',
    columns: [
      { heading: '单位', width: 28 },
      { heading: '编号', width: 8 },
      { heading: '指标', width: 30 },
      { heading: '数值', width: 12 },
      { heading: '计量单位', width: 10 },
      { heading: '口径', width: 60 },
      { heading: '数据截至', width: 12 },
      { heading: '状态', width: 10 },
      { heading: '说明', width: 30 },
    ],
    rows: [
      ...figures.map((one) => [
        ...[
          one.basis === 'own' ? one.unitName : `${one.unitName}（汇总）`,
          one.code,
          one.name,
          one.value,
          one.unit,
          one.definition.zh,
          one.asOf,
        ],
        ...[one.isReturned ? '已退回' : '已报送', one.note],
      ]),
      ...sums.map((sum) => [
        ...['合计', sum.code, sum.name, sum.total, sum.unit, sum.definition.zh, period.to],
        ...[`${sum.releasedCount}/${sum.unitCount}家`, sum.missing.join('、')],
      ]),
    ],
  });
};
