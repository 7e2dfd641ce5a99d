import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findFonds } from '@/db/queries/archive-scheme.queries';
import { countBoxRows, findBox, listBoxRows } from '@/db/queries/storage-box.queries';
import { listBoxMoves } from '@/db/queries/storage-move.queries';
import { countUnboxed, listItemsInBox, listUnboxed } from '@/db/queries/storage-pack.queries';
import { findPlaceSums } from '@/db/queries/storage-place.queries';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import {
  type BoxDetailView,
  type BoxItemsInput,
  type BoxItemView,
  type BoxRowView,
  boxDetailView,
  boxItemView,
  type ListBoxesInput,
  type UnboxedInput,
} from '@/server/domain/storage/box';
import type { TenantScope } from '@/server/tenancy/scope';
import { readSetting } from './read-setting.ts';
import { fillOf, toBoxView } from './storage.mapper.ts';

const cursorKey = z.tuple([z.string(), z.uuid()]);
const MOVES = 200;

/** 盒: of a year, of a shelf and everything below it, with or without a place. */
export const listBoxes = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListBoxesInput,
): Promise<Page<BoxRowView>> => {
  const { cursor, direction, limit, ...conditions } = input;
  if (input.placeId && !(await findPlaceSums(tdb, scope.tenantId, input.placeId)))
    throw new AppError('NOT_FOUND', `place ${input.placeId} is not in tenant ${scope.tenantId}`);
  if (input.fondsId && !(await findFonds(tdb, scope.tenantId, input.fondsId)))
    throw new AppError('NOT_FOUND', `fonds ${input.fondsId} is not in tenant ${scope.tenantId}`);
  const after = decodeCursor(cursorKey, cursor);
  const setting = await readSetting(tdb, scope);
  const rows = await listBoxRows(tdb, scope.tenantId, conditions, { after, direction, limit: limit + 1 }, setting);
  const total = await countBoxRows(tdb, scope.tenantId, conditions);
  const page = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total }, (row) =>
    encodeCursor([row.sortKey, row.id]),
  );
  return { rows: page.rows.map((row) => toBoxView(row, setting)), page: page.page };
};

/** One box with the places it stood in. */
export const getBox = async (tdb: TenantDb, scope: TenantScope, input: { id: string }): Promise<BoxDetailView> => {
  const setting = await readSetting(tdb, scope);
  const row = await findBox(tdb, scope.tenantId, input.id, setting);
  if (!row) throw new AppError('NOT_FOUND', `box ${input.id} is not in tenant ${scope.tenantId}`);
  const moves = await listBoxMoves(tdb, scope.tenantId, [row.id], MOVES);
  return boxDetailView.parse({
    box: { ...row, ...toBoxView(row, setting), fillPercent: fillOf(row.sheets, row.spineMm, setting) },
    moves: moves.map((move) => ({ ...move, at: move.movedAt, byName: move.movedByName })),
  });
};

/** What lies in a box, in the order of the codes. */
export const listBoxItems = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: BoxItemsInput,
): Promise<Page<BoxItemView>> => {
  const { direction, limit } = input;
  const box = await findBox(tdb, scope.tenantId, input.boxId, await readSetting(tdb, scope));
  if (!box) throw new AppError('NOT_FOUND', `box ${input.boxId} is not in tenant ${scope.tenantId}`);
  const after = decodeCursor(cursorKey, input.cursor);
  const rows = await listItemsInBox(tdb, scope.tenantId, box.id, { after, direction, limit: limit + 1 });
  const cut = { limit, direction, hasCursor: after !== undefined, total: box.itemCount };
  const page = cutPage(rows, cut, (row) => encodeCursor([row.codeSort, row.id]));
  return { rows: page.rows.map((row) => boxItemView.parse(row)), page: page.page };
};

/** 未装盒: records on paper that lie nowhere. */
export const listUnboxedItems = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: UnboxedInput,
): Promise<Page<BoxItemView>> => {
  const { cursor, direction, limit, ...filter } = input;
  if (input.fondsId && !(await findFonds(tdb, scope.tenantId, input.fondsId)))
    throw new AppError('NOT_FOUND', `fonds ${input.fondsId} is not in tenant ${scope.tenantId}`);
  const after = decodeCursor(cursorKey, cursor);
  const rows = await listUnboxed(tdb, scope.tenantId, filter, { after, direction, limit: limit + 1 });
  const total = await countUnboxed(tdb, scope.tenantId, filter);
  const page = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total }, (row) =>
    encodeCursor([row.codeSort, row.id]),
  );
  return { rows: page.rows.map((row) => boxItemView.parse(row)), page: page.page };
};
