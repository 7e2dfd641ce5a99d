import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import type { CustomFigureRow } from '@/db/queries/figures/custom-figure.queries';
import { countCustom, groupCustom, listCustom } from '@/db/queries/figures/custom-figures';
import { listOwnReleases } from '@/db/queries/figures/release.queries';
import {
  type CustomFigureView,
  type CustomListView,
  type CustomNameView,
  type CustomPreviewInput,
  type CustomPreviewView,
  type CustomRowsInput,
  type CustomRowsView,
  customSpec,
  MOST_GROUPS,
} from '@/server/domain/figure/custom-figure';
import { findSubject } from '@/server/domain/figure/custom-subjects';
import { definedCode } from '@/server/domain/figure/defined-code';
import type { FigurePeriodView } from '@/server/domain/figure/figure-views';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { countableOfOwn } from '../countable.ts';
import { figurePeriod, yearBefore } from '../figure-period.ts';
import { supervisorNames } from '../reporting/owing-units.ts';
import { ownReporting } from '../reporting/own-reporting.ts';
import { requireDefinition } from './define-custom.ts';
import { findDefinedFigure, listDefinedFigures } from './defined-figures.ts';

const PREVIEWED = 20;
const rowCursor = z.tuple([z.string().max(40), z.uuid()]);
type Owner = Pick<TenantScope, 'tenantId' | 'tenantKind'>;

const questionOf = (owner: Owner, { from, to }: FigurePeriodView) => ({ tenantId: owner.tenantId, from, to });
const definedOf = (row: CustomFigureRow) => ({ subject: row.subject, spec: customSpec.parse(row.spec) });

/** 预览: what a definition counts before it is saved, by groups, with the first of its records. */
export const previewCustom = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CustomPreviewInput,
): Promise<CustomPreviewView> => {
  requireDefinition(scope, input);
  const question = questionOf(scope, await figurePeriod(tdb, input));
  const counted = await countCustom(tdb, input, question);
  const groups = await groupCustom(tdb, input, question, MOST_GROUPS);
  const page = { cursor: undefined, direction: 'after', limit: PREVIEWED } as const;
  const rows = await listCustom(tdb, input, question, page);
  return { ...counted, groups, rowsShown: rows.slice(0, PREVIEWED).map(({ sortKey: _, ...row }) => row) };
};

/** 自定义指标 of the workspace and those of the platform for a year, last year beside each. */
export const readCustomFigures = async (
  tdb: TenantDb,
  owner: Owner,
  input: { year: number },
): Promise<CustomListView> => {
  const period = await figurePeriod(tdb, input);
  const releases = new Map(
    (await listOwnReleases(tdb, owner.tenantId, period.year)).map(({ figureCode, ...said }) => [figureCode, said]),
  );
  const figures: CustomFigureView[] = [];
  // One after the other: they share one connection.
  for (const row of await listDefinedFigures(tdb, owner)) {
    const defined = definedOf(row);
    const now = await countCustom(tdb, defined, questionOf(owner, period));
    const lastYear = await countCustom(tdb, defined, questionOf(owner, yearBefore(period)));
    const code = definedCode(row);
    figures.push({ ...row, ...defined, ...now, code, lastYear, release: releases.get(code) ?? null });
  }
  const locked = (await ownReporting(tdb, owner.tenantId, period.year)).find(({ state }) => state === 'accepted');
  return { period, figures, supervisors: await supervisorNames(tdb), lockedBy: locked?.supervisorName ?? null };
};

/** What a text can name: code, name and meaning, nothing computed. */
export const nameCustomFigures = async (tdb: TenantDb, owner: Owner): Promise<CustomNameView[]> =>
  (await listDefinedFigures(tdb, owner)).flatMap((row) => {
    const figure = countableOfOwn(owner, row)?.figure;
    if (!figure) return [];
    const { code, definition } = figure;
    return [{ code, name: row.name, unit: row.unit, definition, subject: row.subject }];
  });

/** The records behind one of them, and its groups. */
export const listCustomRows = async (tdb: TenantDb, owner: Owner, input: CustomRowsInput): Promise<CustomRowsView> => {
  const row = await findDefinedFigure(tdb, owner, input.id);
  if (!row) throw new AppError('NOT_FOUND', `custom figure ${input.id}`);
  const period = await figurePeriod(tdb, { year: input.year });
  const [defined, question] = [definedOf(row), questionOf(owner, period)];
  const counted = await countCustom(tdb, defined, question);
  const groups = await groupCustom(tdb, defined, question, MOST_GROUPS);
  const { direction, limit } = input;
  const cursor = decodeCursor(rowCursor, input.cursor);
  const read = await listCustom(tdb, defined, question, { cursor, direction, limit });
  const options = { limit, direction, hasCursor: cursor !== undefined, total: counted.rows };
  const { rows, page } = cutPage(read, options, (one) => encodeCursor([one.sortKey, one.id]));
  return {
    rows: rows.map(({ sortKey: _, ...one }) => one),
    page,
    period,
    figure: { ...row, ...defined, ...counted, code: definedCode(row) },
    groups,
  };
};

/** All of them with last year as a workbook. */
export const exportCustom = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { year: number },
): Promise<FileReference> => {
  const { figures, period } = await readCustomFigures(tdb, scope, input);
  return exportTable(tdb, scope, objects, {
    action: 'figure.exportCustom',
    objectKind: 'custom_figure',
    fileName: `自定义指标_${scope.tenantName}_${period.year}.xlsx`,
    sheetName: '自定义指标',
    columns: [
      { heading: '指标', width: 36 },
      { heading: '本年', width: 12 },
      { heading: '上年', width: 12 },
      { heading: '单位', width: 10 },
      { heading: '记录数', width: 10 },
      { heading: '编号', width: 8 },
      { heading: '由谁定义', width: 12 },
    ],
    rows: figures.map((one) => [
      ...[one.name, one.value, one.lastYear.value, one.unit, one.rows, one.code],
      one.origin === 'platform' ? '平台' : '本单位',
    ]),
  });
};

/** One of them by its groups as a workbook: the codes and words that the records carry. */
export const exportCustomGroups = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { id: string; year: number },
): Promise<FileReference> => {
  const { figure, groups, period } = await listCustomRows(tdb, scope, { ...input, direction: 'after', limit: 1 });
  const field = findSubject(scope.tenantKind, figure.subject)?.fields.find((one) => one.key === figure.spec.group);
  return exportTable(tdb, scope, objects, {
    action: 'figure.exportCustomGroups',
    objectKind: 'custom_figure',
    fileName: `${figure.name}_${scope.tenantName}_${period.year}.xlsx`,
    sheetName: '分组',
    columns: [
      { heading: field?.name.zh ?? '分组', width: 30 },
      { heading: `${figure.name}（${figure.unit}）`, width: 24 },
      { heading: '记录数', width: 10 },
    ],
    rows: [
      ...groups.map((one) => [field?.choices.find(({ code }) => code === one.key)?.zh ?? one.key, one.value, one.rows]),
      ['合计', figure.value, figure.rows],
    ],
  });
};
