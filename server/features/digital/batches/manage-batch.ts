import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { readToday } from '@/db/queries/clock.queries';
import {
  type BatchRow,
  countBatchRows,
  countMissingOfYear,
  countSteps,
  insertBatch,
  listBatchRows,
  listStepsDone,
  nextBatchNumber,
  sumBatch,
  updateBatch,
} from '@/db/queries/digitisation-batch.queries';
import {
  countBatchItemRows,
  insertBatchItems,
  listBatchItemRows,
  listItemSteps,
  listWantedRecords,
} from '@/db/queries/digitisation-item.queries';
import { excludeItems } from '@/db/queries/item-scan.queries';
import { adoptFrames } from '@/db/queries/scan-page.queries';
import { audit } from '@/server/audit/audit';
import {
  type AddRecordsInput,
  type BatchDetail,
  type BatchItemView,
  type BatchView,
  batchDetail,
  batchItemView,
  batchView,
  type CreateBatchInput,
  ITEM_STEPS,
  type ItemStepView,
  itemStepView,
  type ListBatchesInput,
  type ListBatchItemsInput,
  MOST_BATCH_ITEMS,
} from '@/server/domain/digital/digitisation';
import type { ExcludeInput } from '@/server/domain/digital/digitisation-progress';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireBatch, requireRunning } from './require-batch.ts';

const toView = (row: BatchRow): BatchView =>
  batchView.parse({ ...row, isLate: row.state === 'running' && row.lateDays > 0 });

/** 新建批次. Its number is the next of the year. */
export const createBatch = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CreateBatchInput,
): Promise<{ batchId: string; batchNumber: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a batch needs a person');
  refuseClassified(input.name, input.vendorName, input.contractNumber);
  const year = Number((await readToday(tdb)).slice(0, 4));
  const number = await nextBatchNumber(tdb, scope.tenantId, year);
  const id = uuidv7();
  const batchNumber = `SZH${year}-${String(number).padStart(3, '0')}`;
  await insertBatch(tdb, {
    tenantId: scope.tenantId,
    id,
    year,
    number,
    batchNumber,
    name: input.name,
    categoryCode: input.categoryCode ?? null,
    filingYear: input.filingYear ?? null,
    plannedFrom: input.plannedFrom,
    plannedTo: input.plannedTo,
    estimatedPages: input.estimatedPages ?? null,
    place: input.place,
    vendorName: input.vendorName ?? null,
    contractNumber: input.contractNumber ?? null,
    createdBy: scope.accountId,
    createdByName: scope.actorName,
  });
  await audit(tdb, scope, {
    action: 'digitisation.createBatch',
    objectKind: 'digitisation_batch',
    objectId: id,
    objectLabel: `${batchNumber} ${input.name}`,
  });
  return { batchId: id, batchNumber };
};

const batchCursor = z.tuple([z.string(), z.uuid()]);
export const listBatches = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListBatchesInput,
): Promise<Page<BatchView>> => {
  const { direction, limit, state, year } = input;
  const after = decodeCursor(batchCursor, input.cursor);
  const filter = { state, year };
  const rows = await listBatchRows(tdb, scope.tenantId, filter, { after, direction, limit: limit + 1 });
  const total = await countBatchRows(tdb, scope.tenantId, filter);
  const page = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total }, (row) =>
    encodeCursor([row.createdAt, row.id]),
  );
  return { rows: page.rows.map(toView), page: page.page };
};

const missingOf = async (tdb: TenantDb, tenantId: number, batch: BatchRow): Promise<number | null> =>
  batch.categoryCode !== null && batch.filingYear !== null
    ? countMissingOfYear(tdb, tenantId, batch.categoryCode, batch.filingYear)
    : null;

export const getBatch = async (tdb: TenantDb, scope: TenantScope, input: { batchId: string }): Promise<BatchDetail> => {
  const { tenantId } = scope;
  const batch = await requireBatch(tdb, tenantId, input.batchId);
  const counts = await countSteps(tdb, tenantId, batch.id);
  const sums = await sumBatch(tdb, tenantId, batch.id);
  return batchDetail.parse({
    ...toView(batch),
    ...sums,
    steps: Object.fromEntries(ITEM_STEPS.map((step) => [step, counts.get(step) ?? 0])),
    done: await listStepsDone(tdb, tenantId, batch.id),
    checkJobId: batch.checkJobId,
    missingOfYear: await missingOf(tdb, tenantId, batch),
  });
};

