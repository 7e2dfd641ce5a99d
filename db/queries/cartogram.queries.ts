import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* 方格示意图: one arrangement a tenant. */

export interface CartogramRow {
  tiles: unknown;
  updatedByName: string;
  rowVersion: number;
}

export const findCartogram = (tdb: TenantDb, tenantId: number): Promise<CartogramRow | undefined> =>
  tdb
    .selectFrom('cartogram')
    .select(['tiles', 'updatedByName', 'rowVersion'])
    .where('tenantId', '=', tenantId)
    .executeTakeFirst();

/** Answers whether the arrangement was still as the person saw it; version 0 is none yet. */
export const saveCartogram = async (
  tdb: TenantDb,
  key: { tenantId: number; rowVersion: number },
  values: { tiles: readonly object[]; updatedBy: string; updatedByName: string },
): Promise<boolean> => {
  const row = { ...values, tiles: JSON.stringify(values.tiles) };
  if (key.rowVersion === 0) {
    const added = await tdb
      .insertInto('cartogram')
      .values({ ...row, tenantId: key.tenantId })
      .onConflict((conflict) => conflict.column('tenantId').doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  }
  const changed = await tdb
    .updateTable('cartogram')
    .set({ ...row, updatedAt: sql`clock_timestamp()`, rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};
