import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findFonds } from '@/db/queries/archive-scheme.queries';
import { type CandidateRow, countCandidateRows, listCandidateRows } from '@/db/queries/disposition-candidate.queries';
import { readCategoryNames } from '@/db/queries/fonds-settings.queries';
import {
  type CandidatePage,
  candidateView,
  type ExportDueRecordsInput,
  type ListDueRecordsInput,
} from '@/server/domain/disposition/transfer';
import { TRANSFER_RETENTION } from '@/server/domain/disposition/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { COUNT_CAP, cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { retentionWord } from '../accession/words.ts';
import { dueOf, listArchives, listDue } from './list-due.ts';

const byCode = z.tuple([z.string(), uuid]);

/** The line as the list of candidates is asked for it. */
const selectionOf = ({ categoryCode, filingYear, q }: ExportDueRecordsInput) => ({
  categoryCode,
  yearFrom: filingYear,
  yearTo: filingYear,
  retentionCodes: TRANSFER_RETENTION,
  q: q || undefined,
});

/** By when it goes to the archives that was asked for, or to the first. */
const requireTerm = async (tdb: TenantDb, archivesTenantId: number | undefined): Promise<number> => {
  const archives = await listArchives(tdb);
  const chosen =
    archivesTenantId === undefined ? archives[0] : archives.find((one) => one.tenantId === archivesTenantId);
  const termYears = chosen?.termYears ?? null;
  if (termYears === null) throw new AppError('NOT_FOUND', `no archives ${archivesTenantId ?? ''} of this unit`);
  return termYears;
};

const requireFonds = async (tdb: TenantDb, tenantId: number, fondsId: string) => {
  const fonds = await findFonds(tdb, tenantId, fondsId);
  if (!fonds) throw new AppError('NOT_FOUND', `fonds ${fondsId} is not in tenant ${tenantId}`);
  return fonds;
};

/** The records that a line of 应移交 counts. */
export const listDueRecords = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListDueRecordsInput,
): Promise<CandidatePage> => {
  const key = { tenantId: scope.tenantId, fondsId: (await requireFonds(tdb, scope.tenantId, input.fondsId)).id };
  const termYears = await requireTerm(tdb, input.archivesTenantId);
  const { direction, limit } = input;
  const cursor = decodeCursor(byCode, input.cursor);
  const rows = await listCandidateRows(tdb, key, selectionOf(input), { cursor, direction, limit });
  const counts = await countCandidateRows(tdb, key, selectionOf(input));
  const total = Math.min(counts.volumes + counts.pieces, COUNT_CAP);
  const page = cutPage<CandidateRow>(rows, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.codeSort, row.id]),
  );
  const dueOn = (row: CandidateRow) => dueOf(row.filingYear, termYears, row.fondsClosedOn);
  return { rows: page.rows.map((row) => candidateView.parse({ ...row, dueOn: dueOn(row) })), page: page.page, counts };
};

export const exportDueRecords = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: ExportDueRecordsInput,
): Promise<FileReference> => {
  const fonds = await requireFonds(tdb, scope.tenantId, input.fondsId);
  const key = { tenantId: scope.tenantId, fondsId: fonds.id };
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listCandidateRows(tdb, key, selectionOf(input), page);
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportDueRecords',
    objectKind: 'fonds',
    fileName: `${fonds.number}_${input.filingYear}年应移交档案.xlsx`,
    sheetName: '应移交档案',
    columns: [
      { heading: '档号', width: 32 },
      { heading: '题名', width: 60 },
      { heading: '年度', width: 8 },
      { heading: '保管期限', width: 10 },
      { heading: '页数', width: 8 },
      { heading: '盒号', width: 10 },
    ],
    rows: rows.map((row) => [
      row.referenceCode,
      row.title,
      row.filingYear,
      retentionWord(row.retentionCode),
      row.pageCount,
      row.boxNumber,
    ]),
  });
};

const STATE_WORDS = { overdue: '已逾期', due: '今年到期', later: '未到期' } as const;

/** 应移交 as a workbook, with what is not due yet. */
export const exportDue = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { archivesTenantId?: number | undefined },
): Promise<FileReference> => {
  const { rows } = await listDue(tdb, scope, input);
  const nameOf = await readCategoryNames(tdb, scope.tenantId);
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportDue',
    objectKind: 'transfer_batch',
    fileName: `应移交档案_${scope.tenantName}.xlsx`,
    sheetName: '应移交',
    columns: [
      { heading: '年度', width: 8 },
      { heading: '全宗号', width: 10 },
      { heading: '全宗名称', width: 32 },
      { heading: '门类', width: 20 },
      { heading: '卷', width: 8 },
      { heading: '件', width: 8 },
      { heading: '盒', width: 8 },
      { heading: '移交期限', width: 12 },
      { heading: '状态', width: 10 },
    ],
    rows: rows.map((row) => [
      row.filingYear,
      row.fondsNumber,
      row.fondsName,
      nameOf(row.categoryCode),
      row.volumes,
      row.pieces,
      row.boxes,
      row.dueOn,
      STATE_WORDS[row.state],
    ]),
  });
};
