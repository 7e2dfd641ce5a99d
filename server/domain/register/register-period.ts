import { isLate } from '@/server/domain/shared/lateness';
import { WORK_CALENDAR } from '@/server/domain/shared/work-calendar';
import { addDays, addWorkingDays, isWorkingDay } from '@/server/domain/shared/working-days';
import type { RegisterDefinition, RegisterPeriod, Words } from './register-definition.ts';

/* Which periods of a register wait for an entry, and which are late. Days are those of Shanghai, as 'YYYY-MM-DD'. */

const MONTHS: Record<Exclude<RegisterPeriod['every'], 'day'>, number> = {
  month: 1,
  quarter: 3,
  half_year: 6,
  year: 12,
};

/** So many days before a period ends it is put before people; a day is, on the day itself. */
const NOTICE_DAYS: Record<RegisterPeriod['every'], number> = { day: 0, month: 7, quarter: 15, half_year: 30, year: 30 };

export interface Span {
  /** 2026-11-21, 2026-11, 2026-Q4, 2026-H2 or 2026. */
  name: string;
  from: string;
  to: string;
}
export interface DueSpan extends Span {
  /** The last day on which an entry is in time. */
  dueOn: string;
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

const SPAN = /^(\d{4})(?:-(?:Q([1-4])|H([12])|(0[1-9]|1[0-2])(?:-(\d{2}))?))?$/u;

/** The period of that name; undefined for what is none. */
export const spanNamed = (name: string): Span | undefined => {
  const found = SPAN.exec(name);
  if (!found) return undefined;
  const [, year = '', quarter, half, month, day] = found;
  if (day) {
    const time = Date.parse(`${name}T00:00:00Z`);
    return !Number.isNaN(time) && iso(time) === name ? spanOf('day', name) : undefined;
  }
  if (month) return spanOf('month', `${year}-${month}-01`);
  if (quarter) return spanOf('quarter', `${year}-${String(Number(quarter) * 3).padStart(2, '0')}-01`);
  if (half) return spanOf('half_year', `${year}-${half === '1' ? '01' : '07'}-01`);
  return spanOf('year', `${year}-01-01`);
};

/** 2026年第4季度, 2026年下半年, 2026年11月, 2026年, 2026-11-21. */
export const spanWords = (name: string): Words => {
  const [, year = '', quarter, half, month, day] = SPAN.exec(name) ?? [];
  if (day || !year) return { zh: name, en: name };
  if (month) return { zh: `${year}年${Number(month)}月`, en: `${year}-${month}` };
  if (quarter) return { zh: `${year}年第${quarter}季度`, en: `Q${quarter} ${year}` };
  if (half) return { zh: `${year}年${half === '1' ? '上' : '下'}半年`, en: `H${half} ${year}` };
  return { zh: `${year}年`, en: year };
};

/**
 * Whether a daily register is owed on a day. In a year whose holidays are not published nobody knows, and then nothing
 * is owed: nobody is called late by a guess.
 */
const isOwedDay = (period: RegisterPeriod, day: string): boolean =>
  !period.onWorkdays || isWorkingDay(day, WORK_CALENDAR) === true;

/** Null: it cannot be said yet. */
const dueDayOf = (period: RegisterPeriod, span: Span): string | null => {
  if (period.every !== 'day' || !period.onWorkdays) return addDays(span.to, period.graceDays);
  const due = addWorkingDays(span.to, period.graceDays, WORK_CALENDAR);
  return due.kind === 'known' ? due.date : null;
};

/** The periods from a day on, the running one too, youngest first. */
export const spansSince = (period: RegisterPeriod, since: string, today: string): DueSpan[] => {
  const spans: DueSpan[] = [];
  for (let day = today; day >= since; ) {
    const span = spanOf(period.every, day);
    const dueOn = period.every !== 'day' || isOwedDay(period, day) ? dueDayOf(period, span) : null;
    if (dueOn !== null) spans.push({ ...span, dueOn });
    day = addDays(span.from, -1);
  }
  return spans;
};

/** Late: the period and its grace are over beyond doubt, and there is no entry. */
export const lateSpans = (
  { period }: Pick<RegisterDefinition, 'period'>,
  since: string,
  today: string,
  hasEntry: (span: Span) => boolean,
): DueSpan[] =>
  period ? spansSince(period, since, today).filter((span) => isLate(span.dueOn, today) && !hasEntry(span)) : [];

/** What a person can do something about now: late, over, or about to end, and without an entry. */
export const waitingSpans = (
  { period }: Pick<RegisterDefinition, 'period'>,
  since: string,
  today: string,
  hasEntry: (span: Span) => boolean,
): DueSpan[] =>
  period
    ? spansSince(period, since, today).filter(
        (span) => addDays(span.to, -NOTICE_DAYS[period.every]) <= today && !hasEntry(span),
      )
    : [];

/** The day that the form begins with for a period: today, or its last day when it is over. */
export const dayWithin = (span: Span, today: string): string =>
  today < span.from ? span.from : today > span.to ? span.to : today;
