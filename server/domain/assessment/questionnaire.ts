import { z } from 'zod';
import { isoDate, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { MOST_ROUND_UNITS } from './assessment-vocabulary.ts';
import {
  MOST_CHOICES,
  MOST_QUESTIONS,
  QUESTION_TYPES,
  QUESTIONNAIRE_STATES,
  type Question,
  SCALE,
} from './questionnaire-vocabulary.ts';

/** 问卷: short, one answer a unit, without its name where the questionnaire says so. */

export const question = z
  .strictObject({
    text: text(200),
    type: z.enum(QUESTION_TYPES),
    choices: z.array(text(60)).max(MOST_CHOICES).default([]),
    isRequired: z.boolean().default(true),
  })
  .refine((one) => (one.type === 'choice' ? one.choices.length >= 2 : one.choices.length === 0), { path: ['choices'] })
  .refine((one) => new Set(one.choices).size === one.choices.length, { path: ['choices'] });

export const openQuestionnaireInput = z.strictObject({
  title: text(100),
  words: z.string().trim().max(1000).default(''),
  questions: z.array(question).min(1).max(MOST_QUESTIONS),
  isAnonymous: z.boolean().default(true),
  closesOn: isoDate,
  /** Asks the units that were inspected in it; left out, the units that are named. */
  campaignId: uuid.optional(),
  unitTenantIds: z.array(tenantId).max(MOST_ROUND_UNITS).default([]),
});
export type OpenQuestionnaireInput = z.infer<typeof openQuestionnaireInput>;

export const questionnaireRef = z.strictObject({ questionnaireId: uuid });
export const listQuestionnairesInput = z.strictObject({
  ...pageInput,
  state: z.enum(QUESTIONNAIRE_STATES).optional(),
});
export type ListQuestionnairesInput = z.infer<typeof listQuestionnairesInput>;

export const questionnaireRowView = z.object({
  id: uuid,
  title: z.string(),
  isAnonymous: z.boolean(),
  closesOn: isoDate,
  state: z.enum(QUESTIONNAIRE_STATES),
  asked: z.number().int(),
  returned: z.number().int(),
  createdAt: z.string(),
});
export type QuestionnaireRowView = z.infer<typeof questionnaireRowView>;

const questionView = z.object({
  text: z.string(),
  type: z.enum(QUESTION_TYPES),
  choices: z.array(z.string()),
  isRequired: z.boolean(),
});

/** 结果 of one question. Numbers of units, never whose they are where nobody was to know. */
export const questionResult = questionView.extend({
  answered: z.number().int(),
  average: z.number().nullable(),
  counts: z.array(z.object({ label: z.string(), units: z.number().int() })),
  texts: z.array(z.object({ text: z.string(), unitName: z.string().nullable() })),
});
export type QuestionResult = z.infer<typeof questionResult>;

export const questionnaireView = questionnaireRowView.extend({
  words: z.string(),
  campaignTitle: z.string().nullable(),
  /** Anonymous and still open, or answered by too few to show. */
  isWithheld: z.boolean(),
  results: z.array(questionResult),
  /** Units that have not answered yet. */
  silent: z.array(z.string()),
});
export type QuestionnaireView = z.infer<typeof questionnaireView>;

/** The questionnaire as the unit receives it, frozen. */
export const questionnaireBody = z.object({
  title: z.string(),
  words: z.string(),
  isAnonymous: z.boolean(),
  closesOn: isoDate,
  questions: z.array(questionView),
});
export type QuestionnaireBody = z.infer<typeof questionnaireBody>;

const answer = z.strictObject({
  scale: z.number().int().min(1).max(SCALE.length).nullable().default(null),
  choice: z.string().max(60).nullable().default(null),
  text: z
    .string()
    .trim()
    .max(2000)
    .refine((value) => !value.includes('\u0000'), 'NUL')
    .default(''),
});
export const storedAnswers = z.array(answer);
export type StoredAnswers = z.infer<typeof storedAnswers>;

export const receivedRef = z.strictObject({ dispatchId: uuid });
export const replyInput = z.strictObject({ dispatchId: uuid, answers: z.array(answer).min(1).max(MOST_QUESTIONS) });
export type ReplyInput = z.infer<typeof replyInput>;

export const listReceivedInput = z.strictObject({ ...pageInput });
export type ListReceivedInput = z.infer<typeof listReceivedInput>;
export const receivedRowView = z.object({
  dispatchId: uuid,
  title: z.string(),
  senderName: z.string(),
  closesOn: isoDate,
  isAnonymous: z.boolean(),
  isOpen: z.boolean(),
  repliedAt: z.string().nullable(),
  repliedByName: z.string().nullable(),
  dispatchedAt: z.string(),
});
export type ReceivedRowView = z.infer<typeof receivedRowView>;
export const receivedView = receivedRowView.extend({ words: z.string(), questions: z.array(questionView) });
export type ReceivedView = z.infer<typeof receivedView>;

/** What is wrong with an answer to a question; null when it fits. */
export const problemOfAnswer = (asked: Question, given: StoredAnswers[number] | undefined): string | null => {
  if (!given) return 'missing';
  const value = asked.type === 'scale' ? given.scale : asked.type === 'choice' ? given.choice : given.text || null;
  if (value === null) return asked.isRequired ? 'missing' : null;
  return asked.type === 'choice' && !asked.choices.includes(String(value)) ? 'unknown' : null;
};

/** What is kept of an answer: what belongs to the type of its question and nothing else. */
export const settledAnswer = (asked: Question, given: StoredAnswers[number]): StoredAnswers[number] => ({
  scale: asked.type === 'scale' ? given.scale : null,
  choice: asked.type === 'choice' ? given.choice : null,
  text: asked.type === 'text' ? given.text : '',
});

const HUNDRED = 100;

/** Counts what came back, question by question. */
export const countAnswers = (
  questions: readonly Question[],
  returns: readonly { answers: StoredAnswers; unitName: string | null }[],
): QuestionResult[] =>
  questions.map((asked, at) => {
    const given = returns.map((one) => ({ answer: one.answers[at], unitName: one.unitName }));
    const marks = given.flatMap(({ answer: one }) => (asked.type === 'scale' && one?.scale ? [one.scale] : []));
    const chosen = given.flatMap(({ answer: one }) => (asked.type === 'choice' && one?.choice ? [one.choice] : []));
    const texts = given.flatMap(({ answer: one, unitName }) =>
      asked.type === 'text' && one?.text ? [{ text: one.text, unitName }] : [],
    );
    const counts =
      asked.type === 'scale'
        ? SCALE.map((mark) => ({ label: String(mark), units: marks.filter((one) => one === mark).length }))
        : asked.choices.map((label) => ({ label, units: chosen.filter((one) => one === label).length }));
    const sum = marks.reduce((total, mark) => total + mark, 0);
    return {
      ...asked,
      answered: marks.length + chosen.length + texts.length,
      average: marks.length === 0 ? null : Math.round((sum * HUNDRED) / marks.length) / HUNDRED,
      counts,
      texts,
    };
  });
