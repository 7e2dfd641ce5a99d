import { sql } from 'kysely';
import type { SystemDb, TenantDb } from '../client.ts';

export interface WorkspaceRow {
  tenantId: number;
  slug: string;
  name: string;
  kind: string;
  roles: string[];
  displayName: string;
}

const today = sql<string>`(now() at time zone 'Asia/Shanghai')::date`;

const workspacesOf = (sdb: SystemDb, accountId: string) =>
  sdb
    .selectFrom('membership as m')
    .innerJoin('tenant as t', 't.id', 'm.tenantId')
    .select(['t.id as tenantId', 't.slug', 't.kind', 'm.roles', 'm.displayName'])
    .select(sql<string>`tenant_name_on(t.id)`.as('name'))
    .where('m.accountId', '=', accountId)
    .where('m.state', '=', 'active')
    .where((eb) => eb.or([eb('m.validTo', 'is', null), eb('m.validTo', '>=', today)]))
    .where((eb) => eb.or([eb('t.closedOn', 'is', null), eb('t.closedOn', '>', today)]));

/** The workspace of a slug, when the person works there today. */
export const findWorkspaceRow = (sdb: SystemDb, accountId: string, slug: string): Promise<WorkspaceRow | undefined> =>
  workspacesOf(sdb, accountId).where('t.slug', '=', slug).executeTakeFirst();

export const listWorkspaceRows = (sdb: SystemDb, accountId: string): Promise<WorkspaceRow[]> =>
  workspacesOf(sdb, accountId).orderBy('t.kind').orderBy('t.id').limit(500).execute();

export interface KnownTenant {
  tenantId: number;
  slug: string;
  kind: string;
  name: string;
  region: string | null;
  /** 0 itself, positive below, negative above. */
  depth: number;
  parentTenantId: number | null;
}

/** The tenants above and below on a date: all that a tenant may know of the directory. */
export const listKnownTenants = async (tdb: TenantDb, on: string | null = null): Promise<KnownTenant[]> => {
  const { rows } =
    await sql<KnownTenant>`select * from known_tenants(${on}::date) order by depth, name collate "zh-x-icu", tenant_id`.execute(
      tdb,
    );
  return rows;
};

/** The unit that goes on for a merged one, if the tenant supervises it. */
export const findSuccessor = async (tdb: TenantDb, unitTenantId: number): Promise<number | null> => {
  const { rows } = await sql<{ id: number | null }>`select successor_of(${unitTenantId}::int) as id`.execute(tdb);
  return rows[0]?.id ?? null;
};

/** The day in Shanghai, by the database's clock. */
export const readShanghaiToday = async (tdb: TenantDb): Promise<string> => {
  const { rows } = await sql<{ today: string }>`select (now() at time zone 'Asia/Shanghai')::date as today`.execute(
    tdb,
  );
  return rows[0]?.today ?? '';
};
