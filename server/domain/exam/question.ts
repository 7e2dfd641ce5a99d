import { z } from 'zod';
import { normaliseForSearch } from '@/server/domain/shared/chinese-text';
import { optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { BANK_STATES, DIFFICULTIES, MOST_BLANKS, MOST_CHOICES, QUESTION_KINDS } from './exam-vocabulary.ts';
import { foldAnswer } from './marking.ts';

export const questionKind = z.enum(QUESTION_KINDS);
export const difficulty = z.enum(DIFFICULTIES);
export const bankState = z.enum(BANK_STATES);

const words = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((value) => !value.includes('\u0000'), 'NUL');

/** What one version of a question says. `key` are places in `choices`; of true or false 0 is true. */
export const questionSaid = z.strictObject({
  kind: questionKind,
  topic: text(60),
  difficulty,
  stem: text(1_000),
  choices: z.array(text(300)).max(MOST_CHOICES),
  key: z
    .array(
      z
        .number()
        .int()
        .min(0)
        .max(MOST_CHOICES - 1),
    )
    .max(MOST_CHOICES),
  /** For each blank the answers that are right. */
  blanks: z.array(z.array(text(200)).min(1).max(10)).max(MOST_BLANKS),
  explanation: words(2_000),
  /** 依据: the article or the rule that it is taken from. */
  source: words(200),
});
export type QuestionSaid = z.infer<typeof questionSaid>;

export const QUESTION_PROBLEMS = ['kind', 'stem', 'choices', 'answer', 'topic', 'secret', 'long'] as const;
export type QuestionProblem = (typeof QUESTION_PROBLEMS)[number];

/** The places in a stem that are to be filled in: underscores, or empty brackets. */
export const placesIn = (stem: string): number => stem.match(/_{2,}|＿+|[（(][\s\u3000]*[）)]/g)?.length ?? 0;

const keyFits = ({ kind, choices, key }: QuestionSaid): boolean => {
  const within = kind === 'boolean' ? 2 : choices.length;
  if (new Set(key).size !== key.length || key.some((at) => at >= within)) return false;
  if (kind === 'multiple') return key.length >= 2;
  return kind === 'blank' ? key.length === 0 : key.length === 1;
};

/** What does not fit together; null when it is a question that can be asked and marked. */
export const problemOfQuestion = (said: QuestionSaid): QuestionProblem | null => {
  const asksChoice = said.kind === 'single' || said.kind === 'multiple';
  const different = new Set(said.choices.map((choice) => choice.normalize('NFKC').trim()));
  if (asksChoice ? said.choices.length < 2 || different.size !== said.choices.length : said.choices.length > 0)
    return 'choices';
  if (!keyFits(said)) return 'answer';
  if (said.kind !== 'blank') return said.blanks.length > 0 ? 'answer' : null;
  const places = placesIn(said.stem);
  const isEmpty = said.blanks.some((accepted) => accepted.some((one) => foldAnswer(one) === ''));
  return said.blanks.length === 0 || isEmpty || (places > 0 && places !== said.blanks.length) ? 'answer' : null;
};

/** The same question typed twice has the same print, however its marks and widths differ. */
export const printOf = (said: Pick<QuestionSaid, 'kind' | 'stem' | 'choices'>): string =>
  [said.kind, normaliseForSearch(said.stem), ...said.choices.map(normaliseForSearch).sort()].join('|').slice(0, 1_500);

const fittingQuestion = questionSaid.superRefine((said, context) => {
  const problem = problemOfQuestion(said);
  if (problem) context.addIssue({ code: 'custom', path: [problem] });
});

export const createQuestionInput = z.strictObject({ said: fittingQuestion });
export type CreateQuestionInput = z.infer<typeof createQuestionInput>;

export const correctQuestionInput = z.strictObject({
  questionId: uuid,
  rowVersion: z.number().int(),
  said: fittingQuestion,
  reason: text(200),
});
export type CorrectQuestionInput = z.infer<typeof correctQuestionInput>;

export const retireQuestionInput = z.strictObject({
  questionId: uuid,
  rowVersion: z.number().int(),
  /** Back into use when false. */
  isRetired: z.boolean(),
});

export const questionFilter = {
  q: optionalText(60),
  kind: questionKind.optional(),
  topic: optionalText(60),
  difficulty: difficulty.optional(),
  state: bankState.optional(),
};
export const listQuestionsInput = z.strictObject({ ...pageInput, ...questionFilter });
export type ListQuestionsInput = z.infer<typeof listQuestionsInput>;
export const exportQuestionsInput = z.strictObject(questionFilter);

export const questionView = z.object({
  id: uuid,
  said: questionSaid,
  state: bankState,
  version: z.number().int(),
  createdByName: z.string(),
  rowVersion: z.number().int(),
  /** In how many exams it was asked or may be drawn. */
  usedIn: z.number().int(),
});
export type QuestionView = z.infer<typeof questionView>;
export const questionPage = pageOf(questionView);

export const questionDetailView = questionView.extend({
  versions: z.array(
    z.object({
      version: z.number().int(),
      said: questionSaid,
      reason: z.string().nullable(),
      byName: z.string(),
      at: z.string(),
    }),
  ),
  /** Others in use that ask the same. */
  twins: z.array(z.object({ id: uuid, stem: z.string() })),
});
export type QuestionDetailView = z.infer<typeof questionDetailView>;

export const topicCountView = z.object({
  topic: z.string(),
  kind: questionKind,
  difficulty,
  count: z.number().int(),
});
export type TopicCountView = z.infer<typeof topicCountView>;
