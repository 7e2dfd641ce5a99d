import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import {
  deleteView,
  findOwnView,
  hasViewNamed,
  insertView,
  listViewRows,
  type SavedViewRow,
  updateView,
} from '@/db/queries/saved-view.queries';
import { audit } from '@/server/audit/audit';
import {
  type ChangeViewInput,
  type SavedViewView,
  type SaveViewInput,
  savedViewView,
  type ViewScreen,
} from '@/server/domain/archive/saved-view';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';

const personOf = (scope: TenantScope): string => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a view belongs to a person');
  return scope.accountId;
};

const toView = (row: SavedViewRow, accountId: string): SavedViewView =>
  savedViewView.parse({ ...row, isMine: row.accountId === accountId });

/** 保存的视图 of a screen: one's own, and those that colleagues share. */
export const listViews = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { screen: ViewScreen },
): Promise<SavedViewView[]> => {
  const accountId = personOf(scope);
  const rows = await listViewRows(tdb, { tenantId: scope.tenantId, accountId, screen: input.screen });
  return rows.map((row) => toView(row, accountId));
};

/** Keeps the words and choices of a list under a name. */
export const saveView = async (tdb: TenantDb, scope: TenantScope, input: SaveViewInput): Promise<SavedViewView> => {
  const accountId = personOf(scope);
  refuseClassified(input.name, ...new URLSearchParams(input.query).values());
  const row = { id: uuidv7(), accountId, ownerName: scope.actorName, ...input };
  if (!(await insertView(tdb, { tenantId: scope.tenantId, ...row })))
    throw new AppError('ALREADY_EXISTS', `a view named ${input.name}`, { field: 'name' });
  await audit(tdb, scope, {
    action: 'archive.saveView',
    objectKind: 'saved_view',
    objectId: row.id,
    objectLabel: input.name,
    detail: { screen: input.screen, isShared: input.isShared },
  });
  return toView({ ...row, rowVersion: 1 }, accountId);
};

const findOwn = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<SavedViewRow> => {
  const row = await findOwnView(tdb, { tenantId: scope.tenantId, accountId: personOf(scope), id });
  if (!row) throw new AppError('NOT_FOUND', `view ${id} is not this person's`);
  return row;
};

/** A new name, other words, shared or not: only by whom it belongs to. */
export const changeView = async (tdb: TenantDb, scope: TenantScope, input: ChangeViewInput): Promise<SavedViewView> => {
  const row = await findOwn(tdb, scope, input.id);
  const next = {
    name: input.name ?? row.name,
    query: input.query ?? row.query,
    isShared: input.isShared ?? row.isShared,
  };
  refuseClassified(next.name, ...new URLSearchParams(next.query).values());
  const key = { tenantId: scope.tenantId, accountId: row.accountId, id: row.id };
  if (await hasViewNamed(tdb, { ...key, screen: row.screen, name: next.name, exceptId: row.id }))
    throw new AppError('ALREADY_EXISTS', `a view named ${next.name}`, { field: 'name' });
  if (!(await updateView(tdb, { ...key, rowVersion: input.rowVersion }, next)))
    throw new AppError('STALE_VERSION', `view ${row.id} is at version ${row.rowVersion}`);
  await audit(tdb, scope, {
    action: 'archive.changeView',
    objectKind: 'saved_view',
    objectId: row.id,
    objectLabel: next.name,
    detail: { name: { from: row.name, to: next.name }, isShared: { from: row.isShared, to: next.isShared } },
  });
  return toView({ ...row, ...next, rowVersion: input.rowVersion + 1 }, row.accountId);
};

export const removeView = async (tdb: TenantDb, scope: TenantScope, input: { id: string }): Promise<{ id: string }> => {
  const row = await findOwn(tdb, scope, input.id);
  await deleteView(tdb, { tenantId: scope.tenantId, accountId: row.accountId, id: row.id });
  await audit(tdb, scope, {
    action: 'archive.removeView',
    objectKind: 'saved_view',
    objectId: row.id,
    objectLabel: row.name,
  });
  return { id: row.id };
};
