import { sql } from 'kysely';
import { RECHECK_DAYS } from '@/server/domain/digital/four-property-rules';
import type { SystemDb, TenantDb } from '../client.ts';

/** Tenants in which some record was not judged with all of its files within the term, and to which the clock owed no run since yesterday. */
export const listTenantsToRecheck = async (
  sdb: SystemDb,
): Promise<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }[]> => {
  const { rows } = await sql<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }>`
    select t.id as tenant_id, t.slug as tenant_slug, t.name as tenant_name, t.kind as tenant_kind from tenant t
    where not exists (select 1 from four_property_run u where u.tenant_id = t.id and u.scope_kind = 'due' and u.created_at > now() - interval '20 hours')
      and exists (select 1 from digital_file f where f.tenant_id = t.id and f.state = 'stored'
        and not exists (select 1 from four_property_record r where r.tenant_id = f.tenant_id and r.item_id = f.item_id
          and r.opened_count = r.file_count and r.checked_at > now() - make_interval(days => ${RECHECK_DAYS}::int)))
    order by t.id`.execute(sdb);
  return rows;
};

/** Ends runs of the clock whose job was given up, so that the next can begin. What they judged stays judged. */
export const endGivenUpRechecks = async (tdb: TenantDb, tenantId: number): Promise<void> => {
  await sql`update four_property_run u set state = 'failed', finished_at = now()
    where u.tenant_id = ${tenantId} and u.scope_kind = 'due' and u.state in ('owed', 'running')
      and exists (select 1 from job_run j where j.tenant_id = u.tenant_id and j.id = u.job_id and j.state in ('failed', 'cancelled', 'done'))`.execute(
    tdb,
  );
};

/** When the clock last owed a run. */
export const findLastRecheck = async (tdb: TenantDb, tenantId: number): Promise<string | null> => {
  const row = await tdb
    .selectFrom('fourPropertyRun')
    .select('createdAt')
    .where('tenantId', '=', tenantId)
    .where('scopeKind', '=', 'due')
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.createdAt ?? null;
};
