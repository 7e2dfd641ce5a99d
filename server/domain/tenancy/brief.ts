import { z } from 'zod';

/** 月度简报 of a month that has begun: `2026-11`. */
export const monthBriefInput = z.strictObject({ month: z.string().regex(/^(19|20)\d\d-(0[1-9]|1[0-2])$/u) });
export type MonthBriefInput = z.infer<typeof monthBriefInput>;

const pad = (month: number): string => String(month).padStart(2, '0');

/** The month before: January has December of the year before it. */
export const monthBefore = (month: string): string => {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return number === 1 ? `${year - 1}-12` : `${year}-${pad(number - 1)}`;
};

/** The last day of a month. */
export const lastDayOf = (month: string): string => {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return `${month}-${pad(new Date(Date.UTC(year, number, 0)).getUTCDate())}`;
};
