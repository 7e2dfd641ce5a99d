import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findQuestionTwins, insertExamQuestions } from '@/db/queries/exam-question.queries';
import { findStoredObject } from '@/db/queries/object.queries';
import { audit } from '@/server/audit/audit';
import { isSecrecyMarked } from '@/server/domain/archive/secrecy-guard';
import { printOf } from '@/server/domain/exam/question';
import {
  cellsOfQuestion,
  EXAMPLE_QUESTIONS,
  type ImportedRowView,
  QUESTION_COLUMNS,
  type QuestionImportView,
  type QuestionRow,
  questionColumns,
  questionImportView,
  readQuestionRow,
} from '@/server/domain/exam/question-workbook';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { type HeaderMatch, readWorkbook, type SheetRow } from '@/server/features/archive';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import { readObject } from '@/server/objects/read-object';
import type { TenantScope } from '@/server/tenancy/scope';
import { authorOf, rowOf } from './write-question.ts';

/** Longer banks come in several files. */
const MOST_ROWS = 3_000;
const TIME_LIMIT_MS = 15_000;

/** The first row that has a column for the question and one for its kind or its answer. */
const findHeader = (rows: readonly SheetRow[]): HeaderMatch | undefined => {
  const firstIndex = rows.findIndex(({ cells }) => {
    const columns = questionColumns(cells);
    return columns.has('stem') && (columns.has('kind') || columns.has('answer'));
  });
  const row = rows[firstIndex];
  if (!row) return undefined;
  const stem = questionColumns(row.cells).get('stem');
  // The reader tells totals and signatures by the column of the title.
  const columns = row.cells.map((header, index) => ({
    index,
    header: header.trim(),
    field: index === stem ? ('title' as const) : null,
  }));
  return { firstIndex, rowCount: 1, columns };
};

interface SheetRead {
  sheetName: string;
  unread: string[];
  rows: QuestionRow[];
}

const readRows = async (bytes: Buffer): Promise<SheetRead> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'lantai-questions-'));
  const read: QuestionRow[] = [];
  try {
    const filePath = path.join(folder, 'workbook');
    await writeFile(filePath, bytes, { mode: 0o600 });
    const summary = await readWorkbook(filePath, {
      locateHeader: findHeader,
      timeLimitMs: TIME_LIMIT_MS,
      onRows: async (rows, layout) => {
        const heads: string[] = [];
        for (const { index, header } of layout.columns) heads[index] = header;
        const columns = questionColumns(Array.from(heads, (head) => head ?? ''));
        for (const { rowNumber, cells } of rows) {
          if (cells.every((cell) => cell.trim() === '')) continue;
          read.push(readQuestionRow(rowNumber, (field) => cells[columns.get(field) ?? -1] ?? '', isSecrecyMarked));
        }
        if (read.length > MOST_ROWS) throw new AppError('BATCH_TOO_LARGE', 'too many questions', { rows: MOST_ROWS });
      },
    });
    const headings = summary.columns.map((column) => column.header);
    const known = new Set(questionColumns(headings).values());
    const unread = headings.filter((heading, at) => heading !== '' && !known.has(at));
    return { sheetName: summary.sheetName, unread, rows: read };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** Marks what the bank asks already, and what an earlier row of the same sheet does. */
const withTwins = async (
  tdb: TenantDb,
  scope: TenantScope,
  rows: readonly QuestionRow[],
): Promise<ImportedRowView[]> => {
  const prints = rows.flatMap(({ said }) => (said ? [printOf(said)] : []));
  const seen = new Set((await findQuestionTwins(tdb, scope.tenantId, prints)).map((twin) => twin.fingerprint));
  return rows.map((row) => {
    if (!row.said) return { ...row, isTwin: false };
    const print = printOf(row.said);
    const isTwin = seen.has(print);
    seen.add(print);
    return { ...row, isTwin };
  });
};

const readFile = async (tdb: TenantDb, scope: TenantScope, objects: ObjectStore, objectId: string) => {
  const object = await findStoredObject(tdb, scope.tenantId, objectId);
  if (object?.state !== 'stored')
    throw new AppError('NOT_FOUND', `object ${objectId} is not in tenant ${scope.tenantId}`);
  const read = await readRows(await readObject(objects, object));
  return { ...read, fileName: object.fileName, rows: await withTwins(tdb, scope, read.rows) };
};

/** 预览 of a workbook: each row, and what is wrong with it. Nothing is saved. */
export const previewQuestions = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { objectId: string },
): Promise<QuestionImportView> => questionImportView.parse(await readFile(tdb, scope, objects, input.objectId));

/** 导入: the rows that are whole, all in one transaction. Wrong rows stay in the workbook; twins only where they are wanted. */
export const importQuestions = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { objectId: string; withTwins: boolean },
): Promise<{ entered: number; twins: number; wrong: number }> => {
  const author = authorOf(scope);
  const { rows, fileName } = await readFile(tdb, scope, objects, input.objectId);
  const good = rows.flatMap(({ said, isTwin }) => (said && (input.withTwins || !isTwin) ? [said] : []));
  await insertExamQuestions(
    tdb,
    author,
    good.map((said) => rowOf(uuidv7(), said)),
  );
  const wrong = rows.filter(({ said }) => !said).length;
  const counts = { entered: good.length, twins: rows.length - wrong - good.length, wrong };
  await audit(tdb, scope, {
    action: 'exam.importQuestions',
    objectKind: 'exam_question',
    objectId: input.objectId,
    objectLabel: fileName,
    detail: counts,
  });
  return counts;
};

/** 下载模板. */
export const downloadQuestionTemplate = (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
): Promise<FileReference> =>
  exportTable(tdb, scope, objects, {
    action: 'exam.downloadTemplate',
    objectKind: 'exam_question',
    fileName: '题库模板.xlsx',
    sheetName: '题库',
    columns: QUESTION_COLUMNS.map(({ heading, width }) => ({ heading, width })),
    rows: EXAMPLE_QUESTIONS.map(cellsOfQuestion),
  });
