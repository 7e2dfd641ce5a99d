import { z } from 'zod';
import { answerValues, frozenList, itemCode } from '@/server/domain/inspection/checklist-review';
import { VERDICTS } from '@/server/domain/inspection/checklist-vocabulary';
import { attachmentView } from '@/server/domain/inspection/finding';
import { probeResultView } from '@/server/domain/inspection/probe-views';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { TENANT_KINDS, tenantKind } from '@/server/domain/tenancy/tenant';
import {
  ASSESSMENT_PURPOSES,
  MOST_ROUND_UNITS,
  RATING_KINDS,
  ROUND_STATES,
  SHEET_STANDINGS,
  SHEET_STATES,
} from './assessment-vocabulary.ts';

/** 年度考核: scheme, round, sheet, objection, result. A rating is tested on the same sheets. */

export const assessmentYear = z.number().int().min(1950).max(2999);
const purpose = z.enum(ASSESSMENT_PURPOSES);
export const sectionWeight = z.strictObject({ section: text(60), percent: z.number().min(0).max(100) });
const weights = z.array(sectionWeight).max(50);
const ratingKind = z.enum(RATING_KINDS);

const schemeFields = {
  year: assessmentYear,
  name: text(100),
  purpose,
  ratingKind: ratingKind.nullable().default(null),
  subjectKinds: z.array(tenantKind).min(1).max(TENANT_KINDS.length),
  checklistId: uuid,
  weights: weights.default([]),
  note: z.string().trim().max(1000).default(''),
};
export const createSchemeInput = z.strictObject(schemeFields);
export type CreateSchemeInput = z.infer<typeof createSchemeInput>;
export const updateSchemeInput = z.strictObject({
  schemeId: uuid,
  rowVersion: z.number().int().min(1),
  ...schemeFields,
});
export type UpdateSchemeInput = z.infer<typeof updateSchemeInput>;
export const withdrawSchemeInput = z.strictObject({ schemeId: uuid, rowVersion: z.number().int().min(1) });

export const listSchemesInput = z.strictObject({
  ...pageInput,
  year: assessmentYear.optional(),
  purpose: purpose.optional(),
});
export type ListSchemesInput = z.infer<typeof listSchemesInput>;

export const schemeView = z.object({
  id: uuid,
  year: z.number().int(),
  purpose,
  name: z.string(),
  ratingKind: ratingKind.nullable(),
  subjectKinds: z.array(tenantKind),
  checklistId: uuid,
  checklistName: z.string(),
  checklistVersion: z.number().int(),
  itemCount: z.number().int(),
  weights: z.array(z.object({ section: z.string(), percent: z.number() })),
  note: z.string(),
  isWithdrawn: z.boolean(),
  /** How many rounds were held by it: from the first on it is not changed. */
  rounds: z.number().int(),
  rowVersion: z.number().int(),
});
export type SchemeView = z.infer<typeof schemeView>;

/** A published list that a scheme may be built on, with what its sections are worth as it stands. */
export const schemeListView = z.object({
  id: uuid,
  name: z.string(),
  version: z.number().int(),
  subjectKinds: z.array(z.string()),
  shares: z.array(z.object({ section: z.string(), percent: z.number() })),
});
export type SchemeListView = z.infer<typeof schemeListView>;

export const openRoundInput = z.strictObject({
  schemeId: uuid,
  title: text(100),
  words: text(1000),
  dueOn: isoDate,
  objectionDays: z.number().int().min(0).max(60).default(5),
  targetLevel: text(40).nullable().default(null),
  unitTenantIds: z.array(tenantId).min(1).max(MOST_ROUND_UNITS),
});
export type OpenRoundInput = z.infer<typeof openRoundInput>;

export const roundRef = z.strictObject({ roundId: uuid });
export const listRoundsInput = z.strictObject({
  ...pageInput,
  year: assessmentYear.optional(),
  state: z.enum(ROUND_STATES).optional(),
});
export type ListRoundsInput = z.infer<typeof listRoundsInput>;

