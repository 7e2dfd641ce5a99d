import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countExams, type ExamRow, listExams as listExamRows } from '@/db/queries/exam.queries';
import {
  countExamResults,
  listExamResults,
  listPassedRows,
  listQuestionResults,
  listUnitResults,
  readExamTotals,
} from '@/db/queries/exam-result.queries';
import {
  type ExamRowView,
  type ExamView,
  examRowView,
  examView,
  type ListExamsInput,
  type ListResultsInput,
  type PassedPerson,
  phaseOf,
  type ResultView,
  resultView,
} from '@/server/domain/exam/exam';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { minuteOf } from './minute.ts';
import { requireExam } from './publish-exam.ts';

const examCursor = z.tuple([z.iso.datetime(), uuid]);
const resultCursor = z.tuple([z.number(), uuid]);

const toRow = (row: ExamRow): ExamRowView => examRowView.parse({ ...row, phase: phaseOf(row) });

/** 考试, the latest first. */
export const listExams = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListExamsInput,
): Promise<Page<ExamRowView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(examCursor, input.cursor);
  const rows = await listExamRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countExams(tdb, scope.tenantId, input);
  const options = { limit, direction, hasCursor: cursor !== undefined, total };
  return cutPage(rows.map(toRow), options, (row) => encodeCursor([row.opensAt, row.id]));
};

/** One exam with what came of it: totals, units, and which questions were hard. */
export const getExam = async (tdb: TenantDb, scope: TenantScope, input: { examId: string }): Promise<ExamView> => {
  const row = await requireExam(tdb, scope, input.examId);
  const { sessionId, sessionTitle } = row;
  return examView.parse({
    ...row,
    phase: phaseOf(row),
    session: sessionId === null ? null : { id: sessionId, title: sessionTitle },
    totals: await readExamTotals(tdb, scope.tenantId, row.id),
    units: await listUnitResults(tdb, scope.tenantId, row.id),
    questions: await listQuestionResults(tdb, scope.tenantId, row.id),
  });
};

/** 成绩, the best first. */
export const listResults = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListResultsInput,
): Promise<Page<ResultView>> => {
  const { direction, limit } = input;
  await requireExam(tdb, scope, input.examId);
  const cursor = decodeCursor(resultCursor, input.cursor);
  const rows = await listExamResults(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countExamResults(tdb, scope.tenantId, input);
  const options = { limit, direction, hasCursor: cursor !== undefined, total };
  return cutPage(resultView.array().parse(rows), options, (row) => encodeCursor([row.score, row.id]));
};

const COLUMNS = [
  { heading: '单位', width: 30 },
  { heading: '姓名', width: 12 },
  { heading: '第几次', width: 8 },
  { heading: '得分', width: 8 },
  { heading: '是否合格', width: 10 },
  { heading: '开始时间', width: 18 },
  { heading: '交卷时间', width: 18 },
  { heading: '交卷方式', width: 12 },
];
const ENDED_BY = { person: '本人交卷', time: '到时自动交卷' } as const;

/** 成绩 as a workbook, of what the filters leave. */
export const exportResults = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: Pick<ListResultsInput, 'examId' | 'q' | 'passed'>,
): Promise<FileReference> => {
  const exam = await requireExam(tdb, scope, filter.examId);
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = resultView.array().parse(await listExamResults(tdb, scope.tenantId, filter, page));
  return exportTable(tdb, scope, objects, {
    action: 'exam.exportResults',
    objectKind: 'exam',
    fileName: `成绩_${exam.title}.xlsx`,
    sheetName: '成绩',
    columns: COLUMNS,
    rows: rows.map((row) => [
      row.unitName,
      row.personName,
      row.number,
      row.score,
      row.isPassed ? '合格' : '不合格',
      minuteOf(row.startedAt),
      minuteOf(row.handedInAt),
      ENDED_BY[row.endedBy],
    ]),
  });
};

/**
 * 合格名单 of an exam, or of all exams of a session: what certificates and hours are given by. The feature that gives
 * them takes it through the front door (index.ts).
 */
export const listPassed = (
  tdb: TenantDb,
  scope: TenantScope,
  of: { examId?: string; sessionId?: string },
): Promise<PassedPerson[]> => listPassedRows(tdb, scope.tenantId, of);

const PASSED_COLUMNS = [
  { heading: '单位', width: 30 },
  { heading: '姓名', width: 12 },
  { heading: '得分', width: 8 },
  { heading: '满分', width: 8 },
  { heading: '合格日期', width: 12 },
];

/** 合格名单 of an exam as a workbook. */
export const exportPassed = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { examId: string },
): Promise<FileReference> => {
  const exam = await requireExam(tdb, scope, input.examId);
  const rows = await listPassed(tdb, scope, { examId: exam.id });
  return exportTable(tdb, scope, objects, {
    action: 'exam.exportPassed',
    objectKind: 'exam',
    fileName: `合格名单_${exam.title}.xlsx`,
    sheetName: '合格名单',
    columns: PASSED_COLUMNS,
    rows: rows.map((row) => [row.unitName, row.personName, row.score, row.totalPoints, row.passedOn]),
  });
};
