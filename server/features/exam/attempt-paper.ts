import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  type AttemptRow,
  endAttempt,
  findOfferedExam,
  listAnswers,
  listOfferedItems,
  type OfferedExamRow,
} from '@/db/queries/exam-sitting.queries';
import { audit } from '@/server/audit/audit';
import type { Ending } from '@/server/domain/exam/exam-vocabulary';
import { type Mark, markAnswer } from '@/server/domain/exam/marking';
import { type QuestionSaid, questionSaid } from '@/server/domain/exam/question';
import {
  type AskedQuestion,
  type ExplainedQuestion,
  type GivenAnswer,
  givenAnswer,
} from '@/server/domain/exam/sitting';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import type { TenantScope } from '@/server/tenancy/scope';

/* The paper of an attempt, and its marking. */

/** A question as it stands on a paper: how many points, and where its choices went. */
export const paperEntry = z.object({
  questionId: uuid,
  version: z.number().int(),
  points: z.number(),
  order: z.array(z.number().int()),
});
export type PaperEntry = z.infer<typeof paperEntry>;
export const paperOf = (row: Pick<AttemptRow, 'paper'>): PaperEntry[] => paperEntry.array().parse(row.paper);

const markEntry = z.object({ questionId: uuid, points: z.number(), gained: z.number(), isRight: z.boolean() });
type MarkEntry = z.infer<typeof markEntry>;

export const requireOffered = async (tdb: TenantDb, examId: string): Promise<OfferedExamRow> => {
  const exam = await findOfferedExam(tdb, examId);
  if (!exam) throw new AppError('NOT_FOUND', `exam ${examId} is not offered here`);
  return exam;
};

/** The questions of a paper as they were frozen, in the order of the paper. */
export const questionsOf = async (
  tdb: TenantDb,
  examId: string,
  paper: readonly Omit<PaperEntry, 'version'>[],
): Promise<(PaperEntry & { said: QuestionSaid })[]> => {
  const items = await listOfferedItems(
    tdb,
    examId,
    paper.map((entry) => entry.questionId),
  );
  const known = new Map(items.map((item) => [item.questionId, item]));
  return paper.map((entry) => {
    const item = known.get(entry.questionId);
    if (!item) throw new AppError('NOT_FOUND', `question ${entry.questionId} of exam ${examId} is gone`);
    return { ...entry, version: item.version, said: questionSaid.parse(item.said) };
  });
};

/** What a person is shown: never the key. */
export const askedOf = (entry: PaperEntry & { said: QuestionSaid }, index: number): AskedQuestion => ({
  position: index + 1,
  kind: entry.said.kind,
  stem: entry.said.stem,
  choices: entry.order.map((place) => entry.said.choices[place] ?? ''),
  blanks: entry.said.blanks.length,
  points: entry.points,
});

/** Of true or false the two places are never shuffled. */
const orderOf = (entry: PaperEntry & { said: QuestionSaid }): readonly number[] =>
  entry.said.kind === 'boolean' ? [0, 1] : entry.order;

export const explainedOf = (
  entry: PaperEntry & { said: QuestionSaid },
  index: number,
  given: GivenAnswer | undefined,
  mark: Mark | undefined,
): ExplainedQuestion => ({
  ...askedOf(entry, index),
  given: given ?? null,
  gained: mark?.gained ?? 0,
  isRight: mark?.isRight ?? false,
  right: entry.said.key.map((place) => orderOf(entry).indexOf(place)).sort((a, b) => a - b),
  accepted: entry.said.blanks,
  explanation: entry.said.explanation,
  source: entry.said.source,
});

export const readMarks = (row: Pick<AttemptRow, 'marks'>): MarkEntry[] => markEntry.array().parse(row.marks ?? []);

export const readAnswers = async (
  tdb: TenantDb,
  scope: TenantScope,
  attemptId: string,
): Promise<{ position: number; answer: GivenAnswer; sequence: number }[]> =>
  (await listAnswers(tdb, scope.tenantId, attemptId)).map((row) => ({ ...row, answer: givenAnswer.parse(row.answer) }));

/**
 * 交卷与阅卷 of a paper that the caller holds locked: marks what was saved, at once, and hands it in. What counts is
 * what the server had on its disk.
 */
export const closeAttempt = async (
  tdb: TenantDb,
  scope: TenantScope,
  attempt: AttemptRow,
  endedBy: Ending,
): Promise<void> => {
  const exam = await requireOffered(tdb, attempt.examId);
  const answers = new Map((await readAnswers(tdb, scope, attempt.id)).map((one) => [one.position, one.answer]));
  const marks = (await questionsOf(tdb, attempt.examId, paperOf(attempt))).map((entry, index): MarkEntry => {
    const rule = { points: entry.points, order: orderOf(entry), halves: exam.halves };
    const mark = markAnswer(entry.said, answers.get(index + 1), rule);
    return { questionId: entry.questionId, points: entry.points, ...mark };
  });
  const score = Math.round(marks.reduce((sum, mark) => sum + mark.gained, 0) * 10) / 10;
  const isPassed = score >= exam.passPoints;
  await endAttempt(tdb, { tenantId: scope.tenantId, id: attempt.id }, { score, isPassed, marks, endedBy });
  await audit(tdb, scope, {
    action: 'exam.handIn',
    objectKind: 'exam_attempt',
    objectId: attempt.id,
    objectLabel: exam.title,
    detail: { personName: attempt.personName, endedBy, answered: answers.size, score },
  });
};
