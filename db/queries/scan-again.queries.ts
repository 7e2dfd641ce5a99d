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

interface ScannedRow {
  id: string;
  /** What the scanner calls itself, with the number of its signatures. */
  signatures: string | null;
}

export const markScanned = async (tdb: TenantDb, tenantId: number, found: readonly ScannedRow[]): Promise<void> => {
  await sql`update digital_file f set scan_state = 'clean', scanned_with = r.signatures, scanned_at = now(), row_version = row_version + 1
    from json_to_recordset(${JSON.stringify(found)}::json) as r(id uuid, signatures text)
    where f.tenant_id = ${tenantId} and f.id = r.id and f.scan_state = 'not_scanned'`.execute(tdb);
};

/** Takes them out of their records' present; what they were is remembered. */
export const markInfected = async (tdb: TenantDb, tenantId: number, found: readonly ScannedRow[]): Promise<void> => {
  await sql`update digital_file f set scan_state = 'infected', scanned_with = r.signatures, scanned_at = now(), row_version = row_version + 1,
      quarantined_from = f.state, state = case when f.state = 'stored' then 'withdrawn' else f.state end
    from json_to_recordset(${JSON.stringify(found)}::json) as r(id uuid, signatures text)
    where f.tenant_id = ${tenantId} and f.id = r.id and f.scan_state = 'not_scanned' and f.state <> 'committing'`.execute(
    tdb,
  );
};

export interface QuarantinedRow {
  id: string;
  itemId: string;
  contentPath: string;
  scannedWith: string | null;
}
/** A file in which a virus was found; undefined for any other. */
export const findQuarantined = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
): Promise<QuarantinedRow | undefined> => {
  const { rows } = await sql<QuarantinedRow>`select id, item_id, content_path, scanned_with from digital_file
    where tenant_id = ${tenantId} and id = ${id} and scan_state = 'infected' and content_path is not null`.execute(tdb);
  return rows[0];
};

/** Puts a file back where it was, unless another has taken its place meanwhile. False: it is in no quarantine. */
export const releaseQuarantined = async (
  tdb: TenantDb,
  tenantId: number,
  id: string,
  signatures: string | null,
): Promise<boolean> => {
  const { rows } = await sql<{
    id: string;
  }>`update digital_file f set scan_state = 'clean', scanned_with = ${signatures}, scanned_at = now(),
      row_version = row_version + 1, quarantined_from = null,
      state = case when f.quarantined_from is null then f.state
        when f.quarantined_from = 'stored' and exists (select 1 from digital_file n where n.tenant_id = f.tenant_id and n.id = f.replaced_by and n.state <> 'committing')
          then 'replaced' else f.quarantined_from end
    where f.tenant_id = ${tenantId} and f.id = ${id} and f.scan_state = 'infected' returning f.id`.execute(tdb);
  return rows.length === 1;
};

/** Keeps what a scan of a quarantined file said. False: the incident changed meanwhile. */
export const keepRescan = async (
  tdb: TenantDb,
  tenantId: number,
  incidentId: string,
  verdict: { state: string; signatures: string | null },
): Promise<boolean> => {
  const { rows } = await sql<{
    id: string;
  }>`update fixity_incident set rescan_state = ${verdict.state}, rescanned_with = ${verdict.signatures},
      rescanned_at = now(), row_version = row_version + 1
    where tenant_id = ${tenantId} and id = ${incidentId} and kind = 'infected' and state in ('open', 'handling', 'accepted') returning id`.execute(
    tdb,
  );
  return rows.length === 1;
};
