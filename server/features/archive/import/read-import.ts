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
import { deleteImportRows, insertImportRows } from '@/db/queries/archive-import-row.queries';
import { findStoredObject, type StoredObjectRow } from '@/db/queries/object.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { ArchiveSteps, BatchPayload } from '@/server/features/archive/archive.jobs';
import type { ObjectStore } from '@/server/objects/object-store';
import { readObject } from '@/server/objects/read-object';
import { chooseSheets, roleOf } from './choose-sheets.ts';
import { loadImportContext, type ReadingContext } from './load-context.ts';
import { RowReader } from './read-rows.ts';
import { readUpdateRows } from './read-update-rows.ts';
import { listSheets, readWorkbook, type WorkbookSummary } from './read-workbook.ts';

type Steps = ArchiveSteps<BatchPayload>;

const within = <T>({ pools, scope }: Steps, run: (tdb: TenantDb) => Promise<T>): Promise<T> =>
  withTenantDb(pools, scope, run);

/** Takes the batch up, also after an interruption: what was read before is read anew. */
const begin = (steps: Steps) =>
  within(
    steps,
    async (tdb): Promise<{ batch: ImportBatchRecord; object: StoredObjectRow; context: ReadingContext } | null> => {
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

interface Reading {
  summary: WorkbookSummary;
  blocked: number;
  kind: 'new' | 'update';
}

/** Reads what the sheets hold and keeps it, 500 rows at a time. */
const readRows = async (
  steps: Steps,
  filePath: string,
  batch: ImportBatchRecord,
  context: ReadingContext,
): Promise<Reading> => {
  const { tenantId } = steps.scope;
  const reader = new RowReader(tenantId, context);
  let first: WorkbookSummary | undefined;
  let kind: Reading['kind'] = 'new';
  let done = 0;
  const names = await listSheets(filePath);
  for (const { sheetName, role } of chooseSheets(names, batch.sheetName)) {
    const summary = await readWorkbook(filePath, {
      signal: steps.signal,
      headings: context.headings,
      sheetName,
      onRows: async (rows, { columns }) => {
        // An export that was edited says of each row which record it came from.
        const isUpdate = columns.some((column) => column.field === 'recordKey');
        if (isUpdate) kind = 'update';
        const sheet = { role: roleOf(role, columns), columns };
        await within(steps, async (tdb) => {
          const inserts = isUpdate
            ? await readUpdateRows(tdb, tenantId, { batch, context, columns }, rows)
            : await reader.read(tdb, sheet, rows);
          await insertImportRows(tdb, tenantId, batch.id, inserts);
        });
        done += rows.length;
        await steps.progress(done, null);
      },
    });
    first ??= summary;
  }
  if (!first) throw new AppError('WORKBOOK_HAS_NO_HEADER', 'no sheet was read');
  return {
    summary: { ...first, otherSheets: names.filter((name) => name !== first?.sheetName) },
    blocked: reader.blocked,
    kind,
  };
};

const finish = (steps: Steps, batch: ImportBatchRecord, { summary, blocked, kind }: Reading) =>
  within(steps, async (tdb) => {
    const { tenantId } = steps.scope;
    const { columns, sheetName, headerRows, skippedRows, otherSheets, childPeakMb } = summary;
    const columnMapping = JSON.stringify({ columns, sheetName, headerRows, skippedRows, otherSheets });
    const counts = await recountBatch(tdb, tenantId, batch.id);
    await updateBatch(tdb, tenantId, batch.id, { state: 'previewed', columnMapping, kind });
    // Bytes that hold a marking are not handed out any more.
    if (blocked > 0) await quarantineObject(tdb, tenantId, batch.objectId);
    const { rowCount: rows, wrongCount: wrong, knownCount: known } = counts;
    await audit(tdb, steps.scope, {
      action: 'archive.readImport',
      objectKind: 'import_batch',
      objectId: batch.id,
      objectLabel: batch.fileName,
      detail: { kind, rows, wrong, known, classified: blocked },
    });
    return { ...counts, parserPeakMb: childPeakMb };
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
    return await finish(steps, batch, await readRows(steps, filePath, batch, context));
  } catch (error) {
    if (error instanceof AppError) await fail(steps, batch, error);
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
