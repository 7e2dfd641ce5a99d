import { WORK_CALENDAR } from '@/server/domain/shared/work-calendar';
import { addDays, addWorkingDays, isWorkingDay, type WorkCalendar } from '@/server/domain/shared/working-days';
import type { ServiceTimes } from './service-item.ts';
import type { CaseState, CaseTime } from './service-vocabulary.ts';

/* 办理用时: what was used of the promised time. */

export interface CaseFacts {
  /** State of the wish at the desk. */
  state: string;
  askedOn: string;
  /** The day that the reader wished to come on: what lies ready that day is not late. */
  wishedOn: string;
  /** Brought out, given or refused. */
  finishedOn: string | null;
  promisedDays: number;
}
export interface CaseStanding {
  state: CaseState;
  dueOn: string | null;
  usedDays: number | null;
  isLate: boolean;
}

const STATE: Readonly<Record<string, CaseState>> = {
  asked: 'accepted',
  confirmed: 'processing',
  fetched: 'done',
  visited: 'done',
  declined: 'refused',
  missed: 'absent',
};

/** Working days behind the first one; null where a year between has no arrangement. */
const workingDaysBetween = (from: string, to: string, calendar: WorkCalendar): number | null => {
  let used = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    const worked = isWorkingDay(day, calendar);
    if (worked === 'unknown') return null;
    if (worked) used += 1;
  }
  return used;
};

const laterOf = (one: string, other: string): string => (one < other ? other : one);

/**
 * Where a case stands against its promise. Nobody is called late by a guess: without the year's holidays there is no day
 * due. A reader who did not come made nobody late.
 */
export const standingOf = (facts: CaseFacts, today: string, calendar: WorkCalendar = WORK_CALENDAR): CaseStanding => {
  const state = STATE[facts.state] ?? 'accepted';
  const promised = addWorkingDays(facts.askedOn, facts.promisedDays, calendar);
  const dueOn = promised.kind === 'unknown' ? null : laterOf(promised.date, facts.wishedOn);
  const usedDays = facts.finishedOn === null ? null : workingDaysBetween(facts.askedOn, facts.finishedOn, calendar);
  const isLate = state !== 'absent' && dueOn !== null && (facts.finishedOn ?? today) > dueOn;
  return { state, dueOn, usedDays, isLate };
};

export const timeOf = ({ state, isLate }: Pick<CaseStanding, 'state' | 'isLate'>): CaseTime => {
  if (isLate) return 'late';
  return state === 'done' || state === 'refused' || state === 'absent' ? 'in_time' : 'open';
};

/** 办理用时 of many cases. Who did not come is a case, but no measure of the time that was used. */
export const timesOf = (cases: readonly CaseStanding[]): ServiceTimes => {
  const finished = cases.filter(({ state }) => state === 'done' || state === 'refused');
  const used = finished.flatMap(({ usedDays }) => usedDays ?? []);
  const sum = used.reduce((total, days) => total + days, 0);
  return {
    cases: cases.length,
    finished: finished.length,
    inTime: finished.filter(({ isLate }) => !isLate).length,
    late: cases.filter(({ isLate }) => isLate).length,
    averageDays: used.length === 0 ? null : Math.round((10 * sum) / used.length) / 10,
    longestDays: used.length === 0 ? null : Math.max(...used),
  };
};
