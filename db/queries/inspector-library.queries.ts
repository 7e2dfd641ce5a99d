import { type RawBuilder, sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { todayInShanghai } from './lateness.ts';
import { beyond, type Walk, walkOrder } from './paging.ts';

/* 执法人员名录库. Its rows are today's members with an inspector's role; beside them what a person has said of them. */
export interface InspectorLibraryRow {
  accountId: string;
  name: string;
  position: string | null;
  certificateNumber: string | null;
  certificateExpiresOn: string | null;
  certificate: string;
  specialities: string[];
  isAvailable: boolean;
  unavailableReason: string | null;
  inspectionsThisYear: number;
  openInspections: number;
  rowVersion: number;
  sortKey: string;
}
export interface InspectorQuery {
  tenantId: number;
  /** Who has one of these is an inspector. */
  roles: readonly string[];
  /** How long before its end a certificate is said to end. */
  soonDays: number;
}

const inspectors = ({ tenantId, roles, soonDays }: InspectorQuery): RawBuilder<unknown> => sql`(
  select m.account_id, m.display_name as name, m.position, f.certificate_number, f.certificate_expires_on,
    case when f.certificate_number is null then 'missing' when f.certificate_expires_on < ${todayInShanghai} then 'expired'
      when f.certificate_expires_on <= ${todayInShanghai} + ${soonDays}::int then 'soon' else 'valid' end as certificate,
    coalesce(f.specialities, '{}') as specialities, coalesce(f.is_available, true) as is_available, f.unavailable_reason,
    coalesce(f.row_version, 0) as row_version, i.inspections_this_year, i.open_inspections
  from membership m
  left join inspector_profile f on f.tenant_id = ${tenantId} and f.account_id = m.account_id
  cross join lateral (select
      count(*) filter (where extract(year from coalesce(i.inspected_on, i.scheduled_on)) = extract(year from ${todayInShanghai}))::int as inspections_this_year,
      count(*) filter (where i.state <> 'closed')::int as open_inspections
    from inspection i where i.tenant_id = ${tenantId} and m.account_id = any (i.inspector_account_ids) and i.state <> 'cancelled') i
  where m.tenant_id = ${tenantId} and m.state = 'active' and m.roles && ${roles as string[]}::text[]
    and (m.valid_to is null or m.valid_to >= ${todayInShanghai}))`;

/** What a list is ordered by, as text, so that one key serves every order. No certificate ends after all others. */
const SORT_KEYS = {
  name: sql`p.name`,
  certificate: sql`coalesce(p.certificate_expires_on::text, '9999')`,
  workload: sql`lpad(p.inspections_this_year::text, 6, '0')`,
} as const;
export interface InspectorOrder {
  by: keyof typeof SORT_KEYS;
  order: 'asc' | 'desc';
}
const BY_NAME: InspectorOrder = { by: 'name', order: 'asc' };

/** In the order asked for, by name when none is. */
export const listInspectorLibrary = async (
  tdb: TenantDb,
  query: InspectorQuery,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
  sort: InspectorOrder = BY_NAME,
): Promise<InspectorLibraryRow[]> => {
  const { cursor, direction } = page;
  const order = sql.raw(walkOrder(sort.order, direction));
  const key = SORT_KEYS[sort.by];
  const past = cursor
    ? sql`where (${key} collate "C", p.account_id) ${sql.raw(beyond(sort.order, direction))} (${cursor[0]}, ${cursor[1]}::uuid)`
    : sql``;
  const { rows } = await sql<InspectorLibraryRow>`
    select p.account_id, p.name, p.position, p.certificate_number, p.certificate_expires_on, p.certificate, p.specialities,
      p.is_available, p.unavailable_reason, p.row_version, p.inspections_this_year, p.open_inspections, ${key} as sort_key
    from ${inspectors(query)} p ${past}
    order by ${key} collate "C" ${order}, p.account_id ${order} limit ${page.limit + 1}`.execute(tdb);
  return rows;
};
export const countInspectorLibrary = async (tdb: TenantDb, query: InspectorQuery): Promise<number> => {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from ${inspectors(query)} p`.execute(tdb);
  return rows[0]?.total ?? 0;
};
export const findInspectorInLibrary = async (
  tdb: TenantDb,
  query: InspectorQuery,
  accountId: string,
): Promise<{ accountId: string; name: string } | undefined> => {
  const { rows } = await sql<{ accountId: string; name: string }>`
    select p.account_id, p.name from ${inspectors(query)} p where p.account_id = ${accountId}::uuid limit 1`.execute(
    tdb,
  );
  return rows[0];
};

export interface InspectorProfile {
  certificateNumber: string | null;
  certificateExpiresOn: string | null;
  specialities: string[];
  isAvailable: boolean;
  unavailableReason: string | null;
}
/** Answers whether the row was still as the person saw it; version 0 is none yet. */
export const saveInspectorProfile = async (
  tdb: TenantDb,
  key: { tenantId: number; accountId: string; rowVersion: number },
  profile: InspectorProfile & { updatedByName: string },
): Promise<boolean> => {
  if (key.rowVersion === 0) {
    const added = await tdb
      .insertInto('inspectorProfile')
      .values({ ...profile, tenantId: key.tenantId, accountId: key.accountId })
      .onConflict((conflict) => conflict.columns(['tenantId', 'accountId']).doNothing())
      .executeTakeFirst();
    return added.numInsertedOrUpdatedRows === 1n;
  }
  const changed = await tdb
    .updateTable('inspectorProfile')
    .set({ ...profile, updatedAt: sql`clock_timestamp()`, rowVersion: sql`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('accountId', '=', key.accountId)
    .where('rowVersion', '=', key.rowVersion)
    .executeTakeFirst();
  return changed.numUpdatedRows === 1n;
};

export interface RecusalRow {
  id: string;
  accountId: string;
  unitTenantId: number;
  unitName: string;
  reason: string;
  createdByName: string;
  createdAt: string;
}
/** 回避 that hold today, oldest first. */
export const listRecusals = (tdb: TenantDb, tenantId: number, accountIds: readonly string[]): Promise<RecusalRow[]> =>
  tdb
    .selectFrom('inspectorRecusal')
    .select(['id', 'accountId', 'unitTenantId', 'unitName', 'reason', 'createdByName', 'createdAt'])
    .where('tenantId', '=', tenantId)
    .where(sql<boolean>`account_id = any (${accountIds as string[]}::uuid[])`)
    .where('liftedAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .limit(20_000)
    .execute();

/** Answers whether it was new. */
export const insertRecusal = async (
  tdb: TenantDb,
  row: Omit<RecusalRow, 'createdAt'> & { tenantId: number },
): Promise<boolean> => {
  const added = await tdb
    .insertInto('inspectorRecusal')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'accountId', 'unitTenantId']).where('liftedAt', 'is', null).doNothing(),
    )
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
};
/** Lifts one that holds; undefined when there is none. */
export const liftRecusalRow = (
  tdb: TenantDb,
  tenantId: number,
  recusalId: string,
  liftedByName: string,
): Promise<{ unitName: string; accountId: string } | undefined> =>
  tdb
    .updateTable('inspectorRecusal')
    .set({ liftedAt: sql`clock_timestamp()`, liftedByName })
    .where('tenantId', '=', tenantId)
    .where('id', '=', recusalId)
    .where('liftedAt', 'is', null)
    .returning(['unitName', 'accountId'])
    .executeTakeFirst();
