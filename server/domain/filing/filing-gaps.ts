import { z } from 'zod';
import { isoDate, text, uuid } from '@/server/domain/shared/ids';
import { planYear } from './filing-plan.ts';
import { RULE_PERIODS } from './retention-schedule.ts';

/* 应归未归: the approved retention schedule, line by line, against what was filed in a year. */

/**
 * missing: nothing, though it is usual or planned; likely: records whose titles look like it and that nobody has put
 * under the line; unusual: nothing, and nothing in the years before; notFormed: a person says that there was none.
 */
export const GAP_STANDINGS = ['missing', 'likely', 'unusual', 'notFormed', 'filed'] as const;
export const gapStanding = z.enum(GAP_STANDINGS);
export type GapStanding = z.infer<typeof gapStanding>;

/** So many years back a kind of documents counts as usual. */
export const USUAL_YEARS = 3;

export const standingOfGap = (line: {
  confirmed: number;
  likely: number;
  isAnswered: boolean;
  lastYear: number | null;
  isPlanned: boolean;
}): GapStanding => {
  if (line.confirmed > 0) return 'filed';
  if (line.isAnswered) return 'notFormed';
  if (line.likely > 0) return 'likely';
  return line.lastYear !== null || line.isPlanned ? 'missing' : 'unusual';
};

const gapFilter = { year: planYear, standing: gapStanding.optional() };
export const listGapsInput = z.strictObject(gapFilter);
export type ListGapsInput = z.infer<typeof listGapsInput>;

const count = z.number().int();
export const gapView = z.object({
  ruleId: uuid,
  code: z.string(),
  categoryCode: z.string(),
  description: z.string(),
  retentionCode: z.enum(RULE_PERIODS),
  standing: gapStanding,
  /** Records that a person has put under the line. */
  confirmed: count,
  likely: count,
  /** The first of the likely ones, to be looked at. */
  example: z.object({ itemId: uuid, referenceCode: z.string(), title: z.string() }).nullable(),
  /** When something of the kind was last filed, of the years before. */
  lastYear: count.nullable(),
  planned: z.array(z.object({ departmentName: z.string(), expected: count, accepted: count, dueOn: isoDate })),
  answer: z.object({ reason: z.string(), byName: z.string(), on: isoDate }).nullable(),
});
export type GapView = z.infer<typeof gapView>;

export const gapsView = z.object({
  year: count,
  today: isoDate,
  years: z.array(count),
  schedule: z
    .object({ id: uuid, versionNumber: count, approvalNumber: z.string().nullable(), ruleCount: count })
    .nullable(),
  counts: z.object({ missing: count, likely: count, unusual: count, notFormed: count, filed: count }),
  rows: z.array(gapView),
});
export type GapsView = z.infer<typeof gapsView>;

const gapKey = { year: planYear, ruleCode: text(20) };
export const answerGapInput = z.strictObject({ ...gapKey, reason: text(200) });
export type AnswerGapInput = z.infer<typeof answerGapInput>;
export const withdrawGapInput = z.strictObject(gapKey);
export type WithdrawGapInput = z.infer<typeof withdrawGapInput>;
export const gapAnswered = z.object({ year: count, ruleCode: z.string() });
