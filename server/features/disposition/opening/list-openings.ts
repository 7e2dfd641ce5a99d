import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/archive-scheme.queries';
import {
  type BlockingRow,
  countBlockingRows,
  countDecidedRows,
  countDecisionRows,
  type DecidedRow,
  type DecisionRow,
  findDecision,
  listBlockingRows,
  listDecidedRows,
  listDecisionItems,
  listDecisionRows,
  listItemOpenings,
  listOpenYears,
} from '@/db/queries/disposition-opening.queries';
import { categoryName } from '@/server/domain/archive/archival-category';
import { RETENTION_CODES } from '@/server/domain/archive/retention';
import {
  type BlockingFilter,
  type BlockingItemView,
  blockingItemView,
  type DecidedPage,
  decidedPage,
  type ListBlockingInput,
  type ListDecidedInput,
  type ListOpeningsInput,
  type OpeningDecisionView,
  type OpeningHistoryView,
  type OpenUpToView,
  openingDecisionView,
  openingHistoryView,
} from '@/server/domain/disposition/opening';
import { OPENING_YEARS } from '@/server/domain/disposition/vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const byDay = z.tuple([z.iso.date(), uuid]);
const byCode = z.tuple([z.string(), uuid]);
const byYear = z.tuple([z.number().int(), z.string(), uuid]);

export const listOpenings = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListOpeningsInput,
): Promise<Page<OpeningDecisionView>> => {
  const { direction, limit, outcome } = input;
  const cursor = decodeCursor(byDay, input.cursor);
  const rows = await listDecisionRows(tdb, scope.tenantId, outcome, { cursor, direction, limit });
  const total = await countDecisionRows(tdb, scope.tenantId, outcome);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<DecisionRow>(rows, cut, (row) => encodeCursor([row.decidedOn, row.id]));
  return { rows: page.rows.map((row) => openingDecisionView.parse(row)), page: page.page };
};

const eligibleYear = async (tdb: TenantDb): Promise<number> =>
  Number((await readToday(tdb)).slice(0, 4)) - OPENING_YEARS;

/**
 * 开放至某年: the youngest year before which nothing is undecided and nothing open is unpublished. Years without
 * holdings stand in nobody's way.
 */
export const getOpenUpTo = async (tdb: TenantDb, scope: TenantScope): Promise<OpenUpToView> => {
  const eligible = await eligibleYear(tdb);
  const years = await listOpenYears(tdb, scope.tenantId, eligible);
  const blocking = years.find((year) => year.undecided + year.unpublished > 0);
  const before = years.filter((year) => blocking === undefined || year.year < blocking.year);
  return { openUpTo: before.at(-1)?.year ?? null, eligibleYear: eligible, years };
};

const conditionsOf = async (tdb: TenantDb, { yearTo, year, kind }: BlockingFilter) => ({
  yearTo: yearTo ?? (await eligibleYear(tdb)),
  year,
  kind,
});

/** 妨碍开放的档案 as a workbook, to be gone through with whoever decides. */
export const exportBlocking = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: BlockingFilter,
): Promise<FileReference> => {
  const conditions = await conditionsOf(tdb, filter);
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listBlockingRows(tdb, scope.tenantId, conditions, page);
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportBlocking',
    objectKind: 'archive_item',
    fileName: `妨碍开放的档案_至${conditions.yearTo}年.xlsx`,
    sheetName: '妨碍开放的档案',
    columns: [
      { heading: '序号', width: 6 },
      { heading: '年度', width: 8 },
      { heading: '档号', width: 26 },
      { heading: '题名', width: 50 },
      { heading: '门类', width: 14 },
      { heading: '原因', width: 14 },
    ],
    rows: rows.map((row, index) => [
      index + 1,
      row.filingYear,
      row.referenceCode,
      row.title,
      categoryName(row.categoryCode),
      row.openFlag === 'open' ? '开放未公布' : '未决定',
    ]),
  });
};

/** What stands in the way of opening up to a year. */
export const listBlocking = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListBlockingInput,
): Promise<Page<BlockingItemView>> => {
  const { direction, limit } = input;
  const conditions = await conditionsOf(tdb, input);
  const cursor = decodeCursor(byYear, input.cursor);
  const rows = await listBlockingRows(tdb, scope.tenantId, conditions, { cursor, direction, limit });
  const total = await countBlockingRows(tdb, scope.tenantId, conditions);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<BlockingRow>(rows, cut, (row) => encodeCursor([row.filingYear, row.codeSort, row.id]));
  return { rows: page.rows.map((row) => blockingItemView.parse(row)), page: page.page };
};

export const listOpeningHistory = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { itemId: string },
): Promise<OpeningHistoryView[]> =>
  openingHistoryView.array().parse(await listItemOpenings(tdb, scope.tenantId, input.itemId));

/** The records that a decision was about, with what each was before it and is now. */
export const listDecided = async (tdb: TenantDb, scope: TenantScope, input: ListDecidedInput): Promise<DecidedPage> => {
  const { decisionId, direction, limit } = input;
  const decision = await findDecision(tdb, scope.tenantId, decisionId);
  if (!decision) throw new AppError('NOT_FOUND', `decision ${decisionId} is not in tenant ${scope.tenantId}`);
  const filter = { decisionId, q: input.q || undefined };
  const cursor = decodeCursor(byCode, input.cursor);
  const rows = await listDecidedRows(tdb, scope.tenantId, filter, { cursor, direction, limit });
  const total = await countDecidedRows(tdb, scope.tenantId, filter);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<DecidedRow>(rows, cut, (row) => encodeCursor([row.codeSort, row.id]));
  return decidedPage.parse({ ...page, decision });
};

/** 开放（控制、延期）档案目录 of a decision as a workbook. */
export const exportOpening = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { decisionId: string },
): Promise<FileReference> => {
  const decision = await findDecision(tdb, scope.tenantId, input.decisionId);
  if (!decision) throw new AppError('NOT_FOUND', `decision ${input.decisionId} is not in tenant ${scope.tenantId}`);
  const rows = await listDecisionItems(tdb, scope.tenantId, decision.id, EXPORT_ROWS + 1);
  const name = decision.outcome === 'open' ? '开放档案目录' : '控制使用档案目录';
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportOpening',
    objectKind: 'opening_decision',
    fileName: `${name}_${decision.decisionNumber.replace(/[\\/:*?"<>|]/g, '-')}.xlsx`,
    sheetName: name,
    columns: [
      { heading: '序号', width: 6 },
      { heading: '档号', width: 26 },
      { heading: '题名', width: 50 },
      { heading: '责任者', width: 24 },
      { heading: '日期', width: 12 },
      { heading: '年度', width: 8 },
      { heading: '保管期限', width: 10 },
      { heading: '页数', width: 8 },
    ],
    rows: rows.map((row, index) => [
      index + 1,
      row.referenceCode,
      row.title,
      row.responsibleParty,
      row.documentDate,
      row.filingYear,
      RETENTION_CODES.find((one) => one.code === row.retentionCode)?.zh ?? row.retentionCode,
      row.pageCount,
    ]),
  });
};
