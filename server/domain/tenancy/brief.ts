import { z } from 'zod';

/** 月度简报 of a month that has begun. */
export const monthBriefInput = z.strictObject({
  year: z.number().int().min(1949).max(2999),
  month: z.number().int().min(1).max(12),
});
export type MonthBriefInput = z.infer<typeof monthBriefInput>;
