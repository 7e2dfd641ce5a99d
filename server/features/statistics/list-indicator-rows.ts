import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { pageFigureRows, rowsOfFigure } from '@/db/queries/figures/figure.queries';
import type { FigureQuestion, FigureRows } from '@/db/queries/figures/figure-rows';
import { FIGURE_RECORD_KINDS } from '@/server/domain/figure/figure-views';
import { FIGURES } from '@/server/domain/figure/figures';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import { indicatorOf, isIndicatorCode } from '@/server/domain/statistics/indicators';
import type { IndicatorRowsView, IndicatorRowView, indicatorRowsInput } from '@/server/domain/statistics/statistics';
import { figurePeriod } from '@/server/features/figure';
import type { TenantScope } from '@/server/tenancy/scope';
import { computeCode, indicatorRows, isFigureCode } from './compute-indicator.ts';

const rowCursor = z.tuple([z.string().max(400), z.uuid()]);
const recordKind = z.enum(FIGURE_RECORD_KINDS).nullable().catch(null);

interface Described {
  name: { zh: string; en: string };
  definition: { zh: string; en: string };
  unit: { zh: string; en: string };
  rows: FigureRows | null;
  kind: string | null;
}

/** What a code means and which rows stand behind it; nothing where the office has no such number. */
const describeCode = (
  tdb: TenantDb,
  scope: Pick<TenantScope, 'tenantKind'>,
  code: string,
  question: FigureQuestion,
): Described | null => {
  if (isIndicatorCode(code)) {
    const { name, definition, unit, tenantKinds } = indicatorOf(code);
    if (!tenantKinds.includes(scope.tenantKind)) return null;
    const words = ([zh, en]: readonly [string, string]) => ({ zh, en });
    const found = indicatorRows(tdb, code, question);
    return {
      name: words(name),
      definition: words(definition),
      unit: words(unit),
      rows: found?.rows ?? null,
      kind: found?.kind ?? null,
    };
  }
  if (!isFigureCode(code) || !FIGURES[code].tenantKinds.includes(scope.tenantKind)) return null;
  const { name, definition, unit, source } = FIGURES[code];
  return { name, definition, unit, rows: rowsOfFigure(tdb, code, question), kind: source };
};

/** 点数到行: the very rows that a cell counts. */
export const listIndicatorRows = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: z.output<typeof indicatorRowsInput>,
): Promise<IndicatorRowsView> => {
  const whole = `${input.year - 1}-12-31`;
  const period = await figurePeriod(
    tdb,
    input.yearsBack ? { year: input.year - 1, asOf: whole } : { year: input.year },
  );
  const question = { tenantId: scope.tenantId, from: period.from, to: period.to };
  const described = describeCode(tdb, scope, input.code, question);
  if (!described) throw new AppError('FIGURE_NOT_FOR_THIS_TENANT', `${input.code} is not of ${scope.tenantKind}`);
  const { value, state, rows: total } = await computeCode(tdb, scope, input.code, period);
  const { direction, limit } = input;
  const cursor = decodeCursor(rowCursor, input.cursor);
  const records = described.rows ? await pageFigureRows(tdb, described.rows, { cursor, direction, limit }) : [];
  const options = { limit, direction, hasCursor: cursor !== undefined, total: described.rows ? total : 0 };
  const { rows, page } = cutPage(records, options, (record) => encodeCursor([record.sortKey, record.id]));
  const kind = recordKind.parse(described.kind);
  const { name, definition, unit } = described;
  return {
    code: input.code,
    name,
    definition,
    unit,
    value,
    state,
    from: period.from,
    to: period.to,
    rows: rows.map(({ sortKey: _, ...row }): IndicatorRowView => ({ ...row, kind })),
    page,
  };
};
