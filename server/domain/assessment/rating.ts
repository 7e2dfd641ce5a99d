import { z } from 'zod';
import { frozenList, selfCheckBody } from '@/server/domain/inspection/checklist-review';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import { assessmentYear } from './assessment.ts';
import { RATING_KINDS, RATING_STANDINGS } from './assessment-vocabulary.ts';

/** 评级: application, decision, certificate, ledger, target. */

const ratingKind = z.enum(RATING_KINDS);
const level = text(40);

/** 申报 with a self-check that the unit has finished. */
export const applyInput = z.strictObject({ selfCheckId: uuid, ratingKind, level });
export type ApplyInput = z.infer<typeof applyInput>;

/** What travels up: the self-check as it was finished, and whose it is, however many hands it goes through. */
export const applicationBody = selfCheckBody.extend({
  ratingKind,
  level: z.string(),
  year: z.number().int(),
  list: frozenList,
  subjectTenantId: tenantId,
  subjectName: z.string(),
  subjectKind: tenantKind,
  /** The unit's own application, by which it finds its decision. */
  originDispatchId: uuid.nullable(),
  /** 初审意见 of the office that hands it up. */
  firstReview: z.object({ officeName: z.string(), percent: z.number().nullable(), opinion: z.string() }).nullable(),
});
export type ApplicationBody = z.infer<typeof applicationBody>;

export const listApplicationsInput = z.strictObject({ ...pageInput });
export type ListApplicationsInput = z.infer<typeof listApplicationsInput>;
export const APPLICATION_STANDINGS = ['received', 'review', 'handed_up', 'decided'] as const;
export const applicationView = z.object({
  dispatchId: uuid,
  sheetId: uuid.nullable(),
  senderName: z.string(),
  subjectName: z.string(),
  ratingKind,
  level: z.string(),
  selfPercent: z.number().nullable(),
  dispatchedAt: z.string(),
  standing: z.enum(APPLICATION_STANDINGS),
});
export type ApplicationView = z.infer<typeof applicationView>;

export const applicationRef = z.strictObject({ dispatchId: uuid });
export const handUpInput = z.strictObject({ sheetId: uuid, opinion: text(2000) });
export type HandUpInput = z.infer<typeof handUpInput>;

export const decideRatingInput = z
  .strictObject({
    sheetId: uuid,
    isAwarded: z.boolean(),
    level: level.nullable().default(null),
    validUntil: isoDate.nullable().default(null),
    opinion: text(2000),
  })
  .refine((input) => input.isAwarded === (input.level !== null), { path: ['level'] });
export type DecideRatingInput = z.infer<typeof decideRatingInput>;

/** 评定结果 as the unit receives it. */
export const decisionBody = z.object({
  title: z.string(),
  ratingKind,
  level: z.string().nullable(),
  levelName: z.string().nullable(),
  percent: z.number().nullable(),
  opinion: z.string(),
  awardedOn: isoDate,
  validUntil: isoDate.nullable(),
  documentNumber: z.string().nullable(),
  originDispatchId: uuid.nullable(),
});

export const registerRatingInput = z.strictObject({
  unitTenantId: tenantId,
  ratingKind,
  level,
  awardedOn: isoDate,
  validUntil: isoDate.nullable().default(null),
  awarderName: text(100),
  documentNumber: optionalText(60),
});
export type RegisterRatingInput = z.infer<typeof registerRatingInput>;
export const withdrawRatingInput = z.strictObject({ ratingId: uuid, reason: text(500) });
export type WithdrawRatingInput = z.infer<typeof withdrawRatingInput>;

const ratingFilter = {
  ratingKind: ratingKind.optional(),
  standing: z.enum(RATING_STANDINGS).optional(),
  search: optionalText(100),
};
export const listRatingsInput = z.strictObject({ ...pageInput, ...ratingFilter });
export type ListRatingsInput = z.infer<typeof listRatingsInput>;
export const exportRatingsInput = z.strictObject(ratingFilter);

export const ratingView = z.object({
  id: uuid,
  subjectName: z.string(),
  subjectKind: tenantKind,
  ratingKind,
  level: z.string(),
  awardedOn: isoDate,
  validUntil: isoDate.nullable(),
  awarderName: z.string(),
  documentNumber: z.string().nullable(),
  documentId: uuid.nullable(),
  percent: z.number().nullable(),
  standing: z.enum(RATING_STANDINGS),
  daysLeft: z.number().int().nullable(),
  withdrawnReason: z.string().nullable(),
});
export type RatingView = z.infer<typeof ratingView>;

export const setTargetInput = z.strictObject({
  year: assessmentYear,
  ratingKind,
  level,
  units: z.number().int().min(1).max(100_000),
});
export type SetTargetInput = z.infer<typeof setTargetInput>;
export const progressInput = z.strictObject({ year: assessmentYear });
/** 目标进度: units that reached the level, or a better one, within the year. */
export const targetView = z.object({
  ratingKind,
  level: z.string(),
  units: z.number().int(),
  reached: z.number().int(),
  /** All that hold it today, whenever it was given. */
  holding: z.number().int(),
});
export type TargetView = z.infer<typeof targetView>;

export const listMyRatingsInput = z.strictObject({ ...pageInput });
export const myRatingView = z.object({
  dispatchId: uuid,
  /** Set once it was decided. */
  decision: decisionBody.nullable(),
  decisionDispatchId: uuid.nullable(),
  /** Null when the decision came without an application of one's own. */
  ratingKind,
  level: z.string(),
  officeName: z.string(),
  appliedAt: z.string().nullable(),
  sortAt: z.string(),
});
export type MyRatingView = z.infer<typeof myRatingView>;
