import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countSheetRows,
  findSheet,
  listOfficeAnswers,
  listSheetRows,
  type SheetRow,
} from '@/db/queries/assessment-sheet.queries';
import { findDispatchRow } from '@/db/queries/dispatch.queries';
import { listDispatchFiles } from '@/db/queries/inspection-answer.queries';
import {
  type ListSheetsInput,
  type SheetRowView,
  type SheetView,
  sheetRowView,
  sheetView,
} from '@/server/domain/assessment/assessment';
import { objectionBody } from '@/server/domain/assessment/assessment-exchange';
import { MOST_ROUND_UNITS } from '@/server/domain/assessment/assessment-vocabulary';
import {
  type FrozenList,
  frozenList,
  type SelfCheckBody,
  selfCheckBody,
} from '@/server/domain/inspection/checklist-review';
import { type SectionScore, scoreChecklist } from '@/server/domain/inspection/scoring';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireRound } from './rounds.ts';

const cursorKey = z.tuple([z.number(), uuid]);

/** 考核表 of a round or of all applications, the best score first. */
export const listSheets = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListSheetsInput,
): Promise<Page<SheetRowView>> => {
  const { limit, direction } = input;
  if (input.roundId !== undefined) await requireRound(tdb, scope, input.roundId);
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listSheetRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countSheetRows(tdb, scope.tenantId, input);
  const { rows: shown, page } = cutPage(rows, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.place, row.id]),
  );
  return { rows: sheetRowView.array().parse(shown), page };
};

export type Sheet = Omit<SheetRow, 'list' | 'submissionBody'> & { list: FrozenList; self: SelfCheckBody | null };

export const requireSheet = async (
  tdb: TenantDb,
  scope: TenantScope,
  sheetId: string,
  options: { lock?: boolean } = {},
): Promise<Sheet> => {
  const row = await findSheet(tdb, scope.tenantId, sheetId, options);
  if (!row) throw new AppError('NOT_FOUND', `sheet ${sheetId} is not in tenant ${scope.tenantId}`);
  const self = row.submissionId === null ? null : selfCheckBody.parse(row.submissionBody);
  return { ...row, list: frozenList.parse(row.list), self };
};

const readSelf = async (tdb: TenantDb, scope: TenantScope, sheet: Sheet): Promise<SheetView['self']> => {
  const { self, submissionId, submittedAt } = sheet;
  if (self === null || submissionId === null || submittedAt === null) return null;
  const files = await listDispatchFiles(tdb, scope.tenantId, [submissionId]);
  return {
    dispatchId: submissionId,
    sentAt: submittedAt,
    submittedByName: self.submittedByName,
    answers: self.answers.map(({ objectIds, ...given }) => ({
      ...given,
      files: files.filter((file) => objectIds.includes(file.objectId)),
    })),
    probes: self.probes,
  };
};

const readObjection = async (tdb: TenantDb, scope: TenantScope, sheet: Sheet): Promise<SheetView['objection']> => {
  if (sheet.objectionId === null) return null;
  const row = await findDispatchRow(tdb, scope.tenantId, sheet.objectionId);
  if (!row) return null;
  const files = await listDispatchFiles(tdb, scope.tenantId, [row.id]);
  return {
    ...objectionBody.parse(row.body),
    dispatchId: row.id,
    sentAt: row.dispatchedAt ?? '',
    files,
    answer: sheet.objectionAnswer,
  };
};

/** One unit's sheet: what it gave itself with its proof and figures, what the office gives, its objection. */
export const getSheet = async (tdb: TenantDb, scope: TenantScope, input: { sheetId: string }): Promise<SheetView> => {
  const sheet = await requireSheet(tdb, scope, input.sheetId);
  return sheetView.parse({
    ...sheet,
    answers: await listOfficeAnswers(tdb, scope.tenantId, sheet.id),
    self: await readSelf(tdb, scope, sheet),
    objection: await readObjection(tdb, scope, sheet),
  });
};

const fixedColumns = [
  { heading: '名次', width: 8 },
  { heading: '单位', width: 30 },
  { heading: '自评得分率', width: 12 },
  { heading: '考核得分', width: 12 },
  { heading: '得分率', width: 10 },
  { heading: '等次', width: 10 },
];

const sectionCell = (sections: readonly SectionScore[], name: string): number | null =>
  sections.find((section) => section.name === name)?.got ?? null;

/** 考核结果 as a workbook, a line a unit with the points of every section: for the government's yearly evaluation. */
export const exportSheets = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { roundId: string },
): Promise<FileReference> => {
  const round = await requireRound(tdb, scope, input.roundId);
  const page = { cursor: undefined, direction: 'after', limit: MOST_ROUND_UNITS } as const;
  const rows = await listSheetRows(tdb, scope.tenantId, { roundId: round.id }, page);
  const lines: (string | number | null)[][] = [];
  let names: string[] = [];
  for (const row of rows) {
    const sheet = await requireSheet(tdb, scope, row.id);
    names = sheet.list.sections.map((section) => section.name);
    const answers = selfCheckBody.shape.answers.parse(
      (await listOfficeAnswers(tdb, scope.tenantId, row.id)).map((answer) => ({ ...answer, objectIds: [] })),
    );
    const { sections } = scoreChecklist(sheet.list, answers);
    lines.push([
      row.rank,
      row.subjectName,
      row.selfPercent,
      sheet.gotPoints,
      row.percent,
      row.state === 'excused' ? '不参加' : row.gradeName,
      ...names.map((name) => sectionCell(sections, name)),
      sheet.objectionAnswer ?? sheet.excusedReason,
    ]);
  }
  return exportTable(tdb, scope, objects, {
    action: 'assessment.export',
    objectKind: 'assessment_round',
    fileName: `${round.title}_结果_${scope.tenantName}.xlsx`,
    sheetName: '考核结果',
    columns: [...fixedColumns, ...names.map((heading) => ({ heading, width: 14 })), { heading: '说明', width: 40 }],
    rows: lines,
  });
};
