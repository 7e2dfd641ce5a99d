import { type SqlBool, sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/** Puts boxes on a place, or (null) nowhere. */
export const placeBoxes = async (
  tdb: TenantDb,
  tenantId: number,
  boxIds: readonly string[],
  placeId: string | null,
): Promise<void> => {
  await tdb
    .updateTable('box')
    .set({ placeId, rowVersion: sql<number>`row_version + 1` })
    .where('tenantId', '=', tenantId)
    .where(sql<SqlBool>`id = any (${boxIds as string[]}::uuid[])`)
    .execute();
};

export interface BoxMoveInsert {
  id: string;
  boxId: string;
  fromPlaceId: string | null;
  toPlaceId: string | null;
  fromCode: string | null;
  toCode: string | null;
  movedBy: string;
  movedByName: string;
  reason: string | null;
}

export const insertBoxMoves = async (
  tdb: TenantDb,
  tenantId: number,
  rows: readonly BoxMoveInsert[],
): Promise<void> => {
  if (rows.length === 0) return;
  await tdb
    .insertInto('boxMove')
    .values(rows.map((row) => ({ tenantId, ...row })))
    .execute();
};

export interface BoxMoveRow {
  id: string;
  boxId: string;
  fromCode: string | null;
  toCode: string | null;
  movedAt: string;
  movedByName: string;
  reason: string | null;
}

/** The way of these boxes, newest first. */
export const listBoxMoves = (
  tdb: TenantDb,
  tenantId: number,
  boxIds: readonly string[],
  limit: number,
): Promise<BoxMoveRow[]> =>
  tdb
    .selectFrom('boxMove')
    .select(['id', 'boxId', 'fromCode', 'toCode', 'movedAt', 'movedByName', 'reason'])
    .where('tenantId', '=', tenantId)
    .where(sql<SqlBool>`box_id = any (${boxIds as string[]}::uuid[])`)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
