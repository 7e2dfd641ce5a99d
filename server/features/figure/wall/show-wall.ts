import type { TenantDb } from '@/db/client';
import { readMinute } from '@/db/queries/clock.queries';
import { FIGURES, type FigureCode } from '@/server/domain/figure/figures';
import type { WallView } from '@/server/domain/figure/wall';
import { readCartogram } from '@/server/features/inspection';
import type { TenantScope } from '@/server/tenancy/scope';
import { readDashboard } from '../dashboard/read-dashboard.ts';
import { readDistrictFigures } from '../dashboard/read-district-figures.ts';

/** As many lines as are read from across a room. */
const MOST_RANKED = 10;

/** What the units released most, among figures that are numbers and no shares: one of them, the largest first. */
const rankingOf = async (tdb: TenantDb, scope: TenantScope, year: number) => {
  const { codes, rows } = await readDistrictFigures(tdb, scope, { year });
  const isNumber = (code: FigureCode) => FIGURES[code].aggregate === 'count' || FIGURES[code].aggregate === 'sum';
  const someoneHas = (at: number) => rows.some((row) => (row.values[at] ?? 0) > 0);
  const telling = codes.findIndex((code, at) => isNumber(code) && someoneHas(at));
  // A row of noughts tells a visitor nothing, but it is shown where nothing else was released.
  const at = telling === -1 ? codes.findIndex(isNumber) : telling;
  const code = codes[at];
  const reporting = {
    released: rows.filter((row) => row.values.some((value) => value !== null)).length,
    owing: rows.length,
  };
  if (!code) return { ranking: null, reporting };
  const ranked = rows
    .flatMap(({ unitName, values }) => {
      const value = values[at] ?? null;
      return value === null ? [] : [{ unitName, value }];
    })
    .sort((a, b) => b.value - a.value)
    .slice(0, MOST_RANKED);
  return { ranking: { code, rows: ranked }, reporting };
};

/** 大屏 of one workspace: own and released aggregates, the district as tiles. Nothing in it names a person. */
export const showWall = async (tdb: TenantDb, scope: TenantScope): Promise<WallView> => {
  const madeAt = await readMinute(tdb);
  const year = Number(madeAt.slice(0, 4));
  const dashboard = await readDashboard(tdb, scope, { year });
  const cartogram = await readCartogram(tdb, scope, {});
  const hasUnits = cartogram.tiles.length > 0 || cartogram.others !== null;
  const { ranking, reporting } = hasUnits ? await rankingOf(tdb, scope, year) : { ranking: null, reporting: null };
  const { rowVersion: _, updatedByName: __, ...map } = cartogram;
  return { ...dashboard, tenantName: scope.tenantName, madeAt, cartogram: hasUnits ? map : null, ranking, reporting };
};
