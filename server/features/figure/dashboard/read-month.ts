import type { TenantDb } from '@/db/client';
import { readPlaces } from '@/db/queries/figures/dashboard.queries';
import type { FigurePeriod } from '@/server/domain/figure/figure-definition';
import type { FigureState } from '@/server/domain/figure/figure-views';
import type { FigureDefinition } from '@/server/domain/figure/figures';
import { addReleases } from '../add-releases.ts';
import { computeOne, type FigureOwner } from '../compute-figures.ts';
import { countedReleases } from '../reporting/counted-releases.ts';
import { headlineOf } from './read-dashboard.ts';

interface Amount {
  value: number | null;
  state: FigureState;
}
/** A headline figure as a month's brief says it. */
export interface MonthFigure {
  figure: FigureDefinition;
  /** Null where a month alone says nothing: the state of a day, and what other offices release by the year. */
  ofMonth: Amount | null;
  /** From 1 January to the last day of the month. */
  toDate: Amount;
  /** The same days of the year before; the whole year where other offices release it. */
  before: Amount;
  place: { place: number; among: number } | null;
}

/** What happens in the course of a year, and so in the course of a month. */
const HAPPENS: ReadonlySet<FigurePeriod> = new Set(['year', 'year_to_date']);

const earlier = (day: string): string =>
  `${Number(day.slice(0, 4)) - 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;

/** The leader's figures of a month that began on the one day and is counted up to the other. */
export const readMonth = async (
  tdb: TenantDb,
  owner: FigureOwner,
  days: { from: string; to: string },
): Promise<MonthFigure[]> => {
  const year = Number(days.to.slice(0, 4));
  const places = await readPlaces(tdb, year);
  const released = async (code: string, ofYear: number): Promise<Amount> => {
    const rows = await countedReleases(tdb, { tenantId: owner.tenantId, year: ofYear, codes: [code] });
    return { value: addReleases(rows), state: rows.length > 0 ? 'released' : 'not_released' };
  };
  const found: MonthFigure[] = [];
  // One after the other: they share one connection.
  for (const { figure, isOwn } of headlineOf(owner.tenantKind)) {
    const counted = (from: string, to: string) =>
      computeOne(tdb, owner, figure, { year: Number(to.slice(0, 4)), from, to });
    const best = places.filter((row) => row.figureCode === figure.code).sort((a, b) => a.place - b.place)[0];
    found.push({
      figure,
      ofMonth: isOwn && HAPPENS.has(figure.period) ? await counted(days.from, days.to) : null,
      toDate: isOwn ? await counted(`${year}-01-01`, days.to) : await released(figure.code, year),
      before: isOwn ? await counted(`${year - 1}-01-01`, earlier(days.to)) : await released(figure.code, year - 1),
      place: best ? { place: best.place, among: best.among } : null,
    });
  }
  return found;
};
