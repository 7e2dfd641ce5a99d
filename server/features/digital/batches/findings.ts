import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countFindingRows, dismissFindingRows, listFindingRows } from '@/db/queries/scan-check.queries';
import { listScanPageRows } from '@/db/queries/scan-page.queries';
import { audit } from '@/server/audit/audit';
import {
  type DismissFindingsInput,
  type FindingView,
  findingView,
  type ListFindingsInput,
  type ListScanPagesInput,
  type ScanPageView,
  scanPageView,
} from '@/server/domain/digital/scan-check';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireBatch, requireRunning } from './require-batch.ts';

/** 质检问题 as a work list. */
export const listFindings = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListFindingsInput,
): Promise<Page<FindingView>> => {
  const { batchId, state, kind, direction, limit } = input;
  await requireBatch(tdb, scope.tenantId, batchId);
  const after = decodeCursor(z.tuple([z.uuid()]), input.cursor)?.[0];
  const filter = { batchId, state, kind };
  const rows = await listFindingRows(tdb, scope.tenantId, filter, { after, direction, limit: limit + 1 });
  const total = await countFindingRows(tdb, scope.tenantId, filter);
  const page = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total }, (row) =>
    encodeCursor([row.id]),
  );
  return { rows: page.rows.map((row) => findingView.parse(row)), page: page.page };
};

/** 不是问题: the machine was wrong, or the paper is like that. */
export const dismissFindings = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: DismissFindingsInput,
): Promise<{ records: number }> => {
  const batch = await requireRunning(tdb, scope.tenantId, input.batchId);
  refuseClassified(input.reason);
  const findingIds = [...new Set(input.findingIds)];
  const records = await dismissFindingRows(tdb, scope.tenantId, batch.id, findingIds, {
    note: input.reason,
    decidedByName: scope.actorName,
  });
  if (records !== findingIds.length) throw new AppError('NOT_FOUND', 'a finding is not open in the batch');
  await audit(tdb, scope, {
    action: 'digitisation.dismissFindings',
    objectKind: 'digitisation_batch',
    objectId: batch.id,
    objectLabel: batch.batchNumber,
    detail: { findings: records, reason: input.reason },
  });
  return { records };
};

const cursorKey = z.tuple([z.number().int(), z.uuid()]);
/** 画幅 of a record in their order. */
export const listScanPages = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListScanPagesInput,
): Promise<Page<ScanPageView>> => {
  const { batchId, itemId, direction, limit } = input;
  await requireBatch(tdb, scope.tenantId, batchId);
  const after = decodeCursor(cursorKey, input.cursor);
  const walk = { after, direction, limit: limit + 1 };
  const rows = await listScanPageRows(tdb, scope.tenantId, { batchId, itemId }, walk);
  const page = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total: null }, (row) =>
    encodeCursor([row.sequence, row.id]),
  );
  return { rows: page.rows.map((row) => scanPageView.parse(row)), page: page.page };
};
