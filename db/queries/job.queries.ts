import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

export const insertJobRuns = async (
  tdb: TenantDb,
  tenantId: number,
  rows: readonly { id: string; name: string; payload: unknown; requestedBy: string | null; requestedByName: string }[],
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`insert into job_run (tenant_id, id, name, payload, requested_by, requested_by_name)
    select ${tenantId}::int, r.id, r.name, r.payload, r."requestedBy", r."requestedByName"
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, name text, payload jsonb, "requestedBy" uuid, "requestedByName" text)`.execute(
    tdb,
  );
};
