import type { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findCustomFigure } from '@/db/queries/figures/custom-figure.queries';
import { listReceivedOwn } from '@/db/queries/figures/release.queries';
import { audit } from '@/server/audit/audit';
import type { ReceivedCustomRow, ReleaseCustomInput, receivedCustomView } from '@/server/domain/figure/custom-figure';
import { figureInWords } from '@/server/domain/figure/figure-in-words';
import type { releaseFiguresView } from '@/server/domain/figure/figure-views';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { countableOfOwn } from '../countable.ts';
import { figurePeriod } from '../figure-period.ts';
import { giveUp, keepRows, type ReleaseDraft } from '../release-figures.ts';
import { standingsBelow } from '../reporting/standing.ts';

/**
 * 报送自定义指标: value, cut-off, version and rows like those of the report, and the definition in words. It answers no
 * call: what a supervisor calls for are the figures of the report.
 * @throws AppError NOT_FOUND for a figure that is not there; ADDRESSEE_NOT_RELATED; FIGURES_LOCKED
 */
export const releaseCustom = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ReleaseCustomInput,
): Promise<z.infer<typeof releaseFiguresView>> => {
  refuseClassified(input.note);
  const period = await figurePeriod(tdb, input);
  const drafts: ReleaseDraft[] = [];
  for (const id of new Set(input.ids)) {
    const row = await findCustomFigure(tdb, { tenantId: scope.tenantId, id });
    const countable = row && countableOfOwn(scope, row);
    const counted = await countable?.count(tdb, period, []);
    if (!row || !counted) throw new AppError('NOT_FOUND', `custom figure ${id}`);
    const { code, version, definition } = counted.figure;
    drafts.push({
      figureCode: code,
      value: counted.value,
      definitionVersion: version,
      rowIds: await keepRows(counted),
      note: input.note ?? null,
      said: { name: row.name, unit: row.unit, definition },
    });
  }
  const supervisors = await giveUp(tdb, scope, period, drafts);
  await audit(tdb, scope, {
    action: 'figure.releaseCustom',
    objectKind: 'figure_release',
    objectId: String(period.year),
    objectLabel: drafts.map((draft) => draft.said?.name).join('、'),
    detail: { asOf: period.to, to: supervisors, values: drafts.map((one) => [one.figureCode, one.value]) },
  });
  return { released: drafts.length, supervisors, asOf: period.to };
};

/** What the units released of figures of their own. What was returned to a unit is not shown until it releases again. */
export const listReceivedCustom = async (
  tdb: TenantDb,
  scope: Pick<TenantScope, 'tenantId'>,
  input: { year: number },
): Promise<z.infer<typeof receivedCustomView>> => {
  const period = await figurePeriod(tdb, input);
  const standings = await standingsBelow(tdb, scope.tenantId, period.year);
  const rows = await listReceivedOwn(tdb, { tenantId: scope.tenantId, year: period.year });
  const figures = rows
    .filter((row) => standings.get(row.unitTenantId) !== 'returned')
    .map(
      ({ said, figureCode, definitionVersion, basis: _, ...row }): ReceivedCustomRow => ({
        ...row,
        ...figureInWords.parse(said),
        code: figureCode,
        version: definitionVersion,
      }),
    );
  return { period, figures };
};

export const exportReceivedCustom = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { year: number },
): Promise<FileReference> => {
  const { figures, period } = await listReceivedCustom(tdb, scope, input);
  return exportTable(tdb, scope, objects, {
    action: 'figure.exportReceivedCustom',
    objectKind: 'figure_release',
    fileName: `下级自定义指标_${scope.tenantName}_${period.year}.xlsx`,
    sheetName: '下级自定义指标',
    columns: [
      { heading: '单位', width: 28 },
      { heading: '指标', width: 30 },
      { heading: '数值', width: 12 },
      { heading: '计量单位', width: 10 },
      { heading: '口径', width: 60 },
      { heading: '数据截至', width: 12 },
      { heading: '说明', width: 30 },
    ],
    rows: figures.map((one) => [one.unitName, one.name, one.value, one.unit, one.definition.zh, one.asOf, one.note]),
  });
};
