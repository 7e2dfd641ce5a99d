import { z } from 'zod';
import { optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { MOST_QUESTIONS, PAPER_MODES } from './exam-vocabulary.ts';
import { bankState, difficulty, questionKind, questionSaid } from './question.ts';

export const paperMode = z.enum(PAPER_MODES);
const points = z.number().min(0.5).max(100).multipleOf(0.5);

/** A line of a fixed paper: this question. */
export const fixedLine = z.strictObject({ questionId: uuid, points });
/** A line of a random paper: so many of a kind, of a topic and of a difficulty where these are said. */
export const ruleLine = z.strictObject({
  kind: questionKind,
  topic: text(60).nullable(),
  difficulty: difficulty.nullable(),
  count: z.number().int().min(1).max(MOST_QUESTIONS),
  points,
});
export type RuleLine = z.infer<typeof ruleLine>;

/** What makes a paper: its questions, or the rule by which they are drawn. */
export const paperContent = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('fixed'), lines: z.array(fixedLine).min(1).max(MOST_QUESTIONS) }),
  z.strictObject({ mode: z.literal('random'), lines: z.array(ruleLine).min(1).max(40) }),
]);
export type PaperContent = z.infer<typeof paperContent>;

export const questionCountOf = (content: PaperContent): number =>
  content.mode === 'fixed' ? content.lines.length : content.lines.reduce((sum, line) => sum + line.count, 0);
export const totalPointsOf = (content: PaperContent): number =>
  content.mode === 'fixed'
    ? content.lines.reduce((sum, line) => sum + line.points, 0)
    : content.lines.reduce((sum, line) => sum + line.points * line.count, 0);

const paperFields = {
  title: text(120),
  content: paperContent,
  /** Choices in another order for everybody. */
  shuffles: z.boolean(),
  /** 少选得一半分. */
  halves: z.boolean(),
};
export const createPaperInput = z.strictObject(paperFields);
export type CreatePaperInput = z.infer<typeof createPaperInput>;
export const changePaperInput = z.strictObject({ ...paperFields, paperId: uuid, rowVersion: z.number().int() });
export type ChangePaperInput = z.infer<typeof changePaperInput>;
export const retirePaperInput = z.strictObject({ paperId: uuid, rowVersion: z.number().int(), isRetired: z.boolean() });

export const paperFilter = { q: optionalText(60), state: bankState.optional() };
export const listPapersInput = z.strictObject({ ...pageInput, ...paperFilter });
export type ListPapersInput = z.infer<typeof listPapersInput>;

export const paperRowView = z.object({
  id: uuid,
  title: z.string(),
  mode: paperMode,
  questionCount: z.number().int(),
  totalPoints: z.number(),
  state: bankState,
  usedIn: z.number().int(),
  createdByName: z.string(),
  rowVersion: z.number().int(),
});
export type PaperRowView = z.infer<typeof paperRowView>;
export const paperPage = pageOf(paperRowView);

/** 卷号: the paper that a rule gives under this number is always the same. */
export const paperVariant = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9]{1,6}$/);
export const paperRef = z.strictObject({ paperId: uuid, variant: paperVariant.default('A') });

export const paperQuestionView = z.object({
  position: z.number().int(),
  questionId: uuid,
  points: z.number(),
  said: questionSaid,
  state: bankState,
});
export type PaperQuestionView = z.infer<typeof paperQuestionView>;

export const paperView = paperRowView.extend({
  content: paperContent,
  shuffles: z.boolean(),
  halves: z.boolean(),
  variant: z.string(),
  questions: z.array(paperQuestionView),
  /** Lines for which the bank has too few questions. */
  short: z.object({ line: z.number().int(), has: z.number().int(), needs: z.number().int() }).nullable(),
});
export type PaperView = z.infer<typeof paperView>;

export const printPaperInput = z.strictObject({
  paperId: uuid,
  variant: paperVariant.default('A'),
  withKey: z.boolean(),
});
