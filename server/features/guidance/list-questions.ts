import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countQuestionRows,
  findNewestReply,
  findQuestion,
  listQuestionRows,
  listQuestionSteps,
  type QuestionStepRow,
} from '@/db/queries/guidance-question.queries';
import { listDispatchFiles } from '@/db/queries/inspection-answer.queries';
import {
  type ListQuestionsInput,
  type QuestionRowView,
  type QuestionStepView,
  type QuestionView,
  questionRowView,
  questionStepView,
  questionView,
} from '@/server/domain/guidance/guidance-question';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/** 咨询 that this unit has asked, or received from units below, newest first. */
export const listQuestions = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListQuestionsInput,
  side: 'asked' | 'received',
): Promise<Page<QuestionRowView>> => {
  const { limit, direction, state, q } = input;
  const filter = { side, state, q };
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listQuestionRows(tdb, scope.tenantId, filter, { cursor, direction, limit });
  const total = await countQuestionRows(tdb, scope.tenantId, filter);
  return cutPage(
    questionRowView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.askedAt, row.id]),
  );
};

/** Each kind of step has words of its own; what another kind would say is empty. */
const stepFacts = z.object({
  words: z.string().catch(''),
  askedBy: z.string().catch(''),
  answeredBy: z.string().catch(''),
  receivedBy: z.string().catch(''),
  isUseful: z.boolean().nullable().catch(null),
});

const toStep = (row: QuestionStepRow, files: readonly { dispatchId: string }[]): QuestionStepView => {
  const facts = stepFacts.parse(row.body ?? {});
  return questionStepView.parse({
    ...row,
    words: facts.words,
    isUseful: facts.isUseful,
    personName: facts.askedBy || facts.answeredBy || facts.receivedBy,
    replyNumber: row.documentNumber,
    files: files.filter((file) => file.dispatchId === row.dispatchId),
  });
};

/** One thread, as its unit and its office read it. */
export const getQuestion = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { questionId: string },
): Promise<QuestionView> => {
  const row = await findQuestion(tdb, scope.tenantId, input.questionId);
  if (!row) throw new AppError('NOT_FOUND', `question ${input.questionId} is not readable in ${scope.tenantId}`);
  const steps = await listQuestionSteps(tdb, scope.tenantId, row.id);
  const files = await listDispatchFiles(
    tdb,
    scope.tenantId,
    steps.map((step) => step.dispatchId),
  );
  const isOffice = row.officeTenantId === scope.tenantId;
  const reply = isOffice ? await findNewestReply(tdb, scope.tenantId, row.id) : undefined;
  return questionView.parse({
    ...row,
    side: isOffice ? 'received' : 'asked',
    steps: steps.map((step) => toStep(step, files)),
    publishableReplyId: reply && !reply.isPublished ? reply.id : null,
  });
};
