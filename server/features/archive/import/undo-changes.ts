import { type TenantDb, withTenantDb } from '@/db/client';
import {
  countUndone,
  type ImportBatchRecord,
  lockBatch,
  recountBatch,
  updateBatch,
} from '@/db/queries/archive-import.queries';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { countChangesToUndo, listChangesToUndo, markUndone } from '@/db/queries/archive-update-undo.queries';
import { atSavepoint } from '@/db/queries/savepoint.queries';
import { audit } from '@/server/audit/audit';
import type { ItemChanges } from '@/server/domain/archive/archive-record';
import type { UndoCheckView } from '@/server/domain/archive/import-batch';
import { AppError } from '@/server/domain/shared/app-error';
import type { ArchiveSteps, BatchPayload } from '@/server/features/archive/archive.jobs';
import { applyCorrection } from '@/server/features/archive/correct-item';
import type { StoredUpdate } from './compare-with-record.ts';

type Steps = ArchiveSteps<BatchPayload>;
type Update = NonNullable<StoredUpdate['update']>;

/** Corrections in one transaction: each writes an event of its own. */
const CHUNK = 200;
const COUNTS: ReadonlySet<string> = new Set(['pageCount', 'frameCount']);

/** Records that were changed since stand in nobody's way: they stay as they are and are named. */
export const checkChangesUndo = async (tdb: TenantDb, batch: ImportBatchRecord): Promise<UndoCheckView> => {
  const isOpen = batch.undoableUntil !== null;
  const { items, left, examples } = isOpen
    ? await countChangesToUndo(tdb, batch.tenantId, batch.id)
    : { items: 0, left: 0, examples: [] };
  return {
    canUndo: isOpen && items > 0,
    until: batch.undoableUntil,
    items,
    blocks: left > 0 ? [{ reason: 'corrected', count: left, examples }] : [],
  };
};

/** The old values as a correction: what was empty is emptied, a field of the category by its code. */
const oldValuesOf = ({ shown }: Update): ItemChanges => {
  const changes: Record<string, unknown> = {};
  const details: Record<string, string> = {};
  for (const { field, from } of shown) {
    if (field.startsWith('details.')) details[field.slice('details.'.length)] = from ?? '';
    else if (field === 'topics') changes.topics = (from ?? '').split('、').filter(Boolean);
    else changes[field] = COUNTS.has(field) && from !== null ? Number(from) : from;
  }
  return (Object.keys(details).length > 0 ? { ...changes, details } : changes) as ItemChanges;
};

/** One record. Why it stays as it is, when it does: somebody has been at it, or it has left. */
const undoRow = async (
  tdb: TenantDb,
  steps: Steps,
  batch: ImportBatchRecord,
  update: Update,
  today: string,
): Promise<string | null> => {
  const { itemId: id, rowVersion } = update;
  const reason = `撤销修改：${batch.reason ?? batch.fileName}`.slice(0, 500);
  try {
    await atSavepoint(tdb, () =>
      applyCorrection(
        tdb,
        steps.scope,
        { id, rowVersion: rowVersion + 1, changes: oldValuesOf(update), reason },
        { action: 'archive.undoChanges', today, detail: { importBatchId: batch.id } },
      ),
    );
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};

/** One transaction, with the result of each record in it. null: the batch is not to be worked on; 0: nothing is left. */
const undoChunk = (steps: Steps): Promise<number | null> =>
  withTenantDb(steps.pools, steps.scope, async (tdb) => {
    const { tenantId } = steps.scope;
    const batch = await lockBatch(tdb, tenantId, steps.payload.batchId);
    if (batch?.state !== 'undoing') return null;
    const rows = await listChangesToUndo(tdb, tenantId, batch.id, CHUNK);
    const today = await readToday(tdb);
    let undone = 0;
    for (const row of rows) {
      const { update } = row.record as StoredUpdate;
      const kept = update ? await undoRow(tdb, steps, batch, update, today) : 'NOT_FOUND';
      const key = { tenantId, batchId: batch.id, rowNumber: row.rowNumber };
      await markUndone(tdb, key, { undoState: kept === null ? 'undone' : 'left', undoReason: kept });
      if (kept === null) undone += 1;
    }
    await countUndone(tdb, tenantId, batch.id, undone);
    return rows.length;
  });

const finish = (steps: Steps): Promise<unknown> =>
  withTenantDb(steps.pools, steps.scope, async (tdb) => {
    const { tenantId } = steps.scope;
    const batch = await lockBatch(tdb, tenantId, steps.payload.batchId);
    if (batch?.state !== 'undoing') return { skipped: true };
    const { filedCount } = await recountBatch(tdb, tenantId, batch.id);
    await updateBatch(tdb, tenantId, batch.id, { state: 'undone', isUndoneNow: true });
    const detail = { undone: batch.undoneCount, kept: filedCount - batch.undoneCount };
    await audit(tdb, steps.scope, {
      action: 'archive.finishUndoChanges',
      objectKind: 'import_batch',
      objectId: batch.id,
      objectLabel: batch.fileName,
      detail,
    });
    return detail;
  });

/** 撤销修改: puts the old values back, chunk by chunk; a job that is killed goes on where it was. */
export const undoAllChanges = async (steps: Steps): Promise<unknown> => {
  const { items, left } = await withTenantDb(steps.pools, steps.scope, (tdb) =>
    countChangesToUndo(tdb, steps.scope.tenantId, steps.payload.batchId),
  );
  for (let done = 0; ; ) {
    steps.signal.throwIfAborted();
    const worked = await undoChunk(steps);
    if (worked === null) return { skipped: true };
    if (worked === 0) return finish(steps);
    done += worked;
    await steps.progress(done, items + left);
  }
};
