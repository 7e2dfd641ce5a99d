import { addDays, weekOf, weeksOfMonth } from '@/app/lib/calendar-days';
import { dayOfParam, oneOf } from '@/app/lib/one-of';
import { CALENDAR_KINDS, CALENDAR_STANDINGS, type CalendarKind } from '@/server/domain/guidance/guidance-vocabulary';

export const CALENDAR_VIEWS = ['month', 'week', 'list'] as const;

/** Today in Shanghai, where nobody says another day. */
const SHANGHAI_MS = 8 * 3_600_000;
const todayOf = (now: number): string => new Date(now + SHANGHAI_MS).toISOString().slice(0, 10);

export interface CalendarSpan {
  day: string;
  view: (typeof CALENDAR_VIEWS)[number];
  /** Null where a week is shown. */
  month: string | null;
  weeks: string[][];
  /** What the server is asked. */
  asked: {
    from: string;
    to: string;
    kind?: CalendarKind | undefined;
    standing?: (typeof CALENDAR_STANDINGS)[number] | undefined;
    unit?: string | undefined;
    officer?: string | undefined;
    clashing?: boolean | undefined;
  };
}

/** Which days the address asks for, and what of them. A list has the days of its month and no others. */
export const readSpan = (search: URLSearchParams): CalendarSpan => {
  const day = addDays(dayOfParam(search.get('day')) ?? todayOf(Date.now()), 0);
  const view = oneOf(CALENDAR_VIEWS, search.get('view')) ?? 'month';
  const month = view === 'week' ? null : day.slice(0, 7);
  const weeks = month === null ? [weekOf(day)] : weeksOfMonth(month);
  const days = view === 'list' ? weeks.flat().filter((one) => one.startsWith(month ?? '')) : weeks.flat();
  const filter = {
    kind: oneOf(CALENDAR_KINDS, search.get('kind')),
    standing: oneOf(CALENDAR_STANDINGS, search.get('standing')),
    unit: search.get('unit')?.slice(0, 100) || undefined,
    officer: search.get('officer')?.slice(0, 50) || undefined,
    clashing: search.get('clash') === 'yes' ? true : undefined,
  };
  return { day, view, month, weeks, asked: { from: days[0] ?? day, to: days.at(-1) ?? day, ...filter } };
};
