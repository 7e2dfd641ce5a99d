import { z } from 'zod';
import type { GrantDb } from '@/db/client';
import { findGrantedItem } from '@/db/queries/archive-item.queries';
import { listGrantedFiles } from '@/db/queries/digital.queries';
import {
  enterBatchAccess,
  insertBatchLook,
  listOpenedBatches,
  listOpenedItems,
  type OpenedBatch,
} from '@/db/queries/digitisation-access.queries';
import {
  type OpenedBatchView,
  type OpenedItemsInput,
  type OpenedItemView,
  openedBatchView,
  openedItemView,
} from '@/server/domain/digital/vendor-access';
import type { ViewerView } from '@/server/domain/digital/viewer';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { ViewTokens } from '@/server/objects/view-token';
import type { TenantScope } from '@/server/tenancy/scope';
import { composeViewer, MOST_VIEWER_FILES, watermarkOf } from '../open-viewer.ts';

interface Look {
  action: string;
  objectKind: string;
  objectId: string | null;
  objectLabel: string | null;
  detail: Record<string, unknown>;
}
/** One event in the log of the unit whose records are seen; the database refuses it when the access does not live. */
const auditLook = async (gdb: GrantDb, scope: TenantScope, accessId: string, look: Look): Promise<void> => {
  await insertBatchLook(gdb, { accessId, requestId: scope.requestId, ...look });
  scope.acts.events += 1;
};

/** Opens the batch of a live access for the rest of the transaction. What does not live reads like what is not there. */
const openBatch = async (gdb: GrantDb, accessId: string): Promise<OpenedBatch> => {
  const opened = (await listOpenedBatches(gdb)).find((batch) => batch.accessId === accessId);
  if (!opened || (await enterBatchAccess(gdb, accessId)) !== opened.unitTenantId)
    throw new AppError('NOT_FOUND', `access ${accessId} does not live`);
  return opened;
};

/** The batches that this person of a vendor may look at now. Each unit's log says that its batch was listed. */
export const listOpened = async (gdb: GrantDb, scope: TenantScope): Promise<{ batches: OpenedBatchView[] }> => {
  const batches = await listOpenedBatches(gdb);
  for (const batch of batches)
    await auditLook(gdb, scope, batch.accessId, {
      action: 'digitisation.vendorBatches',
      objectKind: 'digitisation_batch',
      objectId: batch.batchId,
      objectLabel: batch.batchNumber,
      detail: {},
    });
  // Nothing was seen of anybody, so that there is nobody to tell.
  if (batches.length === 0) scope.acts.events += 1;
  return { batches: batches.map((batch) => openedBatchView.parse(batch)) };
};

const cursorKey = z.tuple([z.string(), z.uuid()]);
/** Records of the batch: code, title, step. */
export const listOpenedRecords = async (
  gdb: GrantDb,
  scope: TenantScope,
  input: OpenedItemsInput,
): Promise<Page<OpenedItemView> & { batch: OpenedBatchView }> => {
  const { direction, limit } = input;
  const batch = await openBatch(gdb, input.accessId);
  const after = decodeCursor(cursorKey, input.cursor);
  const walk = { after, direction, limit: limit + 1 };
  const found = await listOpenedItems(gdb, batch.unitTenantId, batch.batchId, walk);
  await auditLook(gdb, scope, batch.accessId, {
    action: 'digitisation.vendorRecords',
    objectKind: 'digitisation_batch',
    objectId: batch.batchId,
    objectLabel: batch.batchNumber,
    detail: { records: Math.min(found.length, limit) },
  });
  const page = cutPage(found, { limit, direction, hasCursor: after !== undefined, total: null }, (row) =>
    encodeCursor([row.sortKey, row.itemId]),
  );
  const rows = page.rows.map((row) => openedItemView.parse(row));
  return { rows, page: page.page, batch: openedBatchView.parse(batch) };
};

/** The pages of one record of the batch, with the person's name over each; there is no way to take the file. */
export const openVendorViewer = async (
  gdb: GrantDb,
  scope: TenantScope,
  tokens: ViewTokens,
  input: { accessId: string; itemId: string },
): Promise<ViewerView> => {
  const batch = await openBatch(gdb, input.accessId);
  const item = await findGrantedItem(gdb, batch.unitTenantId, input.itemId);
  if (!item || scope.accountId === null) throw new AppError('NOT_FOUND', `record ${input.itemId} is not in the batch`);
  const files = await listGrantedFiles(gdb, batch.unitTenantId, item.id, MOST_VIEWER_FILES);
  await auditLook(gdb, scope, batch.accessId, {
    action: 'digitisation.vendorView',
    objectKind: 'archive_item',
    objectId: item.id,
    objectLabel: item.referenceCode,
    detail: { batch: batch.batchNumber, files: files.length },
  });
  const right = {
    tenantId: batch.unitTenantId,
    readerTenantId: scope.tenantId,
    slug: scope.tenantSlug,
    accountId: scope.accountId,
    itemId: item.id,
    grantId: null,
    batchAccessId: batch.accessId,
    watermark: await watermarkOf(scope, gdb),
  };
  return composeViewer(item, files, right, tokens);
};
