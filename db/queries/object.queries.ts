import type { TenantDb } from '../client.ts';

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
