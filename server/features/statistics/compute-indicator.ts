import type { TenantDb } from '@/db/client';
import { countFigureRows, hasAnyEntry, rowsOfFigure } from '@/db/queries/figures/figure.queries';
import type { FigureQuestion, FigureRows } from '@/db/queries/figures/figure-rows';
import { entriesOf } from '@/db/queries/figures/register-figures';
import { hasAnyIndicatorEntry, INDICATOR_ROWS } from '@/db/queries/statistics/indicator-rows';
import type { FigurePeriodView } from '@/server/domain/figure/figure-views';
import { FIGURE_CODES, FIGURES, type FigureCode } from '@/server/domain/figure/figures';
import {
  INDICATOR_CODES,
  type Indicator,
  type IndicatorCode,
  indicatorOf,
  isIndicatorCode,
} from '@/server/domain/statistics/indicators';
import { computeOne, type FigureOwner } from '@/server/features/figure';

export interface IndicatorAmount {
  value: number | null;
  state: 'computed' | 'no_entry';
  rows: number;
}
const NOTHING: IndicatorAmount = { value: null, state: 'no_entry', rows: 0 };

export const isFigureCode = (code: string): code is FigureCode => (FIGURE_CODES as readonly string[]).includes(code);

/** The rows of an indicator, and the kind of record that each opens; null where no row stands behind it. */
export const indicatorRows = (
  tdb: TenantDb,
  code: IndicatorCode,
  question: FigureQuestion,
): { rows: FigureRows; kind: string | null } | null => {
  const { source } = indicatorOf(code);
  if (source.by === 'figure')
    return { rows: rowsOfFigure(tdb, source.figure, question), kind: FIGURES[source.figure].source };
  if (source.by === 'rule') return { rows: entriesOf(source.rule)(tdb, question), kind: 'register_entry' };
  const own = INDICATOR_ROWS[code];
  return own ? { rows: own.rows(question), kind: own.kind } : null;
};

const hasAny = (tdb: TenantDb, code: IndicatorCode, { source }: Indicator, tenantId: number): Promise<boolean> => {
  if (source.by === 'figure') return hasAnyEntry(tdb, FIGURES[source.figure], tenantId);
  if (source.by === 'rule')
    return hasAnyIndicatorEntry(tdb, tenantId, { table: 'register_entry', register: source.rule.register });
  const own = INDICATOR_ROWS[code];
  return own ? hasAnyIndicatorEntry(tdb, tenantId, own) : Promise.resolve(false);
};

/** Full digits are kept of what is a ratio; gigabytes to a hundredth. */
const rounded = (value: number, { divisor, decimals }: Indicator): number =>
  divisor === 1 ? value : Math.round((value / divisor) * 10 ** decimals) / 10 ** decimals;

/** One indicator over the live records of its owner. What nobody ever recorded is 无登记 and not 0. */
export const computeIndicator = async (
  tdb: TenantDb,
  owner: FigureOwner,
  code: IndicatorCode,
  period: FigurePeriodView,
): Promise<IndicatorAmount> => {
  const indicator = indicatorOf(code);
  if (!indicator.tenantKinds.includes(owner.tenantKind)) return NOTHING;
  if (indicator.source.by === 'self') return { value: 1, state: 'computed', rows: 1 };
  const question = { tenantId: owner.tenantId, from: period.from, to: period.to };
  const found = indicatorRows(tdb, code, question);
  if (!found) return NOTHING;
  const { rows, counted } = await countFigureRows(tdb, found.rows, indicator.aggregate, question);
  if (rows === 0 && !(await hasAny(tdb, code, indicator, owner.tenantId))) return { ...NOTHING, rows };
  if (counted === null) return { ...NOTHING, rows };
  return { value: rounded(counted, indicator), state: 'computed', rows };
};

/** What a cell names: an indicator of the return, or a figure of the annual report. */
export const computeCode = async (
  tdb: TenantDb,
  owner: FigureOwner,
  code: string,
  period: FigurePeriodView,
): Promise<IndicatorAmount> => {
  if (isIndicatorCode(code)) return computeIndicator(tdb, owner, code, period);
  if (!isFigureCode(code) || !FIGURES[code].tenantKinds.includes(owner.tenantKind)) return NOTHING;
  const { value, state, rows } = await computeOne(tdb, owner, FIGURES[code], period);
  return { value, state, rows };
};

/** All indicators that a kind of office has, for the command line. */
export const computeIndicators = async (
  tdb: TenantDb,
  owner: FigureOwner,
  period: FigurePeriodView,
): Promise<(IndicatorAmount & { code: IndicatorCode; isEntered: boolean })[]> => {
  const computed: (IndicatorAmount & { code: IndicatorCode; isEntered: boolean })[] = [];
  for (const code of INDICATOR_CODES) {
    const { tenantKinds, source } = indicatorOf(code);
    if (!tenantKinds.includes(owner.tenantKind)) continue;
    computed.push({ code, isEntered: source.by === 'entered', ...(await computeIndicator(tdb, owner, code, period)) });
  }
  return computed;
};
