/**
 * Working days by the holiday arrangement that the State Council office publishes for each year.
 * A year that has not been imported gives an explicit 'unknown': nobody may be called late by a guess.
 */

/** One year's arrangement. Dates are 'YYYY-MM-DD'. */
export type WorkCalendarYear = {
  /** Days off, weekends included or not. */
  holidays: readonly string[];
  /** Saturdays and Sundays that are worked in exchange. */
  workdays: readonly string[];
};

/** Keyed by the year, e.g. `{ 2026: {...} }`. */
export type WorkCalendar = Readonly<Record<number, WorkCalendarYear | undefined>>;

export type WorkingDayResult = { kind: 'known'; date: string } | { kind: 'unknown'; missingYear: number };

const DAY_MS = 86_400_000;
const FARTHEST_DAYS = 2_000;

function toTime(isoDate: string): number {
  const time = Date.parse(`${isoDate}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(isoDate) || Number.isNaN(time)) throw new RangeError('date must be YYYY-MM-DD');
  return time;
}

function toIsoDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The day that lies `days` days after a day, before it when negative. Throws RangeError for a malformed date. */
export function addDays(isoDate: string, days: number): string {
  return toIsoDate(toTime(isoDate) + days * DAY_MS);
}

/** Whether a day is worked; 'unknown' when its year has no arrangement. */
export function isWorkingDay(isoDate: string, calendar: WorkCalendar): boolean | 'unknown' {
  const time = toTime(isoDate);
  const year = calendar[new Date(time).getUTCFullYear()];
  if (!year) return 'unknown';
  if (year.workdays.includes(isoDate)) return true;
  if (year.holidays.includes(isoDate)) return false;
  const weekday = new Date(time).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/**
 * The day that lies `days` working days after `start` (before it when negative). The start day is not counted;
 * 0 gives the start itself. Throws RangeError for a malformed date or more than 2,000 days.
 */
export function addWorkingDays(start: string, days: number, calendar: WorkCalendar): WorkingDayResult {
  if (!Number.isInteger(days) || Math.abs(days) > FARTHEST_DAYS) throw new RangeError('days must be an integer');
  const step = days < 0 ? -DAY_MS : DAY_MS;
  let time = toTime(start);
  let left = Math.abs(days);
  while (left > 0) {
    time += step;
    const worked = isWorkingDay(toIsoDate(time), calendar);
    if (worked === 'unknown') return { kind: 'unknown', missingYear: new Date(time).getUTCFullYear() };
    if (worked) left -= 1;
  }
  return { kind: 'known', date: toIsoDate(time) };
}

/**
 * Whether `today` is past the due day, which itself lies `days` working days after `start`.
 * 'unknown' while a year in between has no arrangement.
 */
export function isOverdue(start: string, days: number, today: string, calendar: WorkCalendar): boolean | 'unknown' {
  const due = addWorkingDays(start, days, calendar);
  return due.kind === 'unknown' ? 'unknown' : toTime(today) > toTime(due.date);
}
