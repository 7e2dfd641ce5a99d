import { z } from 'zod';
import { VERDICTS } from '@/server/domain/inspection/checklist-vocabulary';
import { MOST_PHOTOS } from '@/server/domain/inspection/vocabulary';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { tenantKind } from '@/server/domain/tenancy/tenant';
import { assessmentYear } from './assessment.ts';
import { ASSESSMENT_PURPOSES } from './assessment-vocabulary.ts';

/** What goes between the office and the unit, and what the years say beside each other. */

const purpose = z.enum(ASSESSMENT_PURPOSES);

/** 考核评分, frozen as the unit receives it: what it gave, what the office gave, and why. */
export const scoreBody = z.object({
  title: z.string(),
  year: z.number().int(),
  purpose,
  percent: z.number(),
  got: z.number(),
  full: z.number(),
  gradeName: z.string().nullable(),
  selfPercent: z.number().nullable(),
  opinion: z.string(),
  scoredBy: z.string(),
  objectionUntil: isoDate.nullable(),
  /** Set when it answers an objection: it cannot be objected to again. */
  objectionAnswer: z.string().nullable(),
  items: z.array(
    z.object({
      code: z.string(),
      zh: z.string(),
      en: z.string(),
      section: z.string(),
      score: z.number().nullable(),
      selfGot: z.number().nullable(),
      selfNote: z.string(),
      got: z.number().nullable(),
      isNotApplicable: z.boolean(),
      note: z.string(),
    }),
  ),
});
export type ScoreBody = z.infer<typeof scoreBody>;

/** 考核结果, when the round is closed. */
export const resultBody = z.object({
  title: z.string(),
  year: z.number().int(),
  percent: z.number(),
  gradeName: z.string().nullable(),
  rank: z.number().int(),
  units: z.number().int(),
});
export const objectionBody = z.object({ reason: z.string(), raisedBy: z.string() });

export const listMineInput = z.strictObject({ ...pageInput });
export type ListMineInput = z.infer<typeof listMineInput>;
export const mineRef = z.strictObject({ scoreDispatchId: uuid });

export const mineRowView = z.object({
  /** Of the newest score. */
  scoreDispatchId: uuid,
  sheetId: uuid,
  title: z.string(),
  year: z.number().int(),
  senderName: z.string(),
  percent: z.number(),
  gradeName: z.string().nullable(),
  rank: z.number().int().nullable(),
  units: z.number().int().nullable(),
  objectionUntil: isoDate.nullable(),
  isObjected: z.boolean(),
  dispatchedAt: z.string(),
});
export type MineRowView = z.infer<typeof mineRowView>;

export const mineView = mineRowView.extend({
  score: scoreBody,
  mayObject: z.boolean(),
  objection: z.object({ reason: z.string(), sentAt: z.string() }).nullable(),
});
export type MineView = z.infer<typeof mineView>;

export const objectInput = z.strictObject({
  scoreDispatchId: uuid,
  reason: text(2000),
  proofObjectIds: z.array(uuid).max(MOST_PHOTOS).default([]),
});
export type ObjectInput = z.infer<typeof objectInput>;

export const compareInput = z.strictObject({
  fromYear: assessmentYear,
  toYear: assessmentYear,
  subjectKind: tenantKind.optional(),
});
export type CompareInput = z.infer<typeof compareInput>;

/** One year of the comparison: what counted how much, and what came of it. */
export const comparedYear = z.object({
  year: z.number().int(),
  schemes: z.array(
    z.object({
      id: uuid,
      name: z.string(),
      checklistName: z.string(),
      itemCount: z.number().int(),
      shares: z.array(z.object({ section: z.string(), percent: z.number() })),
    }),
  ),
  units: z.number().int(),
  average: z.number().nullable(),
  grades: z.array(z.object({ name: z.string(), units: z.number().int() })),
});
export type ComparedYear = z.infer<typeof comparedYear>;

export const unitYearsInput = z.strictObject({ ...pageInput, ...compareInput.shape, search: optionalText(100) });
export type UnitYearsInput = z.infer<typeof unitYearsInput>;
export const unitYearsView = z.object({
  subjectTenantId: z.number().int(),
  subjectName: z.string(),
  results: z.array(z.object({ year: z.number().int(), percent: z.number(), gradeName: z.string().nullable() })),
});
export type UnitYearsView = z.infer<typeof unitYearsView>;

/** 现场考核: a visit to the assessed, bound to its sheet. It meets the notice that is out, when there is one. */
const MOST_VISIT_PHOTOS = 20;
export const addVisitInput = z.strictObject({
  sheetId: uuid,
  visitedOn: isoDate,
  team: text(200),
  receivedBy: z.string().trim().max(100).default(''),
  notes: text(4000),
  photoObjectIds: z.array(uuid).max(MOST_VISIT_PHOTOS).default([]),
});
export type AddVisitInput = z.infer<typeof addVisitInput>;
export const visitView = z.object({
  id: uuid,
  visitedOn: isoDate,
  team: z.string(),
  receivedBy: z.string(),
  notes: z.string(),
  createdByName: z.string(),
  createdAt: z.string(),
  photos: z.array(z.object({ objectId: uuid, fileName: z.string(), mediaType: z.string(), sizeBytes: z.number() })),
});
export type VisitView = z.infer<typeof visitView>;

export const visitPhotoRef = z.strictObject({ sheetId: uuid, visitId: uuid, objectId: uuid });

/** 现场考核通知: the unit learns the day before anybody comes. A later notice replaces the one that is out. */
export const announceVisitInput = z.strictObject({
  sheetId: uuid,
  visitOn: isoDate,
  team: text(200),
  prepare: text(1000),
  contact: optionalText(100),
});
export type AnnounceVisitInput = z.infer<typeof announceVisitInput>;
export const visitNoticeBody = z.object({
  documentTitle: z.string(),
  visitOn: isoDate,
  team: z.string(),
  prepare: z.string(),
  contact: z.string().nullable(),
});
/** `open`: the visit lies ahead. `held`: a visit met it. `replaced`: a later notice says another day. */
export const visitNoticeView = z.object({
  ...visitNoticeBody.shape,
  id: uuid,
  sentAt: z.string(),
  acknowledgedAt: z.string().nullable(),
  state: z.enum(['open', 'held', 'replaced']),
});
export type VisitNoticeView = z.infer<typeof visitNoticeView>;

/** 检查结论 of the same year for items that the sheet has in the same words: nothing is asked of a unit twice. */
export const inspectedItemsView = z.object({
  inspectionId: uuid,
  campaignId: uuid,
  campaignTitle: z.string(),
  inspectedOn: isoDate,
  answers: z.array(
    z.object({
      itemCode: z.string(),
      verdict: z.enum(VERDICTS).nullable(),
      countValue: z.number().nullable(),
      sampleSize: z.number().int().nullable(),
      sampleFaults: z.number().int().nullable(),
      points: z.number().nullable(),
      note: z.string(),
    }),
  ),
});
export type InspectedItemsView = z.infer<typeof inspectedItemsView>;
