import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countIntakeRows, type IntakeRow, listIntakeRows } from '@/db/queries/disposition-intake.queries';
import {
  countDecisions,
  countIntakeItemRows,
  type IntakeItemRow,
  listIntakeItemRows,
} from '@/db/queries/disposition-intake-item.queries';
import {
  type IntakeDetail,
  type IntakeFilter,
  type IntakeItemView,
  type IntakeView,
  intakeDetail,
  intakeItemView,
  intakeView,
  type ListIntakeItemsInput,
  type ListIntakesInput,
} from '@/server/domain/disposition/intake';
import { type FrozenRecord, transferBody } from '@/server/domain/disposition/transfer';
import type { IntakeState } from '@/server/domain/disposition/vocabulary';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireIntake } from './require-intake.ts';

const byTime = z.tuple([z.iso.datetime(), uuid]);
const byCode = z.tuple([z.string(), uuid]);

export const listIntakes = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListIntakesInput,
): Promise<Page<IntakeView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(byTime, input.cursor);
  const rows = await listIntakeRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countIntakeRows(tdb, scope.tenantId, input);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<IntakeRow>(rows, cut, (row) => encodeCursor([row.createdAt, row.id]));
  return { rows: page.rows.map((row) => intakeView.parse(row)), page: page.page };
};

const STATE_WORDS: Readonly<Record<IntakeState, string>> = {
  checking: '正在检查',
  pending_review: '待审核',
  accepting: '正在入库',
  accepted: '已接收',
  rejected: '已退回',
  failed: '清单损坏',
};

/** 接收审核 as a workbook, of what the filters leave. */
export const exportIntakes = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: IntakeFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listIntakeRows(tdb, scope.tenantId, filter, page);
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportIntakes',
    objectKind: 'transfer_intake',
    fileName: `接收审核_${scope.tenantName}.xlsx`,
    sheetName: '接收审核',
    columns: [
      { heading: '移交单位', width: 32 },
      { heading: '批次号', width: 16 },
      { heading: '批次名称', width: 40 },
      { heading: '第几次', width: 8 },
      { heading: '档案（条）', width: 12 },
      { heading: '盒', width: 8 },
      { heading: '状态', width: 12 },
      { heading: '接收人', width: 12 },
      { heading: '接收日期', width: 12 },
    ],
    rows: rows.map((row) => [
      row.senderName,
      row.batchNumber,
      row.title,
      row.round,
      row.itemCount,
      row.boxCount,
      STATE_WORDS[row.state as IntakeState],
      row.decidedByName,
      row.decidedOn,
    ]),
  });
};

export const getIntake = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { intakeId: string },
): Promise<IntakeDetail> => {
  const intake = await requireIntake(tdb, scope.tenantId, input.intakeId);
  const { open, accepted, returned, wrong, warned, stopped } = await countDecisions(tdb, scope.tenantId, intake.id);
  const facts = transferBody.safeParse(intake.facts);
  return intakeDetail.parse({
    ...intake,
    facts: facts.success ? facts.data : null,
    decisions: { open, accepted, returned },
    wrongCount: wrong,
    warnedCount: warned,
    stoppedCount: stopped,
  });
};

const toItemView = (row: IntakeItemRow): IntakeItemView => {
  const { referenceCode, title, level, filingYear, retentionCode, pageCount, boxNumber } = row.record as FrozenRecord;
  const { originItemId, decision, problems, reason, archivesCode, givenCode, stopCode, stopDetail } = row;
  const stop = { givenCode, stopCode, stopDetail };
  const record = { referenceCode, title, level, filingYear, retentionCode, pageCount, boxNumber };
  return intakeItemView.parse({ originItemId, ...record, decision, problems, reason, archivesCode, ...stop });
};

export const listIntakeItems = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListIntakeItemsInput,
): Promise<Page<IntakeItemView>> => {
  await requireIntake(tdb, scope.tenantId, input.intakeId);
  const { direction, limit } = input;
  const cursor = decodeCursor(byCode, input.cursor);
  const rows = await listIntakeItemRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countIntakeItemRows(tdb, scope.tenantId, input);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<IntakeItemRow>(rows, cut, (row) => encodeCursor([row.sortKey, row.originItemId]));
  return { rows: page.rows.map(toItemView), page: page.page };
};
