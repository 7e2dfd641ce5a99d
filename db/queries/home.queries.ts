import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';

/* What the workspace's first page shows besides to-dos. */

/** 件卷 by filing year from the counters, newest first. */
export const listYearCounts = async (
  tdb: TenantDb,
  tenantId: number,
): Promise<{ filingYear: number; items: number }[]> =>
  tdb
    .selectFrom('archiveCount')
    .select('filingYear')
    .select(sql<number>`sum(item_count)::int`.as('items'))
    .where('tenantId', '=', tenantId)
    .groupBy('filingYear')
    .having(sql<boolean>`sum(item_count) > 0`)
    .orderBy('filingYear', 'desc')
    .limit(8)
    .execute();

export interface LastImportRow {
  id: string;
  fileName: string;
  state: string;
  filedRows: number;
  createdAt: string;
}

export const findLastImport = (tdb: TenantDb, tenantId: number): Promise<LastImportRow | undefined> =>
  tdb
    .selectFrom('importBatch')
    .select(['id', 'fileName', 'state', 'filedCount as filedRows', 'createdAt'])
    .where('tenantId', '=', tenantId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

export interface OwnGrantRow {
  id: string;
  unitSlug: string;
  unitName: string;
  recordClasses: string[];
  yearFrom: number;
  yearTo: number;
  reason: string;
  validTo: string;
  inspectionId: string | null;
}

/** What this person may read in other units now, by the database's clock. */
export const listOwnLiveGrants = async (tdb: TenantDb): Promise<OwnGrantRow[]> => {
  const { rows } =
    await sql<OwnGrantRow>`select g.grant_id as id, g.unit_slug, g.unit_name, array_agg(c.record_class order by c.record_class) as record_classes,
      g.year_from, g.year_to, g.reason, g.valid_to, g.inspection_id
    from unnest(array['archive', 'use', 'training', 'storage', 'register']) as c (record_class) cross join lateral live_grants(c.record_class) g
    group by g.grant_id, g.unit_slug, g.unit_name, g.year_from, g.year_to, g.reason, g.valid_to, g.inspection_id
    order by g.valid_to, g.grant_id limit 50`.execute(tdb);
  return rows;
};
