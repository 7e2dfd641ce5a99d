import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  type AttemptRow,
  findAttempt,
  insertAttempt,
  listAttempts,
  listOfferedExams,
  lockAttempt,
  lockSitting,
  type OfferedExamRow,
} from '@/db/queries/exam-sitting.queries';
import { audit } from '@/server/audit/audit';
import { drawOrder, drawPaper, type ExamLine } from '@/server/domain/exam/draw-paper';
import { phaseOf } from '@/server/domain/exam/exam';
import { GRACE_SECONDS } from '@/server/domain/exam/exam-vocabulary';
import { questionKind } from '@/server/domain/exam/question';
import { type AttemptView, attemptView, type MyExamView, myExamView } from '@/server/domain/exam/sitting';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { drawHashes } from '@/server/features/inspection';
import type { TenantScope } from '@/server/tenancy/scope';
import {
  askedOf,
  closeAttempt,
  explainedOf,
  type PaperEntry,
  paperOf,
  questionsOf,
  readAnswers,
  readMarks,
  requireOffered,
} from './attempt-paper.ts';

const examCursor = z.tuple([z.iso.datetime(), uuid]);
const examLines = z.array(
  z.object({ kind: questionKind, count: z.number().int(), points: z.number(), pool: z.array(uuid) }),
);
const people = z.array(z.object({ accountId: uuid.nullable(), personName: z.string() })).nullable();

/** Who sits: a person, not a job. */
export const personOf = (scope: TenantScope): { accountId: string; name: string } => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'an exam is sat by a person');
  return { accountId: scope.accountId, name: scope.actorName };
};

const isFor = (exam: OfferedExamRow, person: { accountId: string; name: string }): boolean => {
  const invited = people.parse(exam.people ?? null);
  return (
    invited === null ||
    invited.some((one) =>
      one.accountId === null ? one.personName === person.name : one.accountId === person.accountId,
    )
  );
};

const outcomeOf = (row: AttemptRow, exam: OfferedExamRow) =>
  row.handedInAt === null
    ? null
    : {
        score: row.score,
        totalPoints: row.totalPoints,
        passPoints: exam.passPoints,
        isPassed: row.isPassed,
        endedBy: row.endedBy,
        handedInAt: row.handedInAt,
      };

const toMyExam = (exam: OfferedExamRow, attempts: readonly AttemptRow[]): MyExamView => {
  const phase = phaseOf(exam);
  const mine = attempts.filter((attempt) => attempt.examId === exam.examId);
  const isOpen = mine.some((attempt) => attempt.handedInAt === null && !attempt.isDue);
  return myExamView.parse({
    ...exam,
    id: exam.examId,
    phase,
    mine: mine.map((attempt) => ({ ...attempt, outcome: outcomeOf(attempt, exam) })),
    canSit: phase === 'running' && (isOpen || mine.length < exam.attempts),
  });
};

/** 我的考试: what this person may sit here, the latest first. */
export const listMyExams = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<Page<MyExamView>> => {
  const person = personOf(scope);
  const { direction, limit } = input;
  const cursor = decodeCursor(examCursor, input.cursor);
  const exams = await listOfferedExams(tdb, person, { cursor, direction, limit });
  const of = { tenantId: scope.tenantId, accountId: person.accountId, examIds: exams.map((exam) => exam.examId) };
  const attempts = await listAttempts(tdb, of, GRACE_SECONDS);
  const options = { limit, direction, hasCursor: cursor !== undefined, total: null };
  return cutPage(
    exams.map((exam) => toMyExam(exam, attempts)),
    options,
    (row) => encodeCursor([row.opensAt, row.id]),
  );
};

/** The exam, when it is for this person; otherwise it is not there. */
const requireMine = async (tdb: TenantDb, scope: TenantScope, examId: string): Promise<OfferedExamRow> => {
  const exam = await requireOffered(tdb, examId);
  if (!isFor(exam, personOf(scope))) throw new AppError('NOT_FOUND', `exam ${examId} is not for ${scope.accountId}`);
  return exam;
};

export const getMyExam = async (tdb: TenantDb, scope: TenantScope, input: { examId: string }): Promise<MyExamView> => {
  const exam = await requireMine(tdb, scope, input.examId);
  const { accountId } = personOf(scope);
  const of = { tenantId: scope.tenantId, accountId, examIds: [exam.examId] };
  return toMyExam(exam, await listAttempts(tdb, of, GRACE_SECONDS));
};

