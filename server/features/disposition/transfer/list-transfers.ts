import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findWaitingAnswer, listReceiptRows } from '@/db/queries/disposition-receipt.queries';
import { type BatchRow, countBatchRows, listBatchRows } from '@/db/queries/disposition-transfer.queries';
import {
  countBatchItems,
  countTransferItemRows,
  listTransferItemRows,
  type TransferItemRow,
} from '@/db/queries/disposition-transfer-item.queries';
import {
  canEditTransfer,
  type ListTransferItemsInput,
  type ListTransfersInput,
  type TransferDetail,
  type TransferFilter,
  type TransferItemView,
  type TransferView,
  transferDetail,
  transferItemView,
  transferView,
} from '@/server/domain/disposition/transfer';
import type { TransferState } from '@/server/domain/disposition/vocabulary';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { missingAnnexes, requireBatch } from './require-batch.ts';

const byTime = z.tuple([z.iso.datetime(), uuid]);
const byCode = z.tuple([z.string(), uuid]);

/** 移交批次 of this unit, newest first. */
export const listTransfers = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListTransfersInput,
): Promise<Page<TransferView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(byTime, input.cursor);
  const rows = await listBatchRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countBatchRows(tdb, scope.tenantId, input);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<BatchRow>(rows, cut, (row) => encodeCursor([row.createdAt, row.id]));
  return { rows: page.rows.map((row) => transferView.parse(row)), page: page.page };
};

const STATE_WORDS: Readonly<Record<TransferState, string>> = {
  draft: '编制中',
  checked: '检查通过',
  sending: '正在发送',
  submitted: '待接收审核',
  returned: '部分退回',
  accepted: '已接收',
  rejected: '全部退回',
  cancelled: '已撤销',
};

/** 移交批次 as a workbook, of what the filters leave. */
export const exportTransfers = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: TransferFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listBatchRows(tdb, scope.tenantId, filter, page);
  return exportTable(tdb, scope, objects, {
    action: 'disposition.exportTransfers',
    objectKind: 'transfer_batch',
    fileName: `移交批次_${scope.tenantName}.xlsx`,
    sheetName: '移交批次',
    columns: [
      { heading: '批次号', width: 16 },
      { heading: '批次名称', width: 40 },
      { heading: '接收单位', width: 28 },
      { heading: '全宗号', width: 10 },
      { heading: '档案（条）', width: 12 },
      { heading: '已移交', width: 10 },
      { heading: '退回', width: 10 },
      { heading: '状态', width: 12 },
      { heading: '移交人', width: 10 },
      { heading: '签字日期', width: 12 },
    ],
    rows: rows.map((row) => [
      row.batchNumber,
      row.title,
      row.archivesName,
      row.fondsNumber,
      row.itemCount,
      row.acceptedCount,
      row.returnedCount,
      STATE_WORDS[row.state as TransferState],
      row.signedName,
      row.signedOn,
    ]),
  });
};

export const getTransfer = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
): Promise<TransferDetail> => {
  const batch = await requireBatch(tdb, scope.tenantId, input.batchId);
  const isOpen = canEditTransfer(batch.state as TransferState);
  const { volumes, pieces, boxes, pages, wrong, warned } = await countBatchItems(tdb, scope.tenantId, batch.id, isOpen);
  return transferDetail.parse({
    ...batch,
    counts: { volumes, pieces, boxes, pages },
    wrongCount: wrong,
    warnedCount: warned,
    missingAnnexes: missingAnnexes(batch),
    receipts: await listReceiptRows(tdb, scope.tenantId, batch.id),
    waitingAnswerId: await findWaitingAnswer(tdb, scope.tenantId, batch.id),
  });
};

/** The records of a batch in the order of their codes. */
export const listTransferItems = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListTransferItemsInput,
): Promise<Page<TransferItemView>> => {
  await requireBatch(tdb, scope.tenantId, input.batchId);
  const { direction, limit } = input;
  const cursor = decodeCursor(byCode, input.cursor);
  const rows = await listTransferItemRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countTransferItemRows(tdb, scope.tenantId, input);
  const cut = { limit, direction, hasCursor: cursor !== undefined, total };
  const page = cutPage<TransferItemRow>(rows, cut, (row) => encodeCursor([row.sortKey, row.itemId]));
  return { rows: page.rows.map((row) => transferItemView.parse(row)), page: page.page };
};
