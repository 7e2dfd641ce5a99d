import { sql, type Updateable } from 'kysely';
import type { TenantDb } from '../client.ts';
import type { ArchiveItem } from '../schema.gen.ts';

type FromVolume = Pick<
  Updateable<ArchiveItem>,
  | 'parentId'
  | 'codeTemplate'
  | 'subcategoryCode'
  | 'filingYear'
  | 'retentionCode'
  | 'retentionBasis'
  | 'retentionBasisDate'
  | 'expiresOn'
  | 'scheduleRuleId'
  | 'orgCode'
  | 'catalogueNumber'
  | 'fileNumber'
>;

/** Puts a piece into a volume, with what it takes over from there. Whoever asks holds the records. */
export const setItemParent = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string },
  values: FromVolume,
): Promise<void> => {
  await tdb
    .updateTable('archiveItem')
    .set({ ...values, updatedAt: sql<string>`now()` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .execute();
};

export interface PageNumberRow {
  id: string;
  pageNumber: string;
}

/** 页号 of many pieces in one statement. */
export const setPageNumbers = async (
  tdb: TenantDb,
  tenantId: number,
  rows: readonly PageNumberRow[],
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`
    update archive_item i set page_number = n."pageNumber", row_version = i.row_version + 1, updated_at = now()
    from json_to_recordset(${JSON.stringify(rows)}::json) as n (id uuid, "pageNumber" text)
    where i.tenant_id = ${tenantId} and i.id = n.id`.execute(tdb);
};
