import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { knowledgeKind } from './course.ts';
import { courseMode, traineePost } from './course-session.ts';
import { CREDIT_SOURCES, HOST_LEVELS, TRAINEE_POSTS, type TraineePost } from './course-vocabulary.ts';

export const hostLevel = z.enum(HOST_LEVELS);
const year = z.number().int().min(1990).max(2999);
const hours = z.number().min(0.5).max(300).multipleOf(0.5);

/** 学时要求 of one post from a year on. */
export const ruleHours = z.number().min(0).max(500).multipleOf(0.5);
export const ruleLine = z.object({
  post: traineePost,
  fromYear: year,
  totalHours: ruleHours,
  professionalHours: ruleHours,
  basis: z.string(),
});
export type RuleLine = z.infer<typeof ruleLine>;

/**
 * What holds where neither the own office nor its authority has set anything. 《档案专业人员继续教育规定》 asks 90 hours of
 * those whose profession it is, two thirds of them professional; of others it asks nothing.
 */
export const BUILT_IN_BASIS = '《档案专业人员继续教育规定》（2018）';
export const BUILT_IN_RULES: readonly RuleLine[] = TRAINEE_POSTS.map((post: TraineePost) => ({
  post,
  fromYear: 2018,
  totalHours: post === 'full_time' ? 90 : 0,
  professionalHours: post === 'full_time' ? 60 : 0,
  basis: BUILT_IN_BASIS,
}));

/** What goes to the units when an authority issues its rules. */
export const ruleBody = z.object({ rules: z.array(ruleLine) });

export const ruleView = ruleLine.extend({
  /** Whose it is: set here, issued by an authority, or the one of the regulation. */
  origin: z.enum(['own', 'issued', 'built_in']),
});
export type RuleView = z.infer<typeof ruleView>;
export const readRulesInput = z.strictObject({ year });

export const setRuleInput = z
  .strictObject({
    post: traineePost,
    fromYear: year,
    totalHours: ruleHours,
    professionalHours: ruleHours,
    basis: text(120),
  })
  .refine((rule) => rule.professionalHours <= rule.totalHours, { path: ['professionalHours'] });
export type SetRuleInput = z.infer<typeof setRuleInput>;
export const issueRulesInput = z.strictObject({ year });

/** 人员学时. */
export const HOURS_STANDINGS = ['done', 'missing'] as const;
export const hoursFilter = {
  year,
  post: traineePost.optional(),
  standing: z.enum(HOURS_STANDINGS).optional(),
  q: optionalText(40),
};
export const listHoursInput = z.strictObject({ ...pageInput, ...hoursFilter });
export type ListHoursInput = z.infer<typeof listHoursInput>;
export const exportHoursInput = z.strictObject(hoursFilter);
export type HoursFilter = z.infer<typeof exportHoursInput>;

export const personHoursView = z.object({
  id: uuid,
  personName: z.string(),
  hasAccount: z.boolean(),
  post: traineePost,
  fromOn: isoDate,
  untilOn: isoDate.nullable(),
  hours: z.number(),
  professionalHours: z.number(),
  neededHours: z.number(),
  neededProfessional: z.number(),
  isDone: z.boolean(),
  rowVersion: z.number().int(),
});
export type PersonHoursView = z.infer<typeof personHoursView>;
export const personHoursPage = pageOf(personHoursView);

export const hoursSumView = z.object({
  people: z.number().int(),
  done: z.number().int(),
  hours: z.number(),
});

export const creditView = z.object({
  id: z.string(),
  source: z.enum(CREDIT_SOURCES),
  title: z.string(),
  hostName: z.string(),
  knowledge: knowledgeKind,
  hours: z.number(),
  heldOn: isoDate,
  certificateNumber: z.string().nullable(),
  /** Only what was entered here can be voided here. */
  creditId: uuid.nullable(),
  objectId: uuid.nullable(),
  rowVersion: z.number().int().nullable(),
});
export type CreditView = z.infer<typeof creditView>;
export const listCreditsInput = z.strictObject({ traineeId: uuid, year });
export const personRecordView = z.object({ person: personHoursView, credits: z.array(creditView) });
export type PersonRecordView = z.infer<typeof personRecordView>;
/** 我的学时 of the person who looks. */
export const myHoursView = z.object({ person: personHoursView.nullable(), credits: z.array(creditView) });
export type MyHoursView = z.infer<typeof myHoursView>;
export const myHoursInput = z.strictObject({ year });

export const saveTraineeInput = z.strictObject({
  traineeId: uuid.optional(),
  rowVersion: z.number().int().min(0),
  personName: text(40),
  post: traineePost,
  fromOn: isoDate,
  untilOn: isoDate.nullable(),
});
export type SaveTraineeInput = z.infer<typeof saveTraineeInput>;

/** 外出培训: what was learnt elsewhere, with its proof. */
export const addCreditInput = z.strictObject({
  people: z.array(text(40)).min(1).max(200),
  title: text(120),
  hostLevel,
  hostName: text(80),
  mode: courseMode,
  knowledge: knowledgeKind.default('professional'),
  hours,
  heldOn: isoDate,
  approvedBy: optionalText(60),
  result: optionalText(60),
  certificateNumber: optionalText(60),
  objectId: uuid.optional(),
});
export type AddCreditInput = z.infer<typeof addCreditInput>;
export const voidCreditInput = z.strictObject({ creditId: uuid, rowVersion: z.number().int(), reason: text(200) });
export const creditProofRef = z.strictObject({ creditId: uuid });
export const carryRecordInput = z.strictObject({ year });
