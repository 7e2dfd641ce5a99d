import type { ReceivedReleaseRow } from '@/db/queries/figures/release.queries';

/** Sum of released values, exact to the single record in spite of ten-thousands; null when nobody released one. */
export const addReleases = (rows: readonly ReceivedReleaseRow[]): number | null => {
  const values = rows.flatMap((row) => (row.value === null ? [] : [row.value]));
  if (values.length === 0) return null;
  return Math.round(values.reduce((sum, value) => sum + value, 0) * 10_000) / 10_000;
};
