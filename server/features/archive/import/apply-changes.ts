import { type TenantDb, withTenantDb } from '@/db/client';
import { type ImportBatchRecord, lockBatch, recountBatch, updateBatch } from '@/db/queries/archive-import.queries';
import { listReadyUpdates } from '@/db/queries/archive-import-match.queries';
import {
  countReadyRows,
  type ImportRowRecord,
  linkFiledRows,
  refuseImportRows,
} from '@/db/queries/archive-import-row.queries';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { audit } from '@/server/audit/audit';
import { type ApplyChangesInput, canFile, type ImportState } from '@/server/domain/archive/import-batch';
import type { RecordProblem } from '@/server/domain/archive/record-checks';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { type ArchiveSteps, applyChangesJob, type BatchPayload } from '@/server/features/archive/archive.jobs';
import { applyCorrection } from '@/server/features/archive/correct-item';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import type { StoredUpdate } from './compare-with-record.ts';

type Steps = ArchiveSteps<BatchPayload>;

/** Corrections in one transaction: each writes an event of its own. */
const CHUNK = 200;

/** 应用修改: owes the correction of every record that the file changes, with one reason. */
export const applyChanges = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ApplyChangesInput,
): Promise<{ jobId: string; rows: number }> => {
  const { tenantId } = scope;
  const batch = await lockBatch(tdb, tenantId, input.batchId);
  if (batch?.kind !== 'update')
    throw new AppError('NOT_FOUND', `batch ${input.batchId} changes nothing in ${tenantId}`);
  if (!canFile(batch.state as ImportState)) throw new AppError('IMPORT_NOT_READY', `batch is ${batch.state}`);
  refuseClassified(input.reason);
  const rows = await countReadyRows(tdb, tenantId, batch.id);
  if (rows === 0) throw new AppError('IMPORT_NOT_READY', 'nothing is left to change');
  const jobId = await enqueue(tdb, scope, applyChangesJob, { batchId: batch.id });
  await updateBatch(tdb, tenantId, batch.id, { state: 'filing', jobId, reason: input.reason });
  await audit(tdb, scope, {
    action: 'archive.applyChanges',
    objectKind: 'import_batch',
    objectId: batch.id,
    objectLabel: batch.fileName,
    detail: { rows, reason: input.reason },
  });
  return { jobId, rows };
};

const problemOf = (error: AppError): RecordProblem => ({
  code: error.code === 'CLASSIFIED_CONTENT_REFUSED' ? 'SECURITY_BLOCK' : 'FIELD_INVALID',
  severity: 'error',
  field: 'referenceCode',
  detail: error.code === 'STALE_VERSION' ? 'changed_since' : 'refused',
});

/** One correction; the problem when the record refuses it. Nothing is written before a refusal. */
const applyRow = async (
  tdb: TenantDb,
  steps: Steps,
  batch: ImportBatchRecord,
  row: ImportRowRecord,
  today: string,
): Promise<RecordProblem | null> => {
  const { update } = row.record as StoredUpdate;
  if (!update) return problemOf(new AppError('NOT_FOUND'));
  const { itemId: id, rowVersion, changes } = update;
  try {
    await applyCorrection(
      tdb,
      steps.scope,
      { id, rowVersion, changes, reason: batch.reason ?? batch.fileName },
      { action: 'archive.correct', today, detail: { importBatchId: batch.id } },
    );
    return null;
  } catch (error) {
    if (error instanceof AppError) return problemOf(error);
    throw error;
  }
};

/** One transaction of corrections. null: the batch is not to be worked on. */
const applyChunk = (steps: Steps): Promise<{ rows: number; applied: number } | null> =>
  withTenantDb(steps.pools, steps.scope, async (tdb) => {
    const { tenantId } = steps.scope;
    const batch = await lockBatch(tdb, tenantId, steps.payload.batchId);
    if (batch?.kind !== 'update' || batch.state !== 'filing') return null;
    const rows = await listReadyUpdates(tdb, tenantId, batch.id, CHUNK);
    const today = await readToday(tdb);
    const links: { rowNumber: number; itemId: string }[] = [];
    for (const row of rows) {
      const problem = await applyRow(tdb, steps, batch, row, today);
      if (problem === null && row.knownItemId) links.push({ rowNumber: row.rowNumber, itemId: row.knownItemId });
      else if (problem) await refuseImportRows(tdb, tenantId, batch.id, [row.rowNumber], problem);
    }
    await linkFiledRows(tdb, tenantId, batch.id, links);
    return { rows: rows.length, applied: links.length };
  });

const finish = (steps: Steps): Promise<unknown> =>
  withTenantDb(steps.pools, steps.scope, async (tdb) => {
    const { tenantId } = steps.scope;
    const batch = await lockBatch(tdb, tenantId, steps.payload.batchId);
    if (batch?.state !== 'filing') return { skipped: true };
    const counts = await recountBatch(tdb, tenantId, batch.id);
    await updateBatch(tdb, tenantId, batch.id, { state: 'filed', isFiledNow: true });
    await audit(tdb, steps.scope, {
      action: 'archive.finishChanges',
      objectKind: 'import_batch',
      objectId: batch.id,
      objectLabel: batch.fileName,
      detail: { changed: counts.filedCount, wrong: counts.wrongCount, reason: batch.reason },
    });
    return counts;
  });

/** Corrects every record that the file changes, chunk by chunk; a job that is killed goes on where it was. */
export const runChanges = async (steps: Steps): Promise<unknown> => {
  const total = await withTenantDb(steps.pools, steps.scope, (tdb) =>
    countReadyRows(tdb, steps.scope.tenantId, steps.payload.batchId),
  );
  for (let done = 0; ; ) {
    steps.signal.throwIfAborted();
    const chunk = await applyChunk(steps);
    if (chunk === null) return { skipped: true };
    if (chunk.rows === 0) return finish(steps);
    done += chunk.rows;
    await steps.progress(done, total);
  }
};
