import { sql } from 'kysely';
import type { GrantDb, TenantDb } from '../client.ts';

export interface PreviewRow {
  tenantId: number;
  itemId: string;
  openFlag: string;
  fileId: string;
  mediaType: string;
  durationMs: number | null;
  files: number;
}

/** Of each record with files the one to show: the first that has pages, else the first; and how many it has. */
const readPreviews = async (
  db: TenantDb | GrantDb,
  tenantIds: readonly number[],
  itemIds: readonly string[],
): Promise<PreviewRow[]> => {
  const { rows } = await sql<PreviewRow>`
    select distinct on (f.item_id) f.tenant_id as "tenantId", f.item_id as "itemId", i.open_flag as "openFlag", f.id as "fileId",
      f.media_type as "mediaType", f.duration_ms::float8 as "durationMs", (count(*) over (partition by f.item_id))::int as files
    from digital_file f join archive_item i on i.tenant_id = f.tenant_id and i.id = f.item_id
    where f.tenant_id = any (${tenantIds as number[]}::int[]) and i.tenant_id = any (${tenantIds as number[]}::int[])
      and f.item_id = any (${itemIds as string[]}::uuid[]) and f.state = 'stored'
    order by f.item_id, (f.media_type like 'image/%' or f.media_type = 'application/pdf') desc, f.sequence, f.id
    limit ${itemIds.length}`.execute(db);
  return rows;
};

export const listPreviewFiles = (tdb: TenantDb, tenantId: number, itemIds: readonly string[]): Promise<PreviewRow[]> =>
  readPreviews(tdb, [tenantId], itemIds);

/** The same of units whose grants were entered: the fence lets only what these reach through. */
export const listGrantedPreviewFiles = (
  gdb: GrantDb,
  unitTenantIds: readonly number[],
  itemIds: readonly string[],
): Promise<PreviewRow[]> => readPreviews(gdb, unitTenantIds, itemIds);
