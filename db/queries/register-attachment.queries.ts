import { sql } from 'kysely';
import type { GrantDb, TenantDb } from '../client.ts';

export interface RegisterAttachmentRow {
  id: string;
  objectId: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  addedByName: string;
  addedAt: string;
  removedAt: string | null;
  removedByName: string | null;
  removeReason: string | null;
}

/** Files of an entry, oldest first, removed ones too; under a grant those that are still handed out. */
export const listEntryAttachments = (
  tdb: TenantDb | GrantDb,
  tenantId: number,
  entryId: string,
): Promise<RegisterAttachmentRow[]> =>
  tdb
    .selectFrom('registerAttachment as a')
    .innerJoin('storedObject as o', (join) =>
      join.onRef('o.tenantId', '=', 'a.tenantId').onRef('o.id', '=', 'a.objectId'),
    )
    .select([
      'a.id',
      'a.objectId',
      'o.fileName',
      'o.mediaType',
      'o.sizeBytes',
      'o.sha256',
      'a.addedByName',
      'a.addedAt',
      'a.removedAt',
      'a.removedByName',
      'a.removeReason',
    ])
    .where('a.tenantId', '=', tenantId)
    .where('a.entryId', '=', entryId)
    .orderBy('a.addedAt')
    .orderBy('a.id')
    .execute();

/** A file that the entry has already is not put to it again. Answers whether it was. */
export const insertEntryAttachment = async (
  tdb: TenantDb,
  row: { tenantId: number; id: string; entryId: string; objectId: string; addedBy: string; addedByName: string },
): Promise<boolean> => {
  const put = await tdb
    .insertInto('registerAttachment')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return put.length > 0;
};

/** Answers false when there is none to take away. */
export const removeEntryAttachment = async (
  tdb: TenantDb,
  key: { tenantId: number; entryId: string; id: string },
  by: { removedByName: string; removeReason: string },
): Promise<boolean> => {
  const rows = await tdb
    .updateTable('registerAttachment')
    .set({ ...by, removedAt: sql`now()` })
    .where('tenantId', '=', key.tenantId)
    .where('entryId', '=', key.entryId)
    .where('id', '=', key.id)
    .where('removedAt', 'is', null)
    .returning('id')
    .execute();
  return rows.length > 0;
};

/** How many files each of these entries has. */
export const countEntryAttachments = async (
  tdb: TenantDb | GrantDb,
  tenantId: number,
  entryIds: readonly string[],
): Promise<Map<string, number>> => {
  if (entryIds.length === 0) return new Map();
  const rows = await tdb
    .selectFrom('registerAttachment')
    .select(['entryId', sql<number>`count(*)::int`.as('files')])
    .where('tenantId', '=', tenantId)
    .where(sql<boolean>`entry_id = any (${entryIds as string[]}::uuid[])`)
    .where('removedAt', 'is', null)
    .groupBy('entryId')
    .execute();
  return new Map(rows.map((row) => [row.entryId, row.files]));
};
