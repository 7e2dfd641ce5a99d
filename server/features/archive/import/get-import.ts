import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findBatch, findImportJob, listBatches } from '@/db/queries/archive-import.queries';
import { countOutcomes, listUnknownWords } from '@/db/queries/archive-import-match.queries';
import { countReadyRows, listProblemGroups, listScopesToNumber } from '@/db/queries/archive-import-row.queries';
import {
  type ImportBatchRow,
  type ImportBatchView,
  importBatchRow,
  importBatchView,
} from '@/server/domain/archive/import-batch';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { columnsOfBatch, sheetsOfBatch } from './batch-columns.ts';

const jobOf = async (tdb: TenantDb, tenantId: number, jobId: string | null): Promise<ImportBatchView['job']> => {
  const job = jobId === null ? undefined : await findImportJob(tdb, tenantId, jobId);
  return job
    ? { id: job.id, state: job.state, done: job.progressDone, total: job.progressTotal, errorCode: job.errorCode }
    : null;
};

/** A batch with its progress, its problems by kind, and what filing would number. */
export const getImport = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { batchId: string },
): Promise<ImportBatchView> => {
  const { tenantId } = scope;
  const batch = await findBatch(tdb, tenantId, input.batchId);
  if (!batch) throw new AppError('NOT_FOUND', `batch ${input.batchId} is not in tenant ${tenantId}`);
  return importBatchView.parse({
    ...batch,
    readyCount: await countReadyRows(tdb, tenantId, batch.id),
    job: await jobOf(tdb, tenantId, batch.jobId),
    columns: columnsOfBatch(batch),
    ...sheetsOfBatch(batch),
    unknownWords: await listUnknownWords(tdb, tenantId, batch.id),
    outcomes: await countOutcomes(tdb, tenantId, batch.id),
    groups: await listProblemGroups(tdb, tenantId, batch.id),
    numbering: await listScopesToNumber(tdb, tenantId, batch.id),
  });
};

/** Imports of the unit, the newest first. */
export const listImports = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<Page<ImportBatchRow>> => {
  const after = decodeCursor(z.tuple([z.string(), z.uuid()]), input.cursor);
  const rows = await listBatches(tdb, scope.tenantId, { direction: input.direction, after, limit: input.limit + 1 });
  const page = cutPage(
    rows,
    { limit: input.limit, direction: input.direction, hasCursor: after !== undefined, total: null },
    (row) => encodeCursor([row.createdAt, row.id]),
  );
  return { rows: page.rows.map((row) => importBatchRow.parse(row)), page: page.page };
};
