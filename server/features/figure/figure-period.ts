import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import type { FigurePeriodView } from '@/server/domain/figure/figure-views';

const wholeYear = (year: number): FigurePeriodView => ({ year, from: `${year}-01-01`, to: `${year}-12-31` });

/** From 1 January to the cut-off: the day asked for, else today, and never beyond the year. */
export const figurePeriod = async (
  tdb: TenantDb,
  input: { year: number; asOf?: string | undefined },
): Promise<FigurePeriodView> => {
  const whole = wholeYear(input.year);
  const cutOff = input.asOf ?? (await readToday(tdb));
  const isOver = cutOff >= whole.to;
  return isOver ? whole : { ...whole, to: cutOff };
};

/** 上年: all of it, so that the number is the one that was reported then. */
export const yearBefore = (period: FigurePeriodView): FigurePeriodView => wholeYear(period.year - 1);