/** Adds records that are not scanned and in no other batch; the others are left where they are and counted. */
export const addRecords = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AddRecordsInput,
): Promise<{ added: number; skipped: number }> => {
  const { tenantId } = scope;
  const batch = await requireRunning(tdb, tenantId, input.batchId);
  const { itemIds, unscanned } = input;
  const found = await listWantedRecords(tdb, tenantId, { itemIds, unscanned }, MOST_BATCH_ITEMS + 1);
  if (itemIds && found.length !== new Set(itemIds).size)
    throw new AppError('NOT_FOUND', `a record is not in tenant ${tenantId}`);
  if (batch.itemCount + found.length > MOST_BATCH_ITEMS)
    throw new AppError('BATCH_TOO_LARGE', `${found.length} records`, { most: MOST_BATCH_ITEMS });
  const free = found.filter((row) => !row.isBusy);
  if (free.length === 0) throw new AppError('DIGITISATION_RECORD_BUSY', 'no record is free');
  const added = await insertBatchItems(tdb, tenantId, batch.id, free);
  await adoptFrames(
    tdb,
    tenantId,
    batch.id,
    free.map((row) => row.id),
  );
  await audit(tdb, scope, {
    action: 'digitisation.addRecords',
    objectKind: 'digitisation_batch',
    objectId: batch.id,
    objectLabel: batch.batchNumber,
    detail: { added },
  });
  return { added, skipped: found.length - added };
};

const itemCursor = z.tuple([z.string(), z.uuid()]);
export const listBatchItems = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListBatchItemsInput,
): Promise<Page<BatchItemView>> => {
  const { direction, limit, batchId, step } = input;
  await requireBatch(tdb, scope.tenantId, batchId);
  const after = decodeCursor(itemCursor, input.cursor);
  const rows = await listBatchItemRows(tdb, scope.tenantId, { batchId, step }, { after, direction, limit: limit + 1 });
  const total = await countBatchItemRows(tdb, scope.tenantId, { batchId, step });
  const page = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total }, (row) =>
    encodeCursor([row.sortKey, row.itemId]),
  );
  return { rows: page.rows.map((row) => batchItemView.parse(row)), page: page.page };
};

export const getItemSteps = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string; itemId: string },
): Promise<{ steps: ItemStepView[] }> => {
  await requireBatch(tdb, scope.tenantId, input.batchId);
  const rows = await listItemSteps(tdb, scope.tenantId, input.batchId, input.itemId);
  return { steps: rows.map((row) => itemStepView.parse(row)) };
};

/** Whether everything is back and, for a batch of a category and year, nothing of that year was left over. */
const isComplete = async (tdb: TenantDb, tenantId: number, batch: BatchRow): Promise<boolean> =>
  batch.returnedCount > 0 &&
  batch.returnedCount === batch.itemCount &&
  ((await missingOf(tdb, tenantId, batch)) ?? 0) === 0;

/** Ends a batch as soon as it is complete; asked for before, it says what is missing. */
export const finishWhenComplete = async (
  tdb: TenantDb,
  scope: TenantScope,
  batchId: string,
): Promise<{ isDone: boolean }> => {
  const batch = await requireBatch(tdb, scope.tenantId, batchId);
  if (batch.state !== 'running' || !(await isComplete(tdb, scope.tenantId, batch))) return { isDone: false };
  await updateBatch(tdb, scope.tenantId, batch.id, { state: 'done', doneOn: await readToday(tdb) });
  await audit(tdb, scope, {
    action: 'digitisation.finishBatch',
    objectKind: 'digitisation_batch',
    objectId: batch.id,
    objectLabel: batch.batchNumber,
    detail: { records: batch.returnedCount, frames: batch.frames, pages: batch.pages },
  });
  return { isDone: true };
};
export const finishBatch = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
): Promise<{ isDone: boolean }> => {
  const batch = await requireRunning(tdb, scope.tenantId, input.batchId);
  const finished = await finishWhenComplete(tdb, scope, batch.id);
  if (!finished.isDone)
    throw new AppError('DIGITISATION_NOT_COMPLETE', `${batch.returnedCount} of ${batch.itemCount} are back`);
  return finished;
};

/** 取消: only while nothing is out of the store. */
export const cancelBatch = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string; reason: string },
): Promise<{ records: number }> => {
  const batch = await requireRunning(tdb, scope.tenantId, input.batchId);
  refuseClassified(input.reason);
  if (batch.outCount > 0 || batch.returnedCount > 0 || batch.itemCount > 0)
    throw new AppError('DIGITISATION_NOT_COMPLETE', 'records are still in the batch');
  await updateBatch(tdb, scope.tenantId, batch.id, { state: 'cancelled' });
  await audit(tdb, scope, {
    action: 'digitisation.cancelBatch',
    objectKind: 'digitisation_batch',
    objectId: batch.id,
    objectLabel: batch.batchNumber,
    detail: { reason: input.reason },
  });
  return { records: 0 };
};

/** 不予数字化: left out of what is owed, with the reason that everybody can read. */
export const excludeRecords = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ExcludeInput,
): Promise<{ records: number }> => {
  refuseClassified(input.reason);
  const records = await excludeItems(tdb, scope.tenantId, [...new Set(input.itemIds)], input.reason);
  if (records === 0) throw new AppError('NOT_FOUND', `no such record is owed in tenant ${scope.tenantId}`);
  await audit(tdb, scope, {
    action: 'digitisation.exclude',
    objectKind: 'archive_item',
    objectId: input.itemIds[0] ?? null,
    detail: { records, reason: input.reason },
  });
  return { records };
};
