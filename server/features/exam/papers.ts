import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countExamPapers,
  type ExamPaperFields,
  type ExamPaperRow,
  findExamPaper,
  insertExamPaper,
  listExamPapers,
  setPaperState,
  updateExamPaper,
} from '@/db/queries/exam-paper.queries';
import { listCurrentQuestions, listPoolQuestions } from '@/db/queries/exam-question.queries';
import { audit } from '@/server/audit/audit';
import { drawPaper, type ExamLine, shortLine } from '@/server/domain/exam/draw-paper';
import { MOST_IN_POOL, MOST_QUESTIONS } from '@/server/domain/exam/exam-vocabulary';
import {
  type ChangePaperInput,
  type CreatePaperInput,
  type ListPapersInput,
  type PaperContent,
  type PaperRowView,
  type PaperView,
  paperContent,
  paperRowView,
  paperView,
  questionCountOf,
  totalPointsOf,
} from '@/server/domain/exam/paper';
import { questionSaid } from '@/server/domain/exam/question';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { drawHashes } from '@/server/features/inspection';
import type { TenantScope } from '@/server/tenancy/scope';

const OBJECT = 'exam_paper';
const idCursor = z.tuple([uuid]);
const contentOf = ({ mode, lines }: ExamPaperRow): PaperContent => paperContent.parse({ mode, lines });

/** The lines of a paper with what can be drawn for each, out of the bank as it is now. */
export const linesOf = async (tdb: TenantDb, scope: TenantScope, content: PaperContent): Promise<ExamLine[]> => {
  if (content.mode === 'fixed') {
    const rows = await listCurrentQuestions(
      tdb,
      scope.tenantId,
      content.lines.map((line) => line.questionId),
    );
    const kinds = new Map(rows.map((row) => [row.id, questionSaid.parse(row.said).kind]));
    return content.lines.map(({ questionId, points }) => {
      const kind = kinds.get(questionId);
      if (!kind) throw new AppError('NOT_FOUND', `question ${questionId} is not in tenant ${scope.tenantId}`);
      return { kind, count: 1, points, pool: [questionId] };
    });
  }
  const lines: ExamLine[] = [];
  for (const { kind, topic, difficulty, count, points } of content.lines) {
    const pool = await listPoolQuestions(tdb, scope.tenantId, { kind, topic, difficulty }, MOST_IN_POOL);
    lines.push({ kind, count, points, pool });
  }
  return lines;
};

/** 试卷, newest first. */
export const listPapers = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListPapersInput,
): Promise<Page<PaperRowView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(idCursor, input.cursor)?.[0];
  const rows = await listExamPapers(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countExamPapers(tdb, scope.tenantId, input);
  const options = { limit, direction, hasCursor: cursor !== undefined, total };
  return cutPage(paperRowView.array().parse(rows), options, (row) => encodeCursor([row.id]));
};

export const requirePaper = async (tdb: TenantDb, scope: TenantScope, paperId: string): Promise<ExamPaperRow> => {
  const row = await findExamPaper(tdb, scope.tenantId, paperId);
  if (!row) throw new AppError('NOT_FOUND', `paper ${paperId} is not in tenant ${scope.tenantId}`);
  return row;
};

/** 预览: the paper, or the one that the rule gives under a number. The same number gives the same paper while the bank stays as it is. */
export const getPaper = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { paperId: string; variant: string },
): Promise<PaperView> => {
  const row = await requirePaper(tdb, scope, input.paperId);
  const content = contentOf(row);
  const lines = await linesOf(tdb, scope, content);
  const short = shortLine(lines);
  const drawn = short ? [] : drawPaper(drawHashes, `${row.id}|${input.variant}`, lines);
  const known = new Map(
    (
      await listCurrentQuestions(
        tdb,
        scope.tenantId,
        drawn.map((one) => one.questionId),
      )
    ).map((question) => [question.id, question]),
  );
  const questions = drawn.map((one, index) => ({ ...one, ...known.get(one.questionId), position: index + 1 }));
  return paperView.parse({ ...row, content, variant: input.variant, questions, short });
};

