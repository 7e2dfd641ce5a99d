import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/** 案卷: the volume of the bureau's own archives in which a closed inspection lies. */
export const findCaseItem = async (tdb: TenantDb, tenantId: number, inspectionId: string): Promise<string | null> => {
  const row = await tdb
    .selectFrom('inspection')
    .select('caseItemId')
    .where('tenantId', '=', tenantId)
    .where('id', '=', inspectionId)
    .executeTakeFirst();
  return row?.caseItemId ?? null;
};

export const setCaseItem = async (
  tdb: TenantDb,
  key: { tenantId: number; inspectionId: string },
  itemId: string,
): Promise<void> => {
  await tdb
    .updateTable('inspection')
    .set({ caseItemId: itemId, rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.inspectionId)
    .execute();
};
