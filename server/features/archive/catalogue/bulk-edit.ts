import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  type BulkEditRecord,
  type BulkRowRecord,
  countBulkRows,
  findBulkEdit,
  insertBulkEdit,
  listBulkEdits,
  listBulkRows,
  lockBulkEdit,
  setBulkEditCount,
  setBulkEditState,
  snapshotRows,
  waitAgain,
} from '@/db/queries/archive-bulk-edit.queries';
import { type ItemRow, listItemsByIds } from '@/db/queries/archive-item.queries';
import { findJobRow } from '@/db/queries/job-list.queries';
import { audit } from '@/server/audit/audit';
import {
  type BulkChanges,
  type BulkEditRowPage,
  type BulkEditRowsInput,
  type BulkEditRowView,
  type BulkEditSummary,
  type BulkEditView,
  bulkEditSummary,
  bulkEditView,
  changesFor,
  MOST_BULK_ROWS,
  type PreviewBulkEditInput,
  type RunBulkEditInput,
  UNDO_HOURS,
} from '@/server/domain/archive/bulk-edit';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { runBulkEditJob, undoBulkEditJob } from '@/server/features/archive/archive.jobs';
import { enqueue } from '@/server/outbox/job-contract';
import type { TenantScope } from '@/server/tenancy/scope';
import { chooseItems } from './choose-items.ts';
import { personOf } from './save-draft.ts';

const textsOf = (changes: BulkChanges): (string | null | undefined)[] => [
  changes.responsibleParty,
  changes.boxNumber,
  changes.remarks,
  changes.replaceInTitle?.by,
  ...Object.values(changes.details ?? {}),
  ...(changes.addTopics ?? []),
];

/** Takes down which records are meant and what is to change. Nothing changes yet: somebody looks at it first. */
export const previewBulkEdit = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: PreviewBulkEditInput,
): Promise<{ id: string; rows: number }> => {
  const { tenantId, accountId } = personOf(scope);
  refuseClassified(...textsOf(input.changes));
  const ids = await chooseItems(tdb, scope, input, MOST_BULK_ROWS);
  const id = uuidv7();
  const edit = { tenantId, id, changes: input.changes, createdBy: accountId, createdByName: scope.actorName };
  await insertBulkEdit(tdb, { ...edit, rowCount: ids.length });
  const rows = await snapshotRows(tdb, tenantId, id, ids);
  if (rows === 0) throw new AppError('NOT_FOUND', 'none of the records is filed here');
  await setBulkEditCount(tdb, tenantId, id, rows);
  const detail = { rows, fields: Object.keys(input.changes) };
  await audit(tdb, scope, { action: 'archive.previewBulkEdit', objectKind: 'bulk_edit', objectId: id, detail });
  return { id, rows };
};

const HOUR = 3_600_000;
const canUndo = (edit: BulkEditRecord): boolean =>
  edit.state === 'done' && edit.doneAt !== null && Date.now() - Date.parse(edit.doneAt) < UNDO_HOURS * HOUR;

const requireEdit = (edit: BulkEditRecord | undefined, id: string): BulkEditRecord => {
  if (!edit) throw new AppError('NOT_FOUND', `bulk edit ${id} is not this unit's`);
  return edit;
};

export const getBulkEdit = async (tdb: TenantDb, scope: TenantScope, input: { id: string }): Promise<BulkEditView> => {
  const edit = requireEdit(await findBulkEdit(tdb, scope.tenantId, input.id), input.id);
  const counts = await countBulkRows(tdb, scope.tenantId, edit.id);
  const job = edit.jobId === null ? undefined : await findJobRow(tdb, scope.tenantId, edit.jobId);
  const states = ['waiting', 'changed', 'same', 'refused', 'undone', 'left'];
  return bulkEditView.parse({
    ...edit,
    counts: Object.fromEntries(states.map((state) => [state, counts.get(state) ?? 0])),
    canUndo: canUndo(edit),
    job: job ? { id: job.id, state: job.state, done: job.progressDone, total: job.progressTotal } : null,
  });
};

const textOf = (value: unknown): string | null => {
  if (value === null || value === undefined || value === '') return null;
  const text = Array.isArray(value) ? value.join('、') : String(value);
  return text === '' ? null : text;
};

type RowChange = BulkEditRowView['changes'][number];

