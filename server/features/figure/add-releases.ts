import type { ReceivedReleaseRow } from '@/db/queries/figures/release.queries';
import { FIGURES, type FigureAggregate, type FigureCode } from '@/server/domain/figure/figures';

/** Shares and years of several units do not add up. */
const ADDS_UP: ReadonlySet<FigureAggregate> = new Set(['count', 'sum']);
export const addsUp = (code: FigureCode): boolean => ADDS_UP.has(FIGURES[code].aggregate);

/** Sum of released values, exact to the single record in spite of ten-thousands; null when nobody released one. */
export const addReleases = (rows: readonly Pick<ReceivedReleaseRow, 'value'>[]): number | null => {
  const values = rows.flatMap((row) => (row.value === null ? [] : [row.value]));
  if (values.length === 0) return null;
  return Math.round(values.reduce((sum, value) => sum + value, 0) * 10_000) / 10_000;
};
