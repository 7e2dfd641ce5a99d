import type { TenantDb } from '@/db/client';
import { findItem } from '@/db/queries/archive-item.queries';
import { findLinkBatch, updateLinkBatch } from '@/db/queries/link-batch.queries';
import {
  listFilesOfItems,
  listItemsOfUploads,
  listLinkEvents,
  setPageNumber,
  setProblems,
} from '@/db/queries/link-list.queries';
import { assignLinkFiles, countLinkFiles } from '@/db/queries/linking.queries';
import { audit } from '@/server/audit/audit';
import {
  type AssignFilesInput,
  type LinkBatchView,
  type LinkEventPage,
  linkBatchView,
  linkEventPage,
} from '@/server/domain/digital/linking';
import { checkPages } from '@/server/domain/digital/match-files';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

const holdMatched = async (tdb: TenantDb, scope: TenantScope, batchId: string) => {
  const batch = await findLinkBatch(tdb, scope.tenantId, batchId, { lock: true });
  if (!batch) throw new AppError('NOT_FOUND', `batch ${batchId} is not in tenant ${scope.tenantId}`);
  if (batch.state !== 'matched') throw new AppError('LINK_BATCH_CLOSED', `batch is ${batch.state}`);
  return batch;
};

/** Judges the pages of some records anew: what was mended is no longer odd, what was broken by it is. */
const judgeAgain = async (
  tdb: TenantDb,
  scope: TenantScope,
  batchId: string,
  itemIds: readonly string[],
): Promise<LinkBatchView> => {
  const { tenantId } = scope;
  const files = itemIds.length > 0 ? await listFilesOfItems(tdb, tenantId, batchId, itemIds) : [];
  const items = new Map(files.map((file) => [file.itemId, { pageCount: file.pageCount, fileCount: file.fileCount }]));
  const found = checkPages(
    files.map((file) => ({ id: file.uploadId, itemId: file.itemId, page: file.page })),
    items,
  );
  const rows = files.map(({ uploadId }) => ({ uploadId, problems: found.get(uploadId) ?? [] }));
  if (rows.length > 0) await setProblems(tdb, tenantId, batchId, rows);
  const counts = await countLinkFiles(tdb, tenantId, batchId);
  await updateLinkBatch(tdb, tenantId, batchId, { matchedCount: counts.matched, problemCount: counts.problem });
  return linkBatchView.parse(await findLinkBatch(tdb, tenantId, batchId));
};

/** 手工挂接: puts files to a record, or takes them away from it, before the batch is confirmed. */
export const assignFiles = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AssignFilesInput,
): Promise<LinkBatchView> => {
  const { tenantId } = scope;
  const batch = await holdMatched(tdb, scope, input.batchId);
  const item = input.itemId === null ? null : await findItem(tdb, tenantId, input.itemId);
  if (item === undefined) throw new AppError('NOT_FOUND', `record ${input.itemId} is not in tenant ${tenantId}`);
  const before = await listItemsOfUploads(tdb, tenantId, batch.id, input.uploadIds);
  const moved = await assignLinkFiles(tdb, tenantId, batch.id, input.uploadIds, item?.id ?? null);
  if (moved !== new Set(input.uploadIds).size) throw new AppError('NOT_FOUND', 'not all files are in the batch');
  await audit(tdb, scope, {
    action: 'digital.assignFiles',
    objectKind: 'link_batch',
    objectId: batch.id,
    objectLabel: batch.name,
    detail: { files: moved, itemId: item?.id ?? null },
  });
  return judgeAgain(tdb, scope, batch.id, [...new Set([...before, ...(item ? [item.id] : [])])]);
};

/** 改页码: for scans whose names are numbered wrongly; the pages are linked in this order. */
export const setPage = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string; uploadId: string; pageNumber: number },
): Promise<LinkBatchView> => {
  const batch = await holdMatched(tdb, scope, input.batchId);
  if (!(await setPageNumber(tdb, scope.tenantId, batch.id, input.uploadId, input.pageNumber)))
    throw new AppError('NOT_FOUND', `file ${input.uploadId} has no record in the batch`);
  await audit(tdb, scope, {
    action: 'digital.setPage',
    objectKind: 'link_batch',
    objectId: batch.id,
    objectLabel: batch.name,
    detail: { files: 1, uploadId: input.uploadId, pageNumber: input.pageNumber },
  });
  const items = await listItemsOfUploads(tdb, scope.tenantId, batch.id, [input.uploadId]);
  return judgeAgain(tdb, scope, batch.id, items);
};

const EVENTS_AT_ONCE = 50;
const filesIn = (detail: unknown): number | null => {
  const files = (detail as { files?: unknown; entries?: unknown } | null)?.files;
  return typeof files === 'number' ? files : null;
};

/** 挂接历史: what was done with the batch and by whom, the newest first. */
export const listHistory = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string; before?: number | undefined },
): Promise<LinkEventPage> => {
  const batch = await findLinkBatch(tdb, scope.tenantId, input.batchId);
  if (!batch) throw new AppError('NOT_FOUND', `batch ${input.batchId} is not in tenant ${scope.tenantId}`);
  const rows = await listLinkEvents(tdb, scope.tenantId, batch.id, input.before, EVENTS_AT_ONCE + 1);
  const events = rows.slice(0, EVENTS_AT_ONCE).map((row) => ({ ...row, files: filesIn(row.detail) }));
  const next = rows.length > EVENTS_AT_ONCE ? (events.at(-1)?.seq ?? null) : null;
  return linkEventPage.parse({ events, next });
};
