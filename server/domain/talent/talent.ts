import { z } from 'zod';
import { attachmentView } from '@/server/domain/inspection/finding';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import {
  EXPERT_FIELDS,
  FEWEST_CANDIDATES,
  MOST_CANDIDATES,
  TALENT_RESULTS,
  TALENT_SCHEMES,
  TALENT_STANDINGS,
} from './talent-vocabulary.ts';
import { talentTrail } from './timeline.ts';

const scheme = z.enum(TALENT_SCHEMES);
const year = z.number().int().min(1950).max(2999);
const MOST_FILES = 9;

/** 推荐 of one person to the office above. */
export const nominateInput = z.strictObject({
  scheme,
  personName: text(30),
  post: text(60),
  jobTitle: optionalText(40),
  /** 工作单位, where the office hands on somebody of a unit; without it the own one. */
  workUnit: optionalText(60),
  merits: text(2000),
  objectIds: z.array(uuid).max(MOST_FILES).default([]),
});
export type NominateInput = z.infer<typeof nominateInput>;

/** What the office receives. */
export const nominationBody = z.object({
  scheme,
  personName: z.string(),
  post: z.string(),
  jobTitle: z.string(),
  merits: z.string(),
  year,
  submittedBy: z.string(),
  workUnit: z.string().optional(),
  /** 成长轨迹 as the sender's records had it. */
  trail: talentTrail.optional(),
});
/** What the unit is told. */
export const nominationDecisionBody = z.object({
  personName: z.string(),
  scheme,
  result: z.enum(TALENT_RESULTS),
  reason: z.string(),
  termEnd: isoDate.nullable(),
});

const nominationFilter = {
  scheme: scheme.optional(),
  standing: z.enum(TALENT_STANDINGS).optional(),
  year: year.optional(),
  q: optionalText(60),
};
export const listNominationsInput = z.strictObject({ ...pageInput, ...nominationFilter });
export type ListNominationsInput = z.infer<typeof listNominationsInput>;
export const exportNominationsInput = z.strictObject(nominationFilter);
export type ExportNominationsInput = z.infer<typeof exportNominationsInput>;

export const nominationView = z.object({
  dispatchId: uuid,
  subjectName: z.string(),
  /** 工作单位 of the person: the sender, or a unit of it. */
  workUnit: z.string(),
  scheme,
  personName: z.string(),
  post: z.string(),
  jobTitle: z.string(),
  merits: z.string(),
  year,
  submittedAt: z.string(),
  submittedBy: z.string(),
  files: z.array(attachmentView),
  /** 竞赛获奖 of the same name and unit, as this office has entered them. */
  awards: z.array(z.object({ contest: z.string(), rank: z.number().int().nullable(), award: z.string().nullable() })),
  questionnaireId: uuid.nullable(),
  /** Units that named the person; null while they are asked, or were too few to be told. */
  votes: z.number().int().nullable(),
  result: z.enum(TALENT_RESULTS).nullable(),
  reason: z.string().nullable(),
  termEnd: isoDate.nullable(),
  decidedOn: isoDate.nullable(),
  decidedByName: z.string().nullable(),
  standing: z.enum(TALENT_STANDINGS),
});
export type NominationView = z.infer<typeof nominationView>;
export const nominationPage = pageOf(nominationView);

/** 评定. Who becomes an expert is appointed for a field and a term, and stands in the register of experts from then on. */
export const decideNominationInput = z.strictObject({
  dispatchId: uuid,
  result: z.enum(TALENT_RESULTS),
  reason: text(1000),
  expertField: z.enum(EXPERT_FIELDS).optional(),
  termEnd: isoDate.optional(),
});
export type DecideNominationInput = z.infer<typeof decideNominationInput>;

/** 投票: the units below are asked which of these people they would choose, one each and without their names. */
export const openVoteInput = z.strictObject({
  title: text(60),
  dispatchIds: z.array(uuid).min(FEWEST_CANDIDATES).max(MOST_CANDIDATES),
  closesOn: isoDate,
});
export type OpenVoteInput = z.infer<typeof openVoteInput>;

export const listMyNominationsInput = z.strictObject({ ...pageInput });
export const myNominationView = z.object({
  dispatchId: uuid,
  scheme,
  personName: z.string(),
  post: z.string(),
  officeName: z.string(),
  submittedAt: z.string(),
  decision: nominationDecisionBody.nullable(),
  decidedAt: z.string().nullable(),
});
export type MyNominationView = z.infer<typeof myNominationView>;
export const myNominationPage = pageOf(myNominationView);
