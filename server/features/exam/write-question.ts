import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import {
  addQuestionVersion,
  findQuestionTwins,
  insertExamQuestions,
  lockExamQuestion,
  type NewExamQuestion,
  setQuestionState,
} from '@/db/queries/exam-question.queries';
import { audit } from '@/server/audit/audit';
import {
  type CorrectQuestionInput,
  type CreateQuestionInput,
  printOf,
  type QuestionSaid,
} from '@/server/domain/exam/question';
import { AppError } from '@/server/domain/shared/app-error';
import { searchText } from '@/server/domain/shared/chinese-text';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';

const OBJECT = 'exam_question';
const labelOf = (said: QuestionSaid): string => said.stem.slice(0, 80);

/** The person who writes. */
export const authorOf = (scope: TenantScope): { tenantId: number; accountId: string; name: string } => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'questions are written by people');
  return { tenantId: scope.tenantId, accountId: scope.accountId, name: scope.actorName };
};

/** The row of a question as the bank keeps it. */
export const rowOf = (id: string, said: QuestionSaid): NewExamQuestion => ({
  id,
  kind: said.kind,
  topic: said.topic,
  difficulty: said.difficulty,
  stem: said.stem,
  fingerprint: printOf(said),
  searchText: searchText([said.stem, said.topic, said.source, ...said.choices]),
  said,
});

const refuseSecret = (said: QuestionSaid): void =>
  refuseClassified(said.stem, said.topic, said.explanation, said.source, ...said.choices, ...said.blanks.flat());

/** 录入试题. Others that ask the same are named: whether they are meant is for the author to say. */
export const createQuestion = async (
  tdb: TenantDb,
  scope: TenantScope,
  { said }: CreateQuestionInput,
): Promise<{ id: string; twins: number }> => {
  const author = authorOf(scope);
  refuseSecret(said);
  const id = uuidv7();
  const twins = await findQuestionTwins(tdb, scope.tenantId, [printOf(said)]);
  await insertExamQuestions(tdb, author, [rowOf(id, said)]);
  await audit(tdb, scope, {
    action: 'exam.createQuestion',
    objectKind: OBJECT,
    objectId: id,
    objectLabel: labelOf(said),
    detail: { kind: said.kind, topic: said.topic },
  });
  return { id, twins: twins.length };
};

const requireQuestion = async (tdb: TenantDb, scope: TenantScope, questionId: string, rowVersion: number) => {
  const row = await lockExamQuestion(tdb, scope.tenantId, questionId);
  if (!row) throw new AppError('NOT_FOUND', `question ${questionId} is not in tenant ${scope.tenantId}`);
  if (row.rowVersion !== rowVersion)
    throw new AppError('STALE_VERSION', `question ${questionId} is at ${row.rowVersion}`);
  return row;
};

/** 更正试题: a version more. Exams that were published keep the question as they froze it. */
export const correctQuestion = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CorrectQuestionInput,
): Promise<{ version: number }> => {
  const author = authorOf(scope);
  refuseSecret(input.said);
  refuseClassified(input.reason);
  const row = await requireQuestion(tdb, scope, input.questionId, input.rowVersion);
  const version = row.version + 1;
  await addQuestionVersion(tdb, author, { ...rowOf(row.id, input.said), version, reason: input.reason });
  await audit(tdb, scope, {
    action: 'exam.correctQuestion',
    objectKind: OBJECT,
    objectId: row.id,
    objectLabel: labelOf(input.said),
    detail: { version, reason: input.reason },
  });
  return { version };
};

/** 停用, or back into use. */
export const retireQuestion = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { questionId: string; rowVersion: number; isRetired: boolean },
): Promise<void> => {
  const row = await requireQuestion(tdb, scope, input.questionId, input.rowVersion);
  const state = input.isRetired ? 'retired' : 'current';
  if (row.state === state) throw new AppError('STEP_PASSED', `question ${row.id} is ${state}`);
  await setQuestionState(tdb, { tenantId: scope.tenantId, id: row.id }, state);
  await audit(tdb, scope, {
    action: input.isRetired ? 'exam.retireQuestion' : 'exam.restoreQuestion',
    objectKind: OBJECT,
    objectId: row.id,
  });
};
