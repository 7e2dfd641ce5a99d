import type { TenantDb } from '@/db/client';
import { type PlaceRow, readPlaces } from '@/db/queries/figures/dashboard.queries';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import {
  type DashboardFigure,
  type DashboardInput,
  type DashboardView,
  TREND_YEARS,
} from '@/server/domain/figure/dashboard';
import type { FigurePeriodView, FigureState } from '@/server/domain/figure/figure-views';
import {
  computedFigures,
  type FigureDefinition,
  HEADLINE_FIGURES,
  releasedFigures,
} from '@/server/domain/figure/figures';
import type { TenantScope } from '@/server/tenancy/scope';
import { addReleases } from '../add-releases.ts';
import { computeOne } from '../compute-figures.ts';
import { figurePeriod } from '../figure-period.ts';
import { countedReleases } from '../reporting/counted-releases.ts';

/** A leader's six. */
const SHOWN = 6;
type Owner = Pick<TenantScope, 'tenantId' | 'tenantKind'>;
interface Amount {
  value: number | null;
  state: FigureState;
  rows: number | null;
}

/** The first six headline figures that the kind of office has, its own or released to it. */
export const headlineOf = (kind: TenantScope['tenantKind']): { figure: FigureDefinition; isOwn: boolean }[] => {
  const own = new Map(computedFigures(kind).map((figure) => [figure.code, figure]));
  const released = new Map(releasedFigures(kind).map((figure) => [figure.code, figure]));
  return HEADLINE_FIGURES.flatMap((code) => {
    const figure = own.get(code) ?? released.get(code);
    return figure ? [{ figure, isOwn: own.has(code) }] : [];
  }).slice(0, SHOWN);
};

const readReleased = async (tdb: TenantDb, owner: Owner, figure: FigureDefinition, year: number): Promise<Amount> => {
  const rows = await countedReleases(tdb, { tenantId: owner.tenantId, year, codes: [figure.code] });
  return { value: addReleases(rows), state: rows.length > 0 ? 'released' : 'not_released', rows: null };
};

const readAmount = async (
  tdb: TenantDb,
  owner: Owner,
  { figure, isOwn }: { figure: FigureDefinition; isOwn: boolean },
  period: FigurePeriodView,
): Promise<Amount> => (isOwn ? computeOne(tdb, owner, figure, period) : readReleased(tdb, owner, figure, period.year));

/** The best place, where a unit reports to two. */
const placeOf = (
  code: string,
  places: readonly PlaceRow[],
  names: ReadonlyMap<number, string>,
): DashboardFigure['place'] => {
  const [best] = places.filter((row) => row.figureCode === code).sort((a, b) => a.place - b.place);
  if (!best) return null;
  return { place: best.place, among: best.among, supervisor: names.get(best.supervisorTenantId) ?? '' };
};

/** 领导看板: six figures with last year, the place among the units, and the years before. */
export const readDashboard = async (tdb: TenantDb, owner: Owner, input: DashboardInput): Promise<DashboardView> => {
  const period = await figurePeriod(tdb, input);
  const years = Array.from({ length: TREND_YEARS }, (_, at) => period.year - TREND_YEARS + 1 + at);
  const places = await readPlaces(tdb, period.year);
  const names = new Map((await listKnownTenants(tdb)).map((tenant) => [tenant.tenantId, tenant.name]));
  const figures: DashboardFigure[] = [];
  // One after the other: they share one connection.
  for (const one of headlineOf(owner.tenantKind)) {
    const amounts: Amount[] = [];
    for (const year of years) {
      const days = year === period.year ? period : { year, from: `${year}-01-01`, to: `${year}-12-31` };
      amounts.push(await readAmount(tdb, owner, one, days));
    }
    const [before, now] = amounts.slice(-2) as [Amount, Amount];
    figures.push({
      code: one.figure.code,
      value: now.value,
      state: now.state,
      rows: now.rows,
      lastYear: { value: before.value, state: before.state },
      place: placeOf(one.figure.code, places, names),
      trend: amounts.map((amount) => amount.value),
    });
  }
  return { period, years, figures };
};
