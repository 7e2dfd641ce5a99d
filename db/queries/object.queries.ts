import type { SystemDb, TenantDb } from '../client.ts';

export interface StoredObjectInsert {
  tenantId: number;
  id: string;
  sha256: string;
  sm3: string;
  sizeBytes: number;
  mediaType: string;
  fileName: string;
  createdBy: string;
}

export interface StoredObjectRow extends StoredObjectInsert {
  state: string;
  createdAt: string;
}

export const insertStoredObject = async (tdb: TenantDb, row: StoredObjectInsert): Promise<void> => {
  await tdb.insertInto('storedObject').values(row).execute();
};

/** By the row's id: what may be opened is decided by who may see the row. */
export const findStoredObject = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<StoredObjectRow | null> => {
  const row = await tdb
    .selectFrom('storedObject')
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst();
  return row ?? null;
};

/** All rows in the order of the store's keys, a page at a time. For the sweep, which belongs to no tenant. */
export const listStoredObjects = async (
  sdb: SystemDb,
  after: { tenantId: number; id: string } | null,
  limit: number,
): Promise<{ tenantId: number; id: string; sha256: string; sm3: string; sizeBytes: number }[]> => {
  let query = sdb.selectFrom('storedObject').select(['tenantId', 'id', 'sha256', 'sm3', 'sizeBytes']);
  if (after) {
    query = query.where((eb) => eb(eb.refTuple('tenantId', 'id'), '>', eb.tuple(after.tenantId, after.id)));
  }
  return query.orderBy('tenantId').orderBy('id').limit(limit).execute();
};

/** Bytes that may not be handed out any more. Nothing is removed: what came in stays provable. */
export const quarantineObject = async (tdb: TenantDb, tenantId: number, id: string): Promise<void> => {
  await tdb.updateTable('storedObject').set({ state: 'quarantined' }).where('tenantId', '=', tenantId).where('id', '=', id).execute();
};
