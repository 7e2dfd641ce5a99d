import { addDays, isWorkingDay, type WorkCalendar } from '@/server/domain/shared/working-days';

/** How many units one inspector goes to on a day, at most. */
export const MOST_A_DAY = 8;
/** So far ahead a free day is looked for. */
const FARTHEST_DAYS = 400;

export interface UnitToVisit {
  slug: string;
  inspectorIds: readonly string[];
}
/** What people have on their days already: account and day. */
export interface TakenDay {
  accountId: string;
  day: string;
}

/**
 * 排期: the first working day for each unit, in the order of the draw, on which none of its inspectors has more than
 * `perDay` units. Where the holidays of a year are not known, Saturdays and Sundays are left out and nothing else.
 */
export const spreadDays = (
  units: readonly UnitToVisit[],
  taken: readonly TakenDay[],
  { from, perDay, calendar }: { from: string; perDay: number; calendar: WorkCalendar },
): { slug: string; day: string }[] => {
  const load = new Map<string, number>();
  const keyOf = (accountId: string, day: string): string => `${accountId} ${day}`;
  const add = (accountId: string, day: string): void => {
    load.set(keyOf(accountId, day), (load.get(keyOf(accountId, day)) ?? 0) + 1);
  };
  for (const { accountId, day } of taken) add(accountId, day);
  const isWorked = (day: string): boolean => {
    const worked = isWorkingDay(day, calendar);
    if (worked !== 'unknown') return worked;
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6;
  };
  const days = Array.from({ length: FARTHEST_DAYS }, (_, ahead) => addDays(from, ahead)).filter(isWorked);
  return units.map(({ slug, inspectorIds }) => {
    const isFree = (day: string) => inspectorIds.every((id) => (load.get(keyOf(id, day)) ?? 0) < perDay);
    const day = days.find(isFree) ?? days.at(-1) ?? from;
    for (const id of inspectorIds) add(id, day);
    return { slug, day };
  });
};
