import { WORK_CALENDAR } from '@/server/domain/shared/work-calendar';
import { addDays, isWorkingDay } from '@/server/domain/shared/working-days';
import type { RegisterDefinition, RegisterPeriod } from './register-definition.ts';

/* Which periods of a register are over and have no entry. Days are those of Shanghai, as 'YYYY-MM-DD'. */

const MONTHS: Record<Exclude<RegisterPeriod['every'], 'day'>, number> = {
  month: 1,
  quarter: 3,
  half_year: 6,
  year: 12,
};

export interface Span {
  /** 2026-11-21, 2026-11, 2026-Q4, 2026-H2 or 2026. */
  name: string;
  from: string;
  to: string;
}

const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const nameOf = (every: RegisterPeriod['every'], year: number, month: number): string => {
  if (every === 'year') return String(year);
  if (every === 'half_year') return `${year}-H${month / 6 + 1}`;
  if (every === 'quarter') return `${year}-Q${month / 3 + 1}`;
  return `${year}-${String(month + 1).padStart(2, '0')}`;
};

/** The period that a day lies in. */
export const spanOf = (every: RegisterPeriod['every'], day: string): Span => {
  if (every === 'day') return { name: day, from: day, to: day };
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1];
  const length = MONTHS[every];
  const first = month - (month % length);
  const to = iso(Date.UTC(year, first + length, 0));
  return { name: nameOf(every, year, first), from: iso(Date.UTC(year, first, 1)), to };
};

/** A day on which offices work. In a year whose holidays are not published yet weekends alone are off. */
export const isWorkday = (day: string): boolean => {
  const worked = isWorkingDay(day, WORK_CALENDAR);
  if (worked !== 'unknown') return worked;
  return isWorkingDay(day, { [Number(day.slice(0, 4))]: { holidays: [], workdays: [] } }) === true;
};

/** The periods from a day on that are over, youngest first; at most `most` of them. */
export const endedSpans = (period: RegisterPeriod, since: string, today: string, most: number): Span[] => {
  const spans: Span[] = [];
  let day = addDays(today, -1);
  while (day >= since && spans.length < most) {
    const span = spanOf(period.every, day);
    const counts = span.to < today && (!period.onWorkdays || period.every !== 'day' || isWorkday(day));
    if (counts && span.to >= since) spans.push(span);
    day = addDays(span.from, -1);
  }
  return spans;
};

/** The newest day that an entry must not be missing for any more. */
export const lastOwedDay = (definition: RegisterDefinition, today: string): string =>
  addDays(today, -1 - (definition.period?.graceDays ?? 0));

/** Periods that are late: over, their grace too, and without an entry. */
export const lateSpans = (
  definition: RegisterDefinition,
  since: string,
  today: string,
  hasEntry: (span: Span) => boolean,
  most: number,
): Span[] => {
  if (!definition.period) return [];
  const owed = lastOwedDay(definition, today);
  return endedSpans(definition.period, since, today, most).filter((span) => span.to <= owed && !hasEntry(span));
};
