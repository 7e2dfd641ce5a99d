import { z } from 'zod';
import { uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { ending, examPhase, examPurpose } from './exam.ts';
import { MOST_BLANKS, MOST_CHOICES, MOST_QUESTIONS } from './exam-vocabulary.ts';
import { questionKind } from './question.ts';

/* 答卷: one person, one paper, one clock. */

/** Places of choices as they stand on this paper, or a text for each blank. Nothing in it is an answer taken back. */
export const givenAnswer = z.strictObject({
  choices: z
    .array(
      z
        .number()
        .int()
        .min(0)
        .max(MOST_CHOICES - 1),
    )
    .max(MOST_CHOICES),
  texts: z
    .array(
      z
        .string()
        .max(200)
        .refine((value) => !value.includes('\u0000'), 'NUL'),
    )
    .max(MOST_BLANKS),
});
export type GivenAnswer = z.infer<typeof givenAnswer>;

/** The later sequence wins: it grows on the device with every change, whatever order the network delivers in. */
export const sentAnswer = z.strictObject({
  position: z.number().int().min(1).max(MOST_QUESTIONS),
  answer: givenAnswer,
  sequence: z.number().int().min(1).max(9_000_000_000_000_000),
});
export type SentAnswer = z.infer<typeof sentAnswer>;

const answers = z.array(sentAnswer).max(MOST_QUESTIONS);
export const startAttemptInput = z.strictObject({ examId: uuid });
export const saveAnswersInput = z.strictObject({ attemptId: uuid, answers: answers.min(1) });
export type SaveAnswersInput = z.infer<typeof saveAnswersInput>;
export const handInInput = z.strictObject({ attemptId: uuid, answers });
export type HandInInput = z.infer<typeof handInInput>;

/** What the server has on its disk. `sequence` may be a later one than was sent: then another device was later. */
export const savedAnswers = z.object({
  acknowledged: z.array(z.object({ position: z.number().int(), sequence: z.number().int() })),
  /** Looked classified and was not kept. */
  refused: z.array(z.number().int()),
  isOver: z.boolean(),
  now: z.string(),
  endsAt: z.string(),
});
export type SavedAnswers = z.infer<typeof savedAnswers>;

export const askedQuestion = z.object({
  position: z.number().int(),
  kind: questionKind,
  stem: z.string(),
  choices: z.array(z.string()),
  blanks: z.number().int(),
  points: z.number(),
});
export type AskedQuestion = z.infer<typeof askedQuestion>;

/** A question with its key, after the exam is over. */
export const explainedQuestion = askedQuestion.extend({
  given: givenAnswer.nullable(),
  gained: z.number(),
  isRight: z.boolean(),
  /** Places of the right choices on this paper. */
  right: z.array(z.number().int()),
  accepted: z.array(z.array(z.string())),
  explanation: z.string(),
  source: z.string(),
});
export type ExplainedQuestion = z.infer<typeof explainedQuestion>;

export const attemptOutcome = z.object({
  score: z.number(),
  totalPoints: z.number(),
  passPoints: z.number(),
  isPassed: z.boolean(),
  endedBy: ending,
  handedInAt: z.string(),
});

export const attemptView = z.object({
  id: uuid,
  examId: uuid,
  title: z.string(),
  ownerName: z.string(),
  personName: z.string(),
  number: z.number().int(),
  startedAt: z.string(),
  endsAt: z.string(),
  now: z.string(),
  /** Null while it is being written; the questions are then without their keys. */
  outcome: attemptOutcome.nullable(),
  questions: z.array(askedQuestion),
  answers: z.array(sentAnswer),
  /** When the keys are shown. */
  explainedAfter: z.string(),
  explained: z.array(explainedQuestion).nullable(),
});
export type AttemptView = z.infer<typeof attemptView>;

export const listMyExamsInput = z.strictObject({ ...pageInput });
export const myAttemptView = z.object({
  id: uuid,
  number: z.number().int(),
  startedAt: z.string(),
  endsAt: z.string(),
  outcome: attemptOutcome.nullable(),
});
/** An exam as the person sees it who may sit it. */
export const myExamView = z.object({
  id: uuid,
  title: z.string(),
  purpose: examPurpose,
  ownerName: z.string(),
  opensAt: z.string(),
  closesAt: z.string(),
  minutes: z.number().int(),
  attempts: z.number().int(),
  questionCount: z.number().int(),
  totalPoints: z.number(),
  passPoints: z.number(),
  phase: examPhase,
  mine: z.array(myAttemptView),
  /** Whether a paper may be begun, or gone on with, now. */
  canSit: z.boolean(),
});
export type MyExamView = z.infer<typeof myExamView>;
export const myExamPage = pageOf(myExamView);
