const LEAST_UNITS = 4;
const LEAST_DISTANCE = 10;
const median = (sorted: readonly number[]): number => {
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/**
 * 离群值: among units that say the same thing, a value more than ten times the median, or ten beyond it and far outside
 * the spread of the others. With fewer than four units there is nothing to be unlike.
 */
export const outliersAmong = (values: readonly number[]): { median: number; isOutlier: (value: number) => boolean } => {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = median(sorted);
  const spread = median(sorted.map((value) => Math.abs(value - middle)).sort((left, right) => left - right));
  return {
    median: middle,
    isOutlier: (value) =>
      sorted.length >= LEAST_UNITS &&
      Math.abs(value - middle) >= LEAST_DISTANCE &&
      (Math.abs(value) > Math.abs(middle) * 10 || (spread > 0 && Math.abs(value - middle) > spread * 6)),
  };
};