/** Old and new values of one record: as they would be while it waits, as they were once it is done. */
const shownChanges = (row: BulkRowRecord, item: ItemRow, bulk: BulkChanges): RowChange[] => {
  const done = row.oldValues as Record<string, { from: unknown; to: unknown }> | null;
  if (done && row.state !== 'waiting')
    return Object.entries(done).map(([field, { from, to }]) => ({ field, from: textOf(from), to: textOf(to) }));
  const values = item as unknown as Record<string, unknown>;
  return Object.entries(changesFor(item, bulk)).flatMap(([field, to]): RowChange[] => {
    if (field !== 'details') return [{ field, from: textOf(values[field]), to: textOf(to) }];
    return Object.entries(to as Record<string, string>).map(([code, text]) => ({
      field: `details.${code}`,
      from: textOf(item.details[code]),
      to: textOf(text),
    }));
  });
};

/** The records of one edit with what changes in each, a page at a time. */
export const listBulkEditRows = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: BulkEditRowsInput,
): Promise<BulkEditRowPage> => {
  const { tenantId } = scope;
  const edit = requireEdit(await findBulkEdit(tdb, tenantId, input.id), input.id);
  const after = decodeCursor(z.tuple([z.number()]), input.cursor)?.[0];
  const { state, direction, limit } = input;
  const rows = await listBulkRows(tdb, tenantId, edit.id, { state, after, direction, limit: limit + 1 });
  const counts = await countBulkRows(tdb, tenantId, edit.id);
  const total = state === undefined ? edit.rowCount : (counts.get(state) ?? 0);
  const cut = { limit, direction, hasCursor: after !== undefined, total };
  const page = cutPage(rows, cut, (row) => encodeCursor([row.rowNumber]));
  const ids = page.rows.map((row) => row.itemId);
  const items = new Map((await listItemsByIds(tdb, tenantId, ids, ids.length)).map((item) => [item.id, item]));
  const view = page.rows.flatMap((row): BulkEditRowView[] => {
    const item = items.get(row.itemId);
    if (!item) return [];
    const { rowNumber, itemId, errorCode } = row;
    const changes = shownChanges(row, item, edit.changes as BulkChanges);
    const { referenceCode, title } = item;
    return [
      { rowNumber, itemId, referenceCode, title, state: row.state as BulkEditRowView['state'], errorCode, changes },
    ];
  });
  return { rows: view, page: page.page };
};

/** 批量修改 of the unit, newest first. */
export const listUnitBulkEdits = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<Page<BulkEditSummary>> => {
  const after = decodeCursor(z.tuple([z.string(), z.string()]), input.cursor);
  const { direction, limit } = input;
  const rows = await listBulkEdits(tdb, scope.tenantId, { after, direction, limit: limit + 1 });
  const cut = { limit, direction, hasCursor: after !== undefined, total: null };
  const page = cutPage(rows, cut, (row) => encodeCursor([row.createdAt, row.id]));
  return { rows: page.rows.map((row) => bulkEditSummary.parse(row)), page: page.page };
};

/** Makes the change, after somebody has looked at it; a second time it tries again what was refused. */
export const runBulkEdit = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RunBulkEditInput,
): Promise<{ jobId: string }> => {
  refuseClassified(input.reason);
  const { tenantId } = scope;
  const edit = requireEdit(await lockBulkEdit(tdb, tenantId, input.id), input.id);
  const isAgain = edit.state === 'done' && (await waitAgain(tdb, tenantId, edit.id)) > 0;
  if (edit.state !== 'previewed' && !isAgain) throw new AppError('BULK_EDIT_STATE_WRONG', `it is ${edit.state}`);
  const jobId = await enqueue(tdb, scope, runBulkEditJob, { editId: edit.id });
  const { reason } = input;
  await setBulkEditState(tdb, tenantId, edit.id, { state: 'running', reason, jobId });
  const detail = { rows: edit.rowCount, reason };
  await audit(tdb, scope, { action: 'archive.runBulkEdit', objectKind: 'bulk_edit', objectId: edit.id, detail });
  return { jobId };
};

/** 撤销 within a day: puts the old values back as corrections of their own. */
export const undoBulkEdit = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<{ jobId: string }> => {
  const { tenantId } = scope;
  const edit = requireEdit(await lockBulkEdit(tdb, tenantId, input.id), input.id);
  if (!canUndo(edit)) throw new AppError('BULK_EDIT_STATE_WRONG', `it is ${edit.state} since ${edit.doneAt}`);
  const jobId = await enqueue(tdb, scope, undoBulkEditJob, { editId: edit.id });
  await setBulkEditState(tdb, tenantId, edit.id, { state: 'undoing', jobId });
  const detail = { rows: edit.rowCount };
  await audit(tdb, scope, { action: 'archive.undoBulkEdit', objectKind: 'bulk_edit', objectId: edit.id, detail });
  return { jobId };
};
