import { z } from 'zod';
import { isoDate, optionalText, text } from '@/server/domain/shared/ids';
import { WORK_CALENDAR } from '@/server/domain/shared/work-calendar';
import { addDays, isWorkingDay, type WorkCalendar } from '@/server/domain/shared/working-days';

/** 照去年排: the timetable of a year from the one before it, with the days moved, to be changed and then kept. */
export const TIMETABLE_REGISTER = 'plan_task';
const MOST_LINES = 300;

const planYear = z.number().int().min(1950).max(2100);
export const draftTimetableInput = z
  .strictObject({ fromYear: planYear, toYear: planYear })
  .refine(({ fromYear, toYear }) => fromYear < toYear, { path: ['toYear'] });
export type DraftTimetableInput = z.infer<typeof draftTimetableInput>;

export const timetableLine = z.object({
  task: z.string(),
  line: z.string(),
  owner: z.string(),
  monthFrom: z.number().int().nullable(),
  dueOn: isoDate,
  source: z.string(),
  /** How it went the year before. */
  before: z.object({ dueOn: isoDate, doneOn: isoDate.nullable() }),
  /** The plan of the year has it already. */
  isPlanned: z.boolean(),
});
export type TimetableLine = z.infer<typeof timetableLine>;
export const timetableView = z.object({
  fromYear: z.number().int(),
  toYear: z.number().int(),
  lines: z.array(timetableLine),
});
export type TimetableView = z.infer<typeof timetableView>;

export const keepTimetableInput = z.strictObject({
  planYear,
  lines: z
    .array(
      z.strictObject({
        task: text(200),
        line: text(40),
        owner: text(30),
        monthFrom: z.number().int().min(1).max(12).nullable(),
        dueOn: isoDate,
        source: optionalText(100),
      }),
    )
    .min(1)
    .max(MOST_LINES),
});
export type KeepTimetableInput = z.infer<typeof keepTimetableInput>;

/**
 * The same day of another year. A day off becomes the next worked one of its month, or the last before it: what is due
 * at the end of June stays in June. In a year without its holidays only weekends move.
 */
export const moveDay = (day: string, years: number, calendar: WorkCalendar = WORK_CALENDAR): string => {
  const year = Number(day.slice(0, 4)) + years;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const monthDay = day.slice(5) === '02-29' && !isLeap ? '02-28' : day.slice(5);
  const wanted = `${year}-${monthDay}`;
  const isWorked = (one: string): boolean => {
    const worked = isWorkingDay(one, calendar);
    if (worked !== 'unknown') return worked;
    const weekday = new Date(`${one}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6;
  };
  for (let later = wanted; later.slice(0, 7) === wanted.slice(0, 7); later = addDays(later, 1)) {
    if (isWorked(later)) return later;
  }
  for (let earlier = wanted; earlier.slice(0, 7) === wanted.slice(0, 7); earlier = addDays(earlier, -1)) {
    if (isWorked(earlier)) return earlier;
  }
  return wanted;
};
