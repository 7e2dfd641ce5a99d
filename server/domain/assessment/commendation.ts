import { z } from 'zod';
import { attachmentView } from '@/server/domain/inspection/finding';
import { MOST_PHOTOS } from '@/server/domain/inspection/vocabulary';
import { isoDate, optionalText, slug, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { assessmentYear } from './assessment.ts';
import {
  CASE_RESULTS,
  CASE_STANDINGS,
  CASE_TOPICS,
  HOLDER_KINDS,
  HONOUR_LEVELS,
  HONOUR_STATES,
} from './commendation-vocabulary.ts';

/** 表彰 of units and people, and 优秀案例. */

const holder = {
  holderKind: z.enum(HOLDER_KINDS),
  unitTenantId: tenantId,
  personName: optionalText(60),
  title: text(100),
  year: assessmentYear,
};
const fitsHolder = (input: { holderKind: string; personName?: string | undefined }): boolean =>
  (input.holderKind === 'person') === (input.personName !== undefined);

/** 登记 an honour that somebody else gave. */
export const registerHonourInput = z
  .strictObject({
    ...holder,
    level: z.enum(HONOUR_LEVELS),
    awarderName: text(100),
    awardedOn: isoDate,
    documentNumber: optionalText(60),
    reason: z.string().trim().max(2000).default(''),
  })
  .refine(fitsHolder, { path: ['personName'] });
export type RegisterHonourInput = z.infer<typeof registerHonourInput>;

/** 提名 for a title of this office, with the results of the years before as proof. */
export const proposeHonourInput = z
  .strictObject({ ...holder, level: z.enum(HONOUR_LEVELS), reason: text(2000) })
  .refine(fitsHolder, { path: ['personName'] });
export type ProposeHonourInput = z.infer<typeof proposeHonourInput>;

export const decideHonourInput = z.strictObject({ honourId: uuid, isAwarded: z.boolean(), note: text(1000) });
export type DecideHonourInput = z.infer<typeof decideHonourInput>;
export const revokeHonourInput = z.strictObject({ honourId: uuid, note: text(1000) });
export type RevokeHonourInput = z.infer<typeof revokeHonourInput>;

const honourFilter = {
  state: z.enum(HONOUR_STATES).optional(),
  level: z.enum(HONOUR_LEVELS).optional(),
  year: assessmentYear.optional(),
  search: optionalText(100),
};
export const listHonoursInput = z.strictObject({ ...pageInput, ...honourFilter });
export type ListHonoursInput = z.infer<typeof listHonoursInput>;
export const exportHonoursInput = z.strictObject(honourFilter);

/** One year's result of the unit, as it stood when the title was proposed. */
export const honourProof = z.object({
  year: z.number().int(),
  title: z.string(),
  percent: z.number(),
  gradeName: z.string().nullable(),
  rank: z.number().int().nullable(),
});
export type HonourProof = z.infer<typeof honourProof>;

export const honourView = z.object({
  id: uuid,
  holderKind: z.enum(HOLDER_KINDS),
  subjectName: z.string(),
  personName: z.string().nullable(),
  title: z.string(),
  level: z.enum(HONOUR_LEVELS),
  year: z.number().int(),
  awarderName: z.string(),
  awardedOn: isoDate.nullable(),
  documentNumber: z.string().nullable(),
  documentId: uuid.nullable(),
  state: z.enum(HONOUR_STATES),
  reason: z.string(),
  proof: z.array(honourProof),
  decisionNote: z.string().nullable(),
  decidedByName: z.string().nullable(),
  decidedOn: isoDate.nullable(),
  createdByName: z.string(),
});
export type HonourView = z.infer<typeof honourView>;

/** 荣誉 as its holder's unit receives it. */
export const honourBody = z.object({
  title: z.string(),
  level: z.enum(HONOUR_LEVELS),
  year: z.number().int(),
  personName: z.string().nullable(),
  documentNumber: z.string(),
  issuedOn: isoDate,
});

const topic = z.enum(CASE_TOPICS);
export const submitCaseInput = z.strictObject({
  topic,
  title: text(100),
  summary: text(5000),
  objectIds: z.array(uuid).max(MOST_PHOTOS).default([]),
});
export type SubmitCaseInput = z.infer<typeof submitCaseInput>;
export const caseBody = z.object({
  topic,
  title: z.string(),
  summary: z.string(),
  year: z.number().int(),
  submittedBy: z.string(),
});

export const listCasesInput = z.strictObject({
  ...pageInput,
  topic: topic.optional(),
  standing: z.enum(CASE_STANDINGS).optional(),
});
export type ListCasesInput = z.infer<typeof listCasesInput>;
export const caseView = z.object({
  dispatchId: uuid,
  subjectName: z.string(),
  topic,
  title: z.string(),
  summary: z.string(),
  year: z.number().int(),
  submittedAt: z.string(),
  files: z.array(attachmentView),
  caseId: uuid.nullable(),
  points: z.number().nullable(),
  result: z.enum(CASE_RESULTS).nullable(),
  opinion: z.string().nullable(),
  decidedOn: isoDate.nullable(),
  decidedByName: z.string().nullable(),
  standing: z.enum(CASE_STANDINGS),
});
export type CaseView = z.infer<typeof caseView>;

export const judgeCaseInput = z.strictObject({
  dispatchId: uuid,
  points: z.number().min(0).max(100),
  result: z.enum(CASE_RESULTS),
  opinion: text(2000),
});
export type JudgeCaseInput = z.infer<typeof judgeCaseInput>;
export const caseRef = z.strictObject({ caseId: uuid });

export const caseResultBody = z.object({
  title: z.string(),
  result: z.enum(CASE_RESULTS),
  points: z.number(),
  opinion: z.string(),
});
export const listMyCasesInput = z.strictObject({ ...pageInput });
export const myCaseView = z.object({
  dispatchId: uuid,
  topic,
  title: z.string(),
  officeName: z.string(),
  submittedAt: z.string(),
  result: caseResultBody.nullable(),
});
export type MyCaseView = z.infer<typeof myCaseView>;

/** 优秀案例 on the public page of an office. */
export const publishedCasesInput = z.strictObject({ ...pageInput, slug });
export const publishedCaseView = z.object({
  id: uuid,
  topic,
  title: z.string(),
  summary: z.string(),
  subjectName: z.string(),
  year: z.number().int(),
  result: z.enum(CASE_RESULTS),
  publishedAt: z.string(),
});
export type PublishedCaseView = z.infer<typeof publishedCaseView>;
