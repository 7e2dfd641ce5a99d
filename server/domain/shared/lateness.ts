import { CALENDAR_YEARS, WORK_CALENDAR } from './work-calendar.ts';
import { addWorkingDays } from './working-days.ts';

/* 逾期: the one rule by which anything in the product is called late. db/queries/lateness.ts says the same in SQL. */

const DAY_MS = 86_400_000;

/** The first working day of each year whose arrangement is known. */
export const SURE_WORKING_DAYS: readonly string[] = CALENDAR_YEARS.flatMap((year) => {
  for (let day = 1; day < 31; day += 1) {
    const before = `${year}-01-${String(day).padStart(2, '0')}`;
    const next = addWorkingDays(before, 1, WORK_CALENDAR);
    if (next.kind === 'known') return [next.date];
  }
  return [];
});

/**
 * Whether a deadline may be called missed by the clock alone. In a year without an arrangement its last day may turn
 * out to be a day off, so that the passing of it is pointed out and not judged, until a day that was certainly worked
 * has gone by as well.
 */
export const canBeJudged = (dueOn: string, today: string): boolean =>
  CALENDAR_YEARS.includes(Number(dueOn.slice(0, 4))) || SURE_WORKING_DAYS.some((day) => dueOn < day && day < today);

/** Past its day, and no doubt about it. Days are 'YYYY-MM-DD'. */
export const isLate = (dueOn: string, today: string): boolean => dueOn < today && canBeJudged(dueOn, today);

/** Days between two days; negative when the second lies before the first. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** How late; 0 while nothing is late or nothing can be said. */
export const daysLate = (dueOn: string, today: string): number =>
  isLate(dueOn, today) ? daysBetween(dueOn, today) : 0;

/** Years of these days whose 放假安排 is missing here, in order. Past years need none. */
export const yearsWithoutCalendar = (days: readonly (string | null)[], today: string): number[] =>
  [...new Set(days.flatMap((day) => (day && day >= today ? [Number(day.slice(0, 4))] : [])))]
    .filter((year) => !CALENDAR_YEARS.includes(year))
    .sort((left, right) => left - right);
