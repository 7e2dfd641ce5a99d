import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

export interface DraftKey {
  tenantId: number;
  accountId: string;
  registerCode: string;
}
export interface RegisterDraftRow {
  rows: unknown;
  savedAt: string;
  rowVersion: number;
}

/** What a person has not entered yet. */
export const findRegisterDraft = (tdb: TenantDb, key: DraftKey): Promise<RegisterDraftRow | undefined> =>
  tdb
    .selectFrom('registerDraft')
    .select(['rows', 'savedAt', 'rowVersion'])
    .where('tenantId', '=', key.tenantId)
    .where('accountId', '=', key.accountId)
    .where('registerCode', '=', key.registerCode)
    .executeTakeFirst();

/** Keeps the rows over the version that was seen, 0 where there was none. Null when it was kept elsewhere meanwhile. */
export const putRegisterDraft = async (
  tdb: TenantDb,
  key: DraftKey,
  { rows, rowVersion }: { rows: readonly unknown[]; rowVersion: number },
): Promise<number | null> => {
  const kept = JSON.stringify(rows);
  const written =
    rowVersion === 0
      ? await tdb
          .insertInto('registerDraft')
          .values({ ...key, rows: kept })
          .onConflict((conflict) => conflict.doNothing())
          .returning('rowVersion')
          .executeTakeFirst()
      : await tdb
          .updateTable('registerDraft')
          .set({ rows: kept, savedAt: sql`now()`, rowVersion: rowVersion + 1 })
          .where('tenantId', '=', key.tenantId)
          .where('accountId', '=', key.accountId)
          .where('registerCode', '=', key.registerCode)
          .where('rowVersion', '=', rowVersion)
          .returning('rowVersion')
          .executeTakeFirst();
  return written?.rowVersion ?? null;
};

/** Nothing of it is left to go on with. */
export const emptyRegisterDraft = async (tdb: TenantDb, key: DraftKey): Promise<void> => {
  await tdb
    .updateTable('registerDraft')
    .set((eb) => ({ rows: '[]', savedAt: sql`now()`, rowVersion: eb('rowVersion', '+', 1) }))
    .where('tenantId', '=', key.tenantId)
    .where('accountId', '=', key.accountId)
    .where('registerCode', '=', key.registerCode)
    .execute();
};
