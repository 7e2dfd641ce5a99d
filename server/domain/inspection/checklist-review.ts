import { z } from 'zod';
import { isoDate, text, uuid } from '@/server/domain/shared/ids';
import { checklistItem, checklistSection } from './checklist.ts';
import { MOST_SAMPLED, SAMPLE_VERDICTS, VERDICTS } from './checklist-vocabulary.ts';
import { attachmentView } from './finding.ts';
import { frozenProbe, probeResultView } from './probe-views.ts';
import { scoringProfile } from './scoring-profile.ts';
import { MOST_PHOTOS } from './vocabulary.ts';

/** 核查: what is answered to each item, by the unit and by the bureau, side by side. */

const note = z
  .string()
  .trim()
  .max(2000)
  .refine((value) => !value.includes('\u0000'), 'NUL')
  .default('');
export const itemCode = z.string().min(1).max(20);

/** What is given for one item, whichever type it has; what does not belong to the type must be absent. */
export const answerValues = {
  verdict: z.enum(VERDICTS).nullable().default(null),
  countValue: z.number().min(0).max(1_000_000).nullable().default(null),
  sampleSize: z.number().int().min(1).max(100_000).nullable().default(null),
  sampleFaults: z.number().int().min(0).max(100_000).nullable().default(null),
  points: z.number().min(0).max(1000).nullable().default(null),
  note,
};

export const answerItemInput = z.strictObject({
  inspectionId: uuid,
  itemCode,
  /** 0 while there is no answer yet. */
  rowVersion: z.number().int().min(0),
  ...answerValues,
  /** Why the verdict is another than the suggested one. */
  overruledReason: text(500).nullable().default(null),
  objectIds: z.array(uuid).max(MOST_PHOTOS).default([]),
});
export type AnswerItemInput = z.infer<typeof answerItemInput>;

const givenAnswer = z.object({
  itemCode: z.string(),
  verdict: z.enum(VERDICTS).nullable(),
  countValue: z.number().nullable(),
  sampleSize: z.number().int().nullable(),
  sampleFaults: z.number().int().nullable(),
  points: z.number().nullable(),
  note: z.string(),
  files: z.array(attachmentView),
});
export type GivenAnswer = z.infer<typeof givenAnswer>;

export const inspectorAnswer = givenAnswer.extend({
  suggestion: z.enum(VERDICTS).nullable(),
  overruledReason: z.string().nullable(),
  answeredByName: z.string(),
  answeredAt: z.string(),
  rowVersion: z.number().int(),
  /** Said on the phone, at the unit; the desk has not written it again since. */
  isOnSite: z.boolean(),
});
export type InspectorAnswer = z.infer<typeof inspectorAnswer>;

/** What a self-check that was sent in holds, frozen. */
export const selfCheckBody = z.object({
  submittedByName: z.string(),
  submittedOn: isoDate,
  percent: z.number().nullable(),
  gradeName: z.string().nullable(),
  answers: z.array(
    givenAnswer.omit({ files: true }).extend({
      objectIds: z.array(uuid),
    }),
  ),
  probes: z.array(frozenProbe),
});
export type SelfCheckBody = z.infer<typeof selfCheckBody>;

/** A list as it goes out with a request: frozen, whatever the library says later. */
export const frozenList = z.object({
  name: z.string(),
  version: z.number().int(),
  items: z.array(checklistItem),
  sections: z.array(checklistSection),
  profile: scoringProfile,
});
export type FrozenList = z.infer<typeof frozenList>;

export const selfCheckRequestBody = z.object({
  campaignTitle: z.string(),
  words: z.string(),
  yearFrom: z.number().int(),
  yearTo: z.number().int(),
  list: frozenList,
});
export type SelfCheckRequestBody = z.infer<typeof selfCheckRequestBody>;

export const drawnRecord = z.object({
  id: uuid,
  referenceCode: z.string(),
  title: z.string(),
  responsibleParty: z.string().nullable(),
  documentNumber: z.string().nullable(),
  documentDate: z.string().nullable(),
  pageCount: z.number().int().nullable(),
  boxNumber: z.string().nullable(),
});
export type DrawnRecord = z.infer<typeof drawnRecord>;

export const sampleView = z.object({
  id: uuid,
  itemCode: z.string(),
  categoryCode: z.string().nullable(),
  filingYear: z.number().int().nullable(),
  poolSize: z.number().int(),
  seedText: z.string(),
  drawnByName: z.string(),
  drawnAt: z.string(),
  records: z.array(
    drawnRecord.extend({
      verdict: z.enum(SAMPLE_VERDICTS).nullable(),
      note: z.string(),
      lookedByName: z.string().nullable(),
    }),
  ),
});
export type SampleView = z.infer<typeof sampleView>;

export const drawSampleInput = z.strictObject({
  inspectionId: uuid,
  itemCode,
  size: z.number().int().min(1).max(MOST_SAMPLED),
  categoryCode: z.string().min(1).max(20).nullable().default(null),
  filingYear: z.number().int().min(1000).max(2999).nullable().default(null),
});
export type DrawSampleInput = z.infer<typeof drawSampleInput>;

export const noteSampleInput = z.strictObject({
  sampleId: uuid,
  itemId: uuid,
  verdict: z.enum(SAMPLE_VERDICTS),
  note: z.string().trim().max(500).default(''),
});
export type NoteSampleInput = z.infer<typeof noteSampleInput>;

export const askSelfCheckInput = z.strictObject({ campaignId: uuid, dueOn: isoDate, words: text(1000) });
export type AskSelfCheckInput = z.infer<typeof askSelfCheckInput>;

const reached = z.object({ percent: z.number().nullable(), gradeName: z.string().nullable(), open: z.number().int() });
/** What both sides have come to by the list's own profile. */
export const inspectionScoreView = z.object({ self: reached.nullable(), checked: reached });
export type InspectionScoreView = z.infer<typeof inspectionScoreView>;

/** Everything that the review page of one inspection shows. */
export const reviewView = z.object({
  inspectionId: uuid,
  list: frozenList,
  answers: z.array(inspectorAnswer),
  /** Items of which two inspectors said different things on site: neither counts until it is settled. */
  siteConflicts: z.array(z.string()),
  probes: z.array(probeResultView.extend({ itemCode: z.string() })),
  samples: z.array(sampleView),
  /** Null when nobody was asked for one. */
  selfCheck: z
    .object({
      askedAt: z.string(),
      dueOn: isoDate.nullable(),
      dispatchId: uuid.nullable(),
      sentAt: z.string().nullable(),
      submittedByName: z.string().nullable(),
      answers: z.array(givenAnswer),
      probes: z.array(frozenProbe),
    })
    .nullable(),
});
export type ReviewView = z.infer<typeof reviewView>;
