import { withTenantDb } from '@/db/client';
import { FIGURE_CODES, FIGURES } from '@/server/domain/figure/figures';
import { computeOne, figurePeriod } from '@/server/features/figure';
import { quantile, report } from './measure.ts';
import type { ScaleWorld } from './scale-world.ts';

const RUNS = 5;
/** What the product promises for all figures of the largest workspace. */
const PROMISED_MS = 5_000;

/** Every figure there is, whatever kind of office keeps it, computed from the rows of the largest workspace. */
export const benchFigures = async ({ pools, archivist }: ScaleWorld): Promise<void> => {
  const year = new Date().getFullYear() - 1;
  const times: number[] = [];
  for (let index = -1; index < RUNS; index += 1) {
    const started = performance.now();
    await withTenantDb(pools, archivist, async (tdb) => {
      const period = await figurePeriod(tdb, { year });
      for (const code of FIGURE_CODES) await computeOne(tdb, archivist, FIGURES[code], period);
    });
    if (index >= 0) times.push(performance.now() - started);
  }
  for (const [label, share] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const) {
    const value = quantile(times, share);
    const against = `promised ${PROMISED_MS} ms`;
    report({
      name: `${FIGURE_CODES.length} figures of the largest workspace ${label}`,
      value,
      unit: 'ms',
      ratio: value / PROMISED_MS,
      against,
    });
  }
};
