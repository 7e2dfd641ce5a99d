import { z } from 'zod';
import { optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { ENDINGS, EXAM_PHASES, EXAM_PURPOSES, type ExamPhase } from './exam-vocabulary.ts';
import { questionSaid } from './question.ts';

export const examPurpose = z.enum(EXAM_PURPOSES);
export const examPhase = z.enum(EXAM_PHASES);
export const ending = z.enum(ENDINGS);
const instant = z.iso.datetime({ offset: true });

/** Who may sit it: everybody of some units, or those who are on the list of a session. */
export const examAudience = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('units'),
    unitTenantIds: z.array(tenantId).max(2_000),
    /** The people of the own workspace as well. */
    includesOwn: z.boolean(),
  }),
  z.strictObject({ by: z.literal('session'), sessionId: uuid }),
]);

export const publishExamInput = z.strictObject({
  title: text(120),
  purpose: examPurpose,
  paperId: uuid,
  opensAt: instant,
  closesAt: instant,
  minutes: z.number().int().min(1).max(600),
  attempts: z.number().int().min(1).max(10),
  passPoints: z.number().min(0).max(100_000).multipleOf(0.5),
  audience: examAudience,
});
export type PublishExamInput = z.infer<typeof publishExamInput>;

export const moveExamInput = z.strictObject({
  examId: uuid,
  rowVersion: z.number().int(),
  opensAt: instant,
  closesAt: instant,
});
export type MoveExamInput = z.infer<typeof moveExamInput>;
export const cancelExamInput = z.strictObject({ examId: uuid, rowVersion: z.number().int(), reason: text(200) });

export const examFilter = { q: optionalText(60), purpose: examPurpose.optional() };
export const listExamsInput = z.strictObject({ ...pageInput, ...examFilter });
export type ListExamsInput = z.infer<typeof listExamsInput>;

/** By the clock of the database; `now` is read with the row. */
export const phaseOf = (exam: { state: string; opensAt: string; closesAt: string; now: string }): ExamPhase => {
  if (exam.state === 'cancelled') return 'cancelled';
  if (exam.now < exam.opensAt) return 'coming';
  return exam.now < exam.closesAt ? 'running' : 'over';
};

export const examRowView = z.object({
  id: uuid,
  title: z.string(),
  purpose: examPurpose,
  opensAt: z.string(),
  closesAt: z.string(),
  minutes: z.number().int(),
  attempts: z.number().int(),
  questionCount: z.number().int(),
  totalPoints: z.number(),
  passPoints: z.number(),
  unitCount: z.number().int(),
  phase: examPhase,
  rowVersion: z.number().int(),
});
export type ExamRowView = z.infer<typeof examRowView>;
export const examPage = pageOf(examRowView);

/** What came of it so far. A person counts once, with the best paper. */
export const examTotals = z.object({
  handedIn: z.number().int(),
  people: z.number().int(),
  passed: z.number().int(),
  average: z.number().nullable(),
  best: z.number().nullable(),
});

export const unitResultView = z.object({
  unitName: z.string(),
  people: z.number().int(),
  passed: z.number().int(),
  average: z.number().nullable(),
});
export type UnitResultView = z.infer<typeof unitResultView>;

export const questionResultView = z.object({
  questionId: uuid,
  said: questionSaid,
  version: z.number().int(),
  asked: z.number().int(),
  right: z.number().int(),
});
export type QuestionResultView = z.infer<typeof questionResultView>;

export const examView = examRowView.extend({
  paperId: uuid,
  paperTitle: z.string(),
  session: z.object({ id: uuid, title: z.string() }).nullable(),
  includesOwn: z.boolean(),
  createdByName: z.string(),
  totals: examTotals,
  units: z.array(unitResultView),
  questions: z.array(questionResultView),
});
export type ExamView = z.infer<typeof examView>;

export const resultFilter = { examId: uuid, q: optionalText(60), passed: z.boolean().optional() };
export const listResultsInput = z.strictObject({ ...pageInput, ...resultFilter });
export type ListResultsInput = z.infer<typeof listResultsInput>;
export const exportResultsInput = z.strictObject(resultFilter);

/** One paper that was handed in. */
export const resultView = z.object({
  id: uuid,
  unitName: z.string(),
  personName: z.string(),
  number: z.number().int(),
  score: z.number(),
  isPassed: z.boolean(),
  startedAt: z.string(),
  handedInAt: z.string(),
  endedBy: ending,
});
export type ResultView = z.infer<typeof resultView>;
export const resultPage = pageOf(resultView);

/** 合格名单: who passed, once each, with the day. What certificates and hours are given by. */
export interface PassedPerson {
  examId: string;
  sessionId: string | null;
  unitTenantId: number;
  unitName: string;
  accountId: string;
  personName: string;
  score: number;
  totalPoints: number;
  passedOn: string;
}

/** What an invitation carries to a unit. */
export const examInvitationBody = z.object({
  examId: uuid,
  title: z.string(),
  opensAt: z.string(),
  closesAt: z.string(),
  minutes: z.number(),
  attempts: z.number(),
  passPoints: z.number(),
  totalPoints: z.number(),
  questionCount: z.number(),
  /** Null: everybody of the unit. */
  people: z.array(z.object({ accountId: uuid.nullable(), personName: z.string() })).nullable(),
});
export type ExamInvitationBody = z.infer<typeof examInvitationBody>;