export const roundView = z.object({
  id: uuid,
  schemeId: uuid,
  schemeName: z.string(),
  purpose,
  year: z.number().int(),
  title: z.string(),
  words: z.string(),
  dueOn: isoDate,
  objectionDays: z.number().int(),
  state: z.enum(ROUND_STATES),
  closedAt: z.string().nullable(),
  closedByName: z.string().nullable(),
  createdAt: z.string(),
  units: z.number().int(),
  submitted: z.number().int(),
  scored: z.number().int(),
  objected: z.number().int(),
  excused: z.number().int(),
});
export type RoundView = z.infer<typeof roundView>;

export const listSheetsInput = z.strictObject({
  ...pageInput,
  roundId: uuid.optional(),
  purpose: purpose.optional(),
  standing: z.enum(SHEET_STANDINGS).optional(),
  search: optionalText(100),
});
export type ListSheetsInput = z.infer<typeof listSheetsInput>;
export const exportSheetsInput = z.strictObject({ roundId: uuid });

export const sheetRowView = z.object({
  id: uuid,
  roundId: uuid.nullable(),
  title: z.string(),
  year: z.number().int(),
  subjectName: z.string(),
  subjectKind: tenantKind,
  standing: z.enum(SHEET_STANDINGS),
  state: z.enum(SHEET_STATES),
  selfPercent: z.number().nullable(),
  submittedAt: z.string().nullable(),
  items: z.number().int(),
  answered: z.number().int(),
  percent: z.number().nullable(),
  gradeName: z.string().nullable(),
  rank: z.number().int().nullable(),
  handedUpBy: z.string().nullable(),
});
export type SheetRowView = z.infer<typeof sheetRowView>;

export const sheetRef = z.strictObject({ sheetId: uuid });
export const scoreItemInput = z.strictObject({
  sheetId: uuid,
  itemCode,
  /** 0 while there is no answer yet. */
  rowVersion: z.number().int().min(0),
  ...answerValues,
});
export type ScoreItemInput = z.infer<typeof scoreItemInput>;

const given = z.object({
  itemCode: z.string(),
  verdict: z.enum(VERDICTS).nullable(),
  countValue: z.number().nullable(),
  sampleSize: z.number().int().nullable(),
  sampleFaults: z.number().int().nullable(),
  points: z.number().nullable(),
  note: z.string(),
});
export const officeAnswer = given.extend({
  isTakenOver: z.boolean(),
  answeredByName: z.string(),
  rowVersion: z.number().int(),
});

/** Everything on the page of one sheet, for the office that scores it. */
export const sheetView = z.object({
  id: uuid,
  roundId: uuid.nullable(),
  roundTitle: z.string().nullable(),
  title: z.string(),
  purpose,
  year: z.number().int(),
  subjectName: z.string(),
  state: z.enum(SHEET_STATES),
  standing: z.enum(SHEET_STANDINGS),
  list: frozenList,
  answers: z.array(officeAnswer),
  opinion: z.string(),
  percent: z.number().nullable(),
  gradeName: z.string().nullable(),
  rank: z.number().int().nullable(),
  scoredOn: isoDate.nullable(),
  objectionUntil: isoDate.nullable(),
  excusedReason: z.string().nullable(),
  ratingKind: ratingKind.nullable(),
  targetLevel: z.string().nullable(),
  handedUpBy: z.string().nullable(),
  /** What the unit sent in; null until it did. */
  self: z
    .object({
      dispatchId: uuid,
      sentAt: z.string(),
      submittedByName: z.string(),
      answers: z.array(given.extend({ files: z.array(attachmentView) })),
      probes: z.array(probeResultView.omit({ id: true })),
    })
    .nullable(),
  objection: z
    .object({
      dispatchId: uuid,
      reason: z.string(),
      raisedBy: z.string(),
      sentAt: z.string(),
      files: z.array(attachmentView),
      answer: z.string().nullable(),
    })
    .nullable(),
  rowVersion: z.number().int(),
});
export type SheetView = z.infer<typeof sheetView>;

export const sendScoreInput = z.strictObject({
  sheetId: uuid,
  rowVersion: z.number().int().min(1),
  opinion: z.string().trim().max(2000).default(''),
});
export type SendScoreInput = z.infer<typeof sendScoreInput>;
export const excuseInput = z.strictObject({ sheetId: uuid, reason: text(500) });
export type ExcuseInput = z.infer<typeof excuseInput>;
export const answerObjectionInput = z.strictObject({ sheetId: uuid, answer: text(2000) });
export type AnswerObjectionInput = z.infer<typeof answerObjectionInput>;
