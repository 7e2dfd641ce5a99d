import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countByTopic,
  countExamQuestions,
  type ExamQuestionFilter,
  findExamQuestion,
  findQuestionTwins,
  listExamQuestions,
  listQuestionVersions,
} from '@/db/queries/exam-question.queries';
import {
  type ListQuestionsInput,
  printOf,
  type QuestionDetailView,
  type QuestionView,
  questionDetailView,
  questionSaid,
  questionView,
  type TopicCountView,
  topicCountView,
} from '@/server/domain/exam/question';
import { cellsOfQuestion, QUESTION_COLUMNS } from '@/server/domain/exam/question-workbook';
import { AppError } from '@/server/domain/shared/app-error';
import { normaliseForSearch } from '@/server/domain/shared/chinese-text';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const idCursor = z.tuple([uuid]);
type Filter = Omit<ListQuestionsInput, 'cursor' | 'direction' | 'limit'>;
const conditionsOf = ({ q, ...filter }: Filter): ExamQuestionFilter => ({
  ...filter,
  q: q === undefined ? undefined : normaliseForSearch(q),
});

/** 题库, newest first. */
export const listQuestions = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListQuestionsInput,
): Promise<Page<QuestionView>> => {
  const { cursor: typed, direction, limit, ...filter } = input;
  const cursor = decodeCursor(idCursor, typed)?.[0];
  const conditions = conditionsOf(filter);
  const rows = await listExamQuestions(tdb, scope.tenantId, conditions, { cursor, direction, limit });
  const total = await countExamQuestions(tdb, scope.tenantId, conditions);
  const options = { limit, direction, hasCursor: cursor !== undefined, total };
  return cutPage(questionView.array().parse(rows), options, (row) => encodeCursor([row.id]));
};

/** One question with all its versions, and others that ask the same. */
export const getQuestion = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { questionId: string },
): Promise<QuestionDetailView> => {
  const row = await findExamQuestion(tdb, scope.tenantId, input.questionId);
  if (!row) throw new AppError('NOT_FOUND', `question ${input.questionId} is not in tenant ${scope.tenantId}`);
  const twins = await findQuestionTwins(tdb, scope.tenantId, [printOf(questionSaid.parse(row.said))]);
  return questionDetailView.parse({
    ...row,
    versions: await listQuestionVersions(tdb, scope.tenantId, row.id),
    twins: twins.filter((twin) => twin.id !== row.id),
  });
};

/** What a rule can draw from. */
export const listTopics = async (tdb: TenantDb, scope: TenantScope): Promise<TopicCountView[]> =>
  topicCountView.array().parse(await countByTopic(tdb, scope.tenantId));

/** 题库 as a workbook that the import reads back in; of what the filters leave. */
export const exportQuestions = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: Filter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listExamQuestions(tdb, scope.tenantId, conditionsOf(filter), page);
  return exportTable(tdb, scope, objects, {
    action: 'exam.exportQuestions',
    objectKind: 'exam_question',
    fileName: `题库_${scope.tenantName}.xlsx`,
    sheetName: '题库',
    columns: QUESTION_COLUMNS.map(({ heading, width }) => ({ heading, width })),
    rows: rows.map((row) => cellsOfQuestion(questionSaid.parse(row.said))),
  });
};
