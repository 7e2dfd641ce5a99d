import { type TenantDb, withTenantDb } from '@/db/client';
import {
  type BulkEditRecord,
  type BulkRowRecord,
  countBulkRows,
  findBulkEdit,
  listBulkRows,
  lockBulkEdit,
  setBulkEditState,
  updateBulkRow,
} from '@/db/queries/archive-bulk-edit.queries';
import { findItem } from '@/db/queries/archive-item.queries';
import { readToday } from '@/db/queries/archive-scheme.queries';
import { atSavepoint } from '@/db/queries/savepoint.queries';
import type { ItemChanges } from '@/server/domain/archive/archive-record';
import { type BulkChanges, changesFor } from '@/server/domain/archive/bulk-edit';
import type { AppError } from '@/server/domain/shared/app-error';
import type { ArchiveSteps, BulkEditPayload } from '@/server/features/archive/archive.jobs';
import { applyCorrection, type CorrectionAct } from '@/server/features/archive/correct-item';
import type { TenantScope } from '@/server/tenancy/scope';
import { refusalOf } from './refusal-of.ts';

type Steps = ArchiveSteps<BulkEditPayload>;

/** Records changed in one transaction: a stop loses no more than these. */
const CHUNK = 100;

interface Work {
  edit: BulkEditRecord;
  today: string;
  scope: TenantScope;
  tdb: TenantDb;
}
type Outcome = Parameters<typeof updateBulkRow>[2];

const leftOr = (refused: AppError): Outcome => ({
  state: refused.code === 'STALE_VERSION' ? 'left' : 'refused',
  errorCode: refused.code,
});

const correct = (
  work: Work,
  row: BulkRowRecord,
  rowVersion: number,
  changes: ItemChanges,
  action: CorrectionAct['action'],
) =>
  atSavepoint(work.tdb, () =>
    applyCorrection(
      work.tdb,
      work.scope,
      { id: row.itemId, rowVersion, changes, reason: work.edit.reason ?? '' },
      { action, today: work.today, detail: { bulkEditId: work.edit.id } },
    ),
  );

/** One record of the edit. One that was changed since the preview is left as it is. */
const changeRow = async (work: Work, row: BulkRowRecord): Promise<Outcome> => {
  const item = await findItem(work.tdb, work.scope.tenantId, row.itemId);
  const changes = item ? changesFor(item, work.edit.changes as BulkChanges) : {};
  if (item?.rowVersion === row.rowVersion && Object.keys(changes).length === 0)
    return { state: 'same', errorCode: null };
  try {
    const done = await correct(work, row, row.rowVersion, changes as ItemChanges, 'archive.bulkEdit');
    return { state: 'changed', errorCode: null, versionAfter: done.rowVersion, oldValues: done.changed };
  } catch (error) {
    const refused = refusalOf(error);
    if (!refused) throw error;
    return leftOr(refused);
  }
};

/** The old values as a correction: what was empty is emptied, a field of the category by its code. */
const oldValuesOf = (row: BulkRowRecord): ItemChanges => {
  const changes: Record<string, unknown> = {};
  const details: Record<string, string> = {};
  for (const [field, { from }] of Object.entries((row.oldValues ?? {}) as Record<string, { from: string | null }>)) {
    if (field.startsWith('details.')) details[field.slice('details.'.length)] = from ?? '';
    else if (field === 'topics') changes.topics = (from ?? '').split('、').filter(Boolean);
    else changes[field] = from;
  }
  return (Object.keys(details).length > 0 ? { ...changes, details } : changes) as ItemChanges;
};

const undoRow = async (work: Work, row: BulkRowRecord): Promise<Outcome> => {
  try {
    await correct(work, row, row.versionAfter ?? 0, oldValuesOf(row), 'archive.undoBulkEdit');
    return { state: 'undone', errorCode: null };
  } catch (error) {
    const refused = refusalOf(error);
    if (!refused) throw error;
    return leftOr(refused);
  }
};

interface Kind {
  /** The state of the edit while it is worked on, and afterwards. */
  during: 'running' | 'undoing';
  after: 'done' | 'undone';
  /** The rows that are owed. */
  owed: 'waiting' | 'changed';
  each: (work: Work, row: BulkRowRecord) => Promise<Outcome>;
}

const RUN: Kind = { during: 'running', after: 'done', owed: 'waiting', each: changeRow };
const UNDO: Kind = { during: 'undoing', after: 'undone', owed: 'changed', each: undoRow };

/** The next rows, each with its result in the same transaction; 0 when there are none left. */
const workChunk = (steps: Steps, kind: Kind): Promise<number> =>
  withTenantDb(steps.pools, steps.scope, async (tdb) => {
    const { scope } = steps;
    const edit = await lockBulkEdit(tdb, scope.tenantId, steps.payload.editId);
    if (edit?.state !== kind.during) return 0;
    const walk = { state: kind.owed, after: undefined, direction: 'after' as const, limit: CHUNK };
    const rows = await listBulkRows(tdb, scope.tenantId, edit.id, walk);
    const work = { edit, today: await readToday(tdb), scope, tdb };
    for (const row of rows) {
      const key = { tenantId: scope.tenantId, editId: edit.id, rowNumber: row.rowNumber };
      await updateBulkRow(tdb, key, await kind.each(work, row));
    }
    if (rows.length === 0) await setBulkEditState(tdb, scope.tenantId, edit.id, { state: kind.after });
    return rows.length;
  });

/** Chunk by chunk, each committed with its results: killed at any point, it goes on where it was. */
const workAll = async (steps: Steps, kind: Kind): Promise<unknown> => {
  const { total, done } = await withTenantDb(steps.pools, steps.scope, async (tdb) => {
    const counts = await countBulkRows(tdb, steps.scope.tenantId, steps.payload.editId);
    const edit = await findBulkEdit(tdb, steps.scope.tenantId, steps.payload.editId);
    const owed = counts.get(kind.owed) ?? 0;
    return { total: edit?.rowCount ?? owed, done: (edit?.rowCount ?? owed) - owed };
  });
  let worked = done;
  for (;;) {
    steps.signal.throwIfAborted();
    const count = await workChunk(steps, kind);
    if (count === 0) break;
    worked += count;
    await steps.progress(worked, total);
  }
  const counts = await withTenantDb(steps.pools, steps.scope, (tdb) =>
    countBulkRows(tdb, steps.scope.tenantId, steps.payload.editId),
  );
  return Object.fromEntries(counts);
};

export const workBulkEdit = (steps: Steps): Promise<unknown> => workAll(steps, RUN);
export const workUndoBulkEdit = (steps: Steps): Promise<unknown> => workAll(steps, UNDO);
