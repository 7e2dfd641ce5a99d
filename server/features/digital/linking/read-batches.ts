import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countBatchUploads,
  findLinkBatch,
  type LinkBatchRow,
  listLinkBatches,
  listUnfinishedUploads,
} from '@/db/queries/link-batch.queries';
import {
  type BareItemRow,
  countLinkFiles,
  type LinkFileRow,
  listItemsWithoutFiles,
  listLinkFiles,
} from '@/db/queries/linking.queries';
import {
  type BareItemPage,
  type BareItemsInput,
  type BatchUploadPage,
  type BatchUploadsInput,
  bareItemView,
  batchUploadView,
  type LinkBatchDetail,
  type LinkBatchView,
  type LinkFilePage,
  type LinkFilesInput,
  linkBatchView,
  linkFileView,
} from '@/server/domain/digital/linking';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';

const requireBatch = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<LinkBatchRow> => {
  const batch = await findLinkBatch(tdb, scope.tenantId, id);
  if (!batch) throw new AppError('NOT_FOUND', `batch ${id} is not in tenant ${scope.tenantId}`);
  return batch;
};

type Walk = { cursor?: string | undefined; direction: 'after' | 'before'; limit: number };

export const listBatches = async (tdb: TenantDb, scope: TenantScope, input: Walk): Promise<Page<LinkBatchView>> => {
  const { direction, limit } = input;
  const key = decodeCursor(z.tuple([z.string(), z.string()]), input.cursor);
  const after = key ? { createdAt: key[0], id: key[1] } : undefined;
  const rows = await listLinkBatches(tdb, scope.tenantId, { after, direction, limit: limit + 1 });
  const cut = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total: null }, (row) =>
    encodeCursor([row.createdAt, row.id]),
  );
  return { rows: cut.rows.map((row) => linkBatchView.parse(row)), page: cut.page };
};

export const getBatch = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
): Promise<LinkBatchDetail> => {
  const batch = await requireBatch(tdb, scope, input.batchId);
  const { separators } = await countLinkFiles(tdb, scope.tenantId, batch.id);
  return { ...linkBatchView.parse(batch), separators, uploads: await countBatchUploads(tdb, scope.tenantId, batch.id) };
};

const UPLOADS_AT_ONCE = 200;

/** What did not come in: begun and never finished, or refused. */
export const listBatchGaps = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: BatchUploadsInput,
): Promise<BatchUploadPage> => {
  const batch = await requireBatch(tdb, scope, input.batchId);
  const rows = await listUnfinishedUploads(tdb, scope.tenantId, batch.id, input.after, UPLOADS_AT_ONCE + 1);
  const uploads = rows.slice(0, UPLOADS_AT_ONCE).map((row) => batchUploadView.parse(row));
  return { uploads, next: rows.length > UPLOADS_AT_ONCE ? (uploads.at(-1)?.id ?? null) : null };
};

const toFileView = ({ sortKey: _, fileId, ...row }: LinkFileRow) =>
  linkFileView.parse({ ...row, isLinked: fileId !== null });

/** Files of a batch in the natural order of their names. */
export const listFilesOfBatch = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: LinkFilesInput,
): Promise<LinkFilePage> => {
  const batch = await requireBatch(tdb, scope, input.batchId);
  const { only, direction, limit } = input;
  const key = decodeCursor(z.tuple([z.string(), z.string()]), input.cursor);
  const after = key ? { sortKey: key[0], uploadId: key[1] } : undefined;
  const rows = await listLinkFiles(tdb, scope.tenantId, batch.id, { only, after, direction, limit: limit + 1 });
  const counts = await countLinkFiles(tdb, scope.tenantId, batch.id);
  const total = {
    all: counts.all,
    matched: counts.matched,
    unmatched: counts.all - counts.matched - counts.separators,
    problem: counts.problem,
  }[only];
  const cut = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total }, (row) =>
    encodeCursor([row.sortKey, row.uploadId]),
  );
  return { rows: cut.rows.map(toFileView), page: cut.page };
};

/** 无原文的条目 */
export const listBareItems = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: BareItemsInput,
): Promise<BareItemPage> => {
  const { categoryCode, filingYear, direction, limit } = input;
  const key = decodeCursor(z.tuple([z.string(), z.string()]), input.cursor);
  const after = key ? { codeSort: key[0], id: key[1] } : undefined;
  const rows = await listItemsWithoutFiles(tdb, scope.tenantId, {
    categoryCode,
    filingYear,
    after,
    direction,
    limit: limit + 1,
  });
  const keyOf = (row: BareItemRow) => encodeCursor([row.codeSort, row.id]);
  const cut = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total: null }, keyOf);
  return { rows: cut.rows.map((row) => bareItemView.parse(row)), page: cut.page };
};
