/* Days of a calendar, as dates without a clock: no time zone can move them. */

const WEEK = 7;

/** A day that its month has not is taken for one of the next. */
export const addDays = (day: string, days: number): string => {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, date + days)).toISOString().slice(0, 10);
};

/** Monday is 0. */
const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + WEEK - 1) % WEEK;

export const weekOf = (day: string): string[] => {
  const monday = addDays(day, -weekdayOf(day));
  return Array.from({ length: WEEK }, (_, at) => addDays(monday, at));
};

/** The weeks that a month touches, each from Monday to Sunday. */
export const weeksOfMonth = (month: string): string[][] => {
  const weeks: string[][] = [];
  for (
    let week = weekOf(`${month}-01`);
    (week[0] ?? '').slice(0, 7) <= month;
    week = weekOf(addDays(week[0] ?? '', WEEK))
  )
    weeks.push(week);
  return weeks;
};

/** The month before or after. */
export const shiftMonth = (month: string, by: 1 | -1): string =>
  addDays(by === 1 ? `${month}-28` : `${month}-01`, by === 1 ? 4 : -1).slice(0, 7);
