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
  type TransferItemView,
  type TransferView,
  transferDetail,
  transferItemView,
  transferView,
} from '@/server/domain/disposition/transfer';
import type { TransferState } from '@/server/domain/disposition/vocabulary';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
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