const fieldsOf = (input: CreatePaperInput): ExamPaperFields => ({
  title: input.title,
  mode: input.content.mode,
  lines: input.content.lines,
  shuffles: input.shuffles,
  halves: input.halves,
  questionCount: questionCountOf(input.content),
  totalPoints: totalPointsOf(input.content),
});

/** What a paper must be before it is kept. Whether the bank has enough is asked again when an exam is published. */
const checkPaper = async (tdb: TenantDb, scope: TenantScope, input: CreatePaperInput): Promise<void> => {
  refuseClassified(input.title);
  const { content } = input;
  if (questionCountOf(content) > MOST_QUESTIONS)
    throw new AppError('BATCH_TOO_LARGE', 'too many questions', { rows: MOST_QUESTIONS });
  if (content.mode === 'fixed' && new Set(content.lines.map((line) => line.questionId)).size !== content.lines.length)
    throw new AppError('BAD_INPUT', 'a question stands twice in the paper');
  await linesOf(tdb, scope, content);
};

/** 组卷. */
export const createPaper = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CreatePaperInput,
): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'papers are made by people');
  await checkPaper(tdb, scope, input);
  const id = uuidv7();
  const by = { tenantId: scope.tenantId, createdBy: scope.accountId, createdByName: scope.actorName };
  await insertExamPaper(tdb, { ...fieldsOf(input), ...by, id });
  await audit(tdb, scope, {
    action: 'exam.createPaper',
    objectKind: OBJECT,
    objectId: id,
    objectLabel: input.title,
    detail: { mode: input.content.mode, questions: questionCountOf(input.content) },
  });
  return { id };
};

/** 修改试卷. Exams that were published with it stay as they are. */
export const changePaper = async (tdb: TenantDb, scope: TenantScope, input: ChangePaperInput): Promise<void> => {
  const row = await requirePaper(tdb, scope, input.paperId);
  await checkPaper(tdb, scope, input);
  const key = { tenantId: scope.tenantId, id: row.id, rowVersion: input.rowVersion };
  if (!(await updateExamPaper(tdb, key, fieldsOf(input)))) throw new AppError('STALE_VERSION', `paper ${row.id}`);
  await audit(tdb, scope, {
    action: 'exam.changePaper',
    objectKind: OBJECT,
    objectId: row.id,
    objectLabel: input.title,
    detail: { questions: questionCountOf(input.content) },
  });
};

/** 停用试卷, or back into use. */
export const retirePaper = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { paperId: string; rowVersion: number; isRetired: boolean },
): Promise<void> => {
  const row = await requirePaper(tdb, scope, input.paperId);
  const state = input.isRetired ? 'retired' : 'current';
  const key = { tenantId: scope.tenantId, id: row.id, rowVersion: input.rowVersion };
  if (!(await setPaperState(tdb, key, state))) throw new AppError('STALE_VERSION', `paper ${row.id}`);
  await audit(tdb, scope, {
    action: input.isRetired ? 'exam.retirePaper' : 'exam.restorePaper',
    objectKind: OBJECT,
    objectId: row.id,
    objectLabel: row.title,
  });
};

/** What an exam takes from a paper when it is published. */
export const readyPaper = async (tdb: TenantDb, scope: TenantScope, paperId: string) => {
  const row = await requirePaper(tdb, scope, paperId);
  if (row.state !== 'current') throw new AppError('STEP_PASSED', `paper ${row.id} is retired`);
  const lines = await linesOf(tdb, scope, contentOf(row));
  const short = shortLine(lines);
  if (short) throw new AppError('EXAM_POOL_TOO_SMALL', `paper ${row.id} line ${short.line}`, { ...short });
  return { row, lines };
};
