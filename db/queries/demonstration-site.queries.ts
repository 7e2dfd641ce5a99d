import { type RawBuilder, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { TenantDb } from '../client.ts';
import { beyond, containing, type Walk, walkOrder } from './paging.ts';

export interface SiteRow {
  id: string;
  kind: string;
  name: string;
  unitTenantId: number | null;
  townshipName: string;
  stage: string;
  formedOn: string | null;
  reviewOn: string | null;
  criteria: { text: string; isMet: boolean }[];
  met: number;
  criteriaCount: number;
  visits: number;
  guided: number;
  rowVersion: number;
  createdAt: string;
}

const sites = (tenantId: number): RawBuilder<unknown> => sql`(
  select s.id, s.kind, s.name, s.unit_tenant_id, s.township_name, s.stage, s.formed_on, s.review_on, s.criteria, s.row_version, s.created_at,
    jsonb_array_length(s.criteria) as criteria_count,
    (select count(*)::int from jsonb_array_elements(s.criteria) c where (c ->> 'isMet')::boolean) as met,
    (select count(*)::int from demonstration_step p where p.tenant_id = ${tenantId} and p.site_id = s.id and p.kind = 'visit') as visits,
    (select count(*)::int from guidance_event g where g.tenant_id = ${tenantId} and g.subject_tenant_id = s.unit_tenant_id
      and g.programme = 'model_village' and g.state = 'done') as guided
  from demonstration_site s where s.tenant_id = ${tenantId})`;
const COLUMNS = sql`s.id, s.kind, s.name, s.unit_tenant_id, s.township_name, s.stage, s.formed_on, s.review_on, s.criteria,
  s.met, s.criteria_count, s.visits, s.guided, s.row_version, s.created_at`;

export interface SiteFilter {
  kind?: string | undefined;
  stage?: string | undefined;
  q?: string | undefined;
}
const conditions = ({ kind, stage, q }: SiteFilter): RawBuilder<unknown> => {
  const pattern = q ? containing(q) : null;
  return sql`(${kind ?? null}::text is null or s.kind = ${kind ?? null}) and (${stage ?? null}::text is null or s.stage = ${stage ?? null})
    and (${pattern}::text is null or s.name ilike ${pattern} or s.township_name ilike ${pattern})`;
};

/** The one entered last first. */
export const listSiteRows = async (
  tdb: TenantDb,
  tenantId: number,
  filter: SiteFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<SiteRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder('desc', direction));
  const past = cursor
    ? sql`and (s.created_at, s.id) ${sql.raw(beyond('desc', direction))} (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<SiteRow>`select ${COLUMNS} from ${sites(tenantId)} s where ${conditions(filter)} ${past}
    order by s.created_at ${order}, s.id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};

export const countSiteRows = async (tdb: TenantDb, tenantId: number, filter: SiteFilter): Promise<number> => {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from (
    select 1 from ${sites(tenantId)} s where ${conditions(filter)} limit ${COUNT_CAP}) counted`.execute(tdb);
  return rows[0]?.total ?? 0;
};

export const findSite = async (tdb: TenantDb, tenantId: number, id: string): Promise<SiteRow | undefined> => {
  const { rows } = await sql<SiteRow>`
    select ${COLUMNS} from ${sites(tenantId)} s where s.id = ${id}::uuid limit 1`.execute(tdb);
  return rows[0];
};

export const insertSite = async (
  tdb: TenantDb,
  row: {
    tenantId: number;
    id: string;
    kind: string;
    name: string;
    unitTenantId: number | null;
    townshipName: string;
    criteria: readonly { text: string; isMet: boolean }[];
    createdBy: string;
  },
): Promise<void> => {
  await tdb
    .insertInto('demonstrationSite')
    .values({ ...row, criteria: JSON.stringify(row.criteria) })
    .execute();
};

/** Answers whether the row still had the version. */
export const changeSite = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  to: {
    stage?: string;
    formedOn?: string | null;
    reviewOn?: string | null;
    criteria?: readonly { text: string; isMet: boolean }[];
  },
): Promise<boolean> => {
  const { criteria, ...rest } = to;
  const changed = await tdb
    .updateTable('demonstrationSite')
    .set({ ...rest, ...(criteria ? { criteria: JSON.stringify(criteria) } : {}), rowVersion: key.rowVersion + 1 })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};

export interface SiteStepRow {
  id: string;
  kind: string;
  stage: string | null;
  happenedOn: string;
  note: string;
  visitors: string;
  personCount: number;
  recordedByName: string;
}
export const insertSiteStep = async (
  tdb: TenantDb,
  row: SiteStepRow & { tenantId: number; siteId: string },
): Promise<void> => {
  await tdb.insertInto('demonstrationStep').values(row).execute();
};

/** Oldest first. */
export const listSiteSteps = (tdb: TenantDb, tenantId: number, siteId: string): Promise<SiteStepRow[]> =>
  tdb
    .selectFrom('demonstrationStep')
    .select(['id', 'kind', 'stage', 'happenedOn', 'note', 'visitors', 'personCount', 'recordedByName'])
    .where('tenantId', '=', tenantId)
    .where('siteId', '=', siteId)
    .orderBy('happenedOn')
    .orderBy('id')
    .limit(1000)
    .execute();
