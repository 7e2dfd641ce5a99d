import { sql } from 'kysely';
import type { SystemDb, TenantDb } from '../client.ts';

/** Tenants with stored files that no scanner has looked at, and nothing owed that will. */
export const listTenantsToScan = async (
  sdb: SystemDb,
): Promise<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }[]> => {
  const { rows } = await sql<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }>`
    select t.id as tenant_id, t.slug as tenant_slug, t.name as tenant_name, t.kind as tenant_kind from tenant t
    where exists (select 1 from digital_file f where f.tenant_id = t.id and f.scan_state = 'not_scanned' and f.state <> 'committing')
      and not exists (select 1 from job_run j where j.tenant_id = t.id and j.name = 'digital.scan-again' and j.state in ('owed', 'running'))
    order by t.id`.execute(sdb);
  return rows;
};

export interface UnscannedRow {
  id: string;
  itemId: string;
  contentPath: string;
  sha256: string;
}
/** In the order of ids; also files of older versions, which can be looked at. */
export const listUnscanned = async (
  tdb: TenantDb,
  tenantId: number,
  after: string | null,
  limit: number,
): Promise<UnscannedRow[]> => {
  const { rows } = await sql<UnscannedRow>`select id, item_id, content_path, sha256 from digital_file
    where tenant_id = ${tenantId} and scan_state = 'not_scanned' and state <> 'committing' and content_path is not null
      and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${limit}`.execute(tdb);
  return rows;
};

export const markScanned = async (tdb: TenantDb, tenantId: number, ids: readonly string[]): Promise<void> => {
  await sql`update digital_file set scan_state = 'clean', row_version = row_version + 1
    where tenant_id = ${tenantId} and id = any (${[...ids]}::uuid[]) and scan_state = 'not_scanned'`.execute(tdb);
};

/** Takes them out of their records' present. */
export const markInfected = async (tdb: TenantDb, tenantId: number, ids: readonly string[]): Promise<void> => {
  await sql`update digital_file set scan_state = 'infected', row_version = row_version + 1,
      state = case when state = 'stored' then 'withdrawn' else state end
    where tenant_id = ${tenantId} and id = any (${[...ids]}::uuid[]) and scan_state = 'not_scanned'`.execute(tdb);
};