/** Draws the paper of a new attempt. */
const drawFor = async (tdb: TenantDb, exam: OfferedExamRow, seed: string): Promise<PaperEntry[]> => {
  const lines: ExamLine[] = examLines.parse(exam.lines);
  const drawn = drawPaper(drawHashes, seed, lines).map((one) => ({ ...one, order: [] }));
  return (await questionsOf(tdb, exam.examId, drawn)).map(({ said, ...entry }) => ({
    ...entry,
    order: drawOrder(drawHashes, seed, { id: entry.questionId, choices: said.choices.length }, exam.shuffles),
  }));
};

/**
 * 开始答题, or going on with the paper that is open: pressing twice, a second device and a repeated request all come to
 * the same paper.
 */
export const startAttempt = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { examId: string },
): Promise<{ attemptId: string }> => {
  const person = personOf(scope);
  const exam = await requireMine(tdb, scope, input.examId);
  await lockSitting(tdb, exam.examId, person.accountId);
  const of = { tenantId: scope.tenantId, accountId: person.accountId, examIds: [exam.examId] };
  const earlier = await listAttempts(tdb, of, GRACE_SECONDS);
  const open = earlier.find((attempt) => attempt.handedInAt === null);
  const told = { objectKind: 'exam_attempt', objectLabel: exam.title };
  if (open && !open.isDue) {
    await audit(tdb, scope, { ...told, action: 'exam.resume', objectId: open.id });
    return { attemptId: open.id };
  }
  if (open) {
    const key = { tenantId: scope.tenantId, id: open.id, accountId: person.accountId };
    const held = await lockAttempt(tdb, key, GRACE_SECONDS);
    if (held?.handedInAt === null) await closeAttempt(tdb, scope, held, 'time');
  }
  if (phaseOf(exam) !== 'running') throw new AppError('EXAM_NOT_OPEN', `exam ${exam.examId} is ${phaseOf(exam)}`);
  if (earlier.length >= exam.attempts) throw new AppError('EXAM_ATTEMPTS_USED', `${earlier.length} attempts were made`);
  const id = uuidv7();
  const seed = `${exam.examId}|${id}|${randomBytes(16).toString('hex')}`;
  const paper = await drawFor(tdb, exam, seed);
  await insertAttempt(tdb, {
    tenantId: scope.tenantId,
    id,
    ownerTenantId: exam.ownerTenantId,
    examId: exam.examId,
    accountId: person.accountId,
    personName: person.name,
    unitName: scope.tenantName,
    number: earlier.length + 1,
    seed,
    paper,
    minutes: exam.minutes,
    closesAt: exam.closesAt,
    totalPoints: exam.totalPoints,
  });
  await audit(tdb, scope, {
    ...told,
    action: 'exam.start',
    objectId: id,
    detail: { number: earlier.length + 1, questions: paper.length },
  });
  return { attemptId: id };
};

/**
 * One's own paper: while it is open without any key, handed in with the points, after the exam with keys and
 * explanations. A paper whose time is over is shown as it is saved; its handing in is an act of its own.
 */
export const getAttempt = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { attemptId: string },
): Promise<AttemptView> => {
  const { accountId } = personOf(scope);
  const row = await findAttempt(tdb, { tenantId: scope.tenantId, id: input.attemptId, accountId }, GRACE_SECONDS);
  if (!row) throw new AppError('NOT_FOUND', `attempt ${input.attemptId} is not one of account ${accountId}`);
  const exam = await requireOffered(tdb, row.examId);
  const questions = await questionsOf(tdb, row.examId, paperOf(row));
  const answers = await readAnswers(tdb, scope, row.id);
  const given = new Map(answers.map((one) => [one.position, one.answer]));
  const marks = new Map(readMarks(row).map((mark) => [mark.questionId, mark]));
  const isExplained = row.handedInAt !== null && row.now >= exam.closesAt;
  return attemptView.parse({
    ...row,
    title: exam.title,
    ownerName: exam.ownerName,
    outcome: outcomeOf(row, exam),
    questions: questions.map(askedOf),
    answers,
    explainedAfter: exam.closesAt,
    explained: isExplained
      ? questions.map((entry, index) => explainedOf(entry, index, given.get(index + 1), marks.get(entry.questionId)))
      : null,
  });
};
