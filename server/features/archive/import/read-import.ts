import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TenantDb, withTenantDb } from '@/db/client';
import {
  findBatch,
  type ImportBatchRecord,
  quarantineObject,
  recountBatch,
  updateBatch,
} from '@/db/queries/archive-import.queries';
import { deleteImportRows, type ImportRowInsert, insertImportRows } from '@/db/queries/archive-import-row.queries';
import { findTakenCodes } from '@/db/queries/archive-item.queries';
import { findStoredObject, type StoredObjectRow } from '@/db/queries/object.queries';
import { audit } from '@/server/audit/audit';
import type { RecordProblem } from '@/server/domain/archive/record-checks';
import { AppError } from '@/server/domain/shared/app-error';
import type { ArchiveSteps, BatchPayload } from '@/server/features/archive/archive.jobs';
import type { ObjectStore } from '@/server/objects/object-store';
import { readObject } from '@/server/objects/read-object';
import { makeRepeatFinder } from './find-repeats.ts';
import { loadImportContext } from './load-context.ts';
import { type ImportContext, type PreparedRow, prepareRow } from './prepare-row.ts';
import { readWorkbook, type WorkbookSummary } from './read-workbook.ts';

type Steps = ArchiveSteps<BatchPayload>;

/** The code stands in the catalogue already. */
export const TAKEN: RecordProblem = { code: 'CODE_UNIQUE', severity: 'error', field: 'referenceCode', detail: 'taken' };

const within = <T>({ pools, scope }: Steps, run: (tdb: TenantDb) => Promise<T>): Promise<T> =>
  withTenantDb(pools, scope, run);

/** Takes the batch up, also after an interruption: what was read before is read anew. */
const begin = (steps: Steps) =>
  within(
    steps,
    async (tdb): Promise<{ batch: ImportBatchRecord; object: StoredObjectRow; context: ImportContext } | null> => {
      const { tenantId } = steps.scope;
      const batch = await findBatch(tdb, tenantId, steps.payload.batchId);
      if (!batch || (batch.state !== 'uploaded' && batch.state !== 'reading')) return null;
      const object = await findStoredObject(tdb, tenantId, batch.objectId);
      if (!object) throw new AppError('NOT_FOUND', `object ${batch.objectId}`);
      await deleteImportRows(tdb, tenantId, batch.id);
      await updateBatch(tdb, tenantId, batch.id, { state: 'reading', errorCode: null });
      return { batch, object, context: await loadImportContext(tdb, tenantId, batch) };
    },
  );

const toInsert = (rowNumber: number, row: PreparedRow, more: readonly RecordProblem[]): ImportRowInsert => {
  const problems = [...row.problems, ...more];
  return {
    rowNumber,
    record: row.record,
    problems,
    isWrong: row.isWrong || more.some((problem) => problem.severity === 'error'),
    sequenceScope: row.sequenceScope,
  };
};

const readRows = async (
  steps: Steps,
  filePath: string,
  batchId: string,
  context: ImportContext,
): Promise<WorkbookSummary & { blocked: number }> => {
  const findRepeats = makeRepeatFinder();
  let done = 0;
  let blocked = 0;
  const summary = await readWorkbook(filePath, {
    signal: steps.signal,
    onRows: async (rows, { columns }) => {
      const read = rows.map(({ rowNumber, cells }) => {
        const row = prepareRow(cells, columns, context);
        const { item } = row.record;
        if (item === null) blocked += 1;
        return { rowNumber, row, repeats: item ? findRepeats(item, rowNumber) : [], code: item?.referenceCode ?? null };
      });
      await within(steps, async (tdb) => {
        const taken = await findTakenCodes(
          tdb,
          steps.scope.tenantId,
          read.flatMap(({ code }) => code ?? []),
        );
        const inserts = read.map(({ rowNumber, row, repeats, code }) =>
          toInsert(rowNumber, row, code !== null && taken.has(code) ? [...repeats, TAKEN] : repeats),
        );
        await insertImportRows(tdb, steps.scope.tenantId, batchId, inserts);
      });
      done += rows.length;
      await steps.progress(done, null);
    },
  });
  return { ...summary, blocked };
};

const finish = (steps: Steps, batch: ImportBatchRecord, summary: WorkbookSummary & { blocked: number }) =>
  within(steps, async (tdb) => {
    const { tenantId } = steps.scope;
    const { columns, sheetName, headerRows, skippedRows, otherSheets } = summary;
    const columnMapping = JSON.stringify({ columns, sheetName, headerRows, skippedRows, otherSheets });
    const counts = await recountBatch(tdb, tenantId, batch.id);
    await updateBatch(tdb, tenantId, batch.id, { state: 'previewed', columnMapping });
    // Bytes that hold a marking are not handed out any more.
    if (summary.blocked > 0) await quarantineObject(tdb, tenantId, batch.objectId);
    const detail = { rows: counts.rowCount, wrong: counts.wrongCount, classified: summary.blocked };
    await audit(tdb, steps.scope, {
      action: 'archive.readImport',
      objectKind: 'import_batch',
      objectId: batch.id,
      objectLabel: batch.fileName,
      detail,
    });
    return counts;
  });

const fail = (steps: Steps, batch: ImportBatchRecord, error: AppError) =>
  within(steps, async (tdb) => {
    const { tenantId } = steps.scope;
    await deleteImportRows(tdb, tenantId, batch.id);
    await recountBatch(tdb, tenantId, batch.id);
    await updateBatch(tdb, tenantId, batch.id, { state: 'failed', errorCode: error.code });
    const detail = { code: error.code, ...error.details };
    await audit(tdb, steps.scope, {
      action: 'archive.refuseImport',
      objectKind: 'import_batch',
      objectId: batch.id,
      objectLabel: batch.fileName,
      detail,
    });
  });

/**
 * Reads the stored workbook, in a child process, into rows with their problems. May be stopped at any point and begun
 * again. A workbook that cannot be read ends the batch with the reason.
 */
export const readImport = async (steps: Steps, objects: ObjectStore): Promise<unknown> => {
  const begun = await begin(steps);
  if (!begun) return { skipped: true };
  const { batch, object, context } = begun;
  const folder = await mkdtemp(path.join(tmpdir(), 'lantai-import-'));
  try {
    const filePath = path.join(folder, 'workbook');
    await writeFile(filePath, await readObject(objects, object), { mode: 0o600 });
    const summary = await readRows(steps, filePath, batch.id, context);
    return await finish(steps, batch, summary);
  } catch (error) {
    if (error instanceof AppError) await fail(steps, batch, error);
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
