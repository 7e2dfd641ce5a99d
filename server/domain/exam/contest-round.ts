import { z } from 'zod';
import { isoDate, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

export const MOST_ROUNDS = 20;
export const roundState = z.enum(['open', 'closed']);

/** 赛程: without `advances` it is the last round, which gives ranks and awards. */
export const openRoundInput = z.strictObject({
  contestId: uuid,
  title: text(60),
  heldOn: isoDate,
  advances: z.number().int().min(1).max(10_000).nullable(),
});
export type OpenRoundInput = z.infer<typeof openRoundInput>;

export const contestRoundView = z.object({
  id: uuid,
  number: z.number().int(),
  title: z.string(),
  heldOn: isoDate,
  advances: z.number().int().nullable(),
  state: roundState,
  entrants: z.number().int(),
  scored: z.number().int(),
  advanced: z.number().int(),
  rowVersion: z.number().int(),
});
export type ContestRoundView = z.infer<typeof contestRoundView>;
export const contestRoundsView = z.array(contestRoundView);

const score = z.number().min(0).max(100_000).multipleOf(0.1);
/** 录成绩; null takes a score back, and says that somebody did not take part. */
export const scoreRoundInput = z.strictObject({
  roundId: uuid,
  scores: z
    .array(z.strictObject({ entryId: uuid, score: score.nullable() }))
    .min(1)
    .max(500),
});
export type ScoreRoundInput = z.infer<typeof scoreRoundInput>;

const places = z.number().int().min(0).max(1_000).default(0);
/**
 * 结束本轮. Where people with as many points stand on both sides of the cut, `tied` says which of them go on: as many as
 * there are places, or all of them. Awards are for the last round alone.
 */
export const closeRoundInput = z.strictObject({
  roundId: uuid,
  rowVersion: z.number().int(),
  tied: z.array(uuid).max(500).optional(),
  awards: z.strictObject({ first: places, second: places, third: places, merit: places }).optional(),
});
export type CloseRoundInput = z.infer<typeof closeRoundInput>;
export const closeRoundView = z.object({ ranked: z.number().int(), advanced: z.number().int() });

/** Where the cut falls now: who stands with as many points on both sides of it, and how many places are left for them. */
export const roundCutView = z.object({
  places: z.number().int(),
  tied: z.array(z.object({ entryId: uuid, entrantName: z.string(), unitName: z.string(), score: z.number() })),
  unscored: z.number().int(),
});
export type RoundCutView = z.infer<typeof roundCutView>;

export const listRoundResultsInput = z.strictObject({ ...pageInput, roundId: uuid });
export type ListRoundResultsInput = z.infer<typeof listRoundResultsInput>;
export const roundResultView = z.object({
  entryId: uuid,
  entrantName: z.string(),
  unitName: z.string(),
  score: z.number().nullable(),
  rank: z.number().int().nullable(),
  advanced: z.boolean(),
});
export type RoundResultView = z.infer<typeof roundResultView>;
export const roundResultPage = pageOf(roundResultView);
export const roundRef = z.strictObject({ roundId: uuid });
