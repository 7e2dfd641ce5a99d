import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { containing } from './paging.ts';

/* 内设机构 and their part-time archivists. */

export interface DepartmentRow {
  id: string;
  code: string;
  name: string;
  state: string;
  rowVersion: number;
  members: { membershipId: string; displayName: string }[];
}

const departments = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('unitDepartment as d')
    .select(['d.id', 'd.code', 'd.name', 'd.state', 'd.rowVersion'])
    .select(
      sql<
        DepartmentRow['members']
      >`coalesce((select jsonb_agg(jsonb_build_object('membershipId', m.id, 'displayName', m.display_name) order by m.display_name, m.id)
        from unit_department_member dm join membership m on m.tenant_id = dm.tenant_id and m.id = dm.membership_id
        where dm.tenant_id = d.tenant_id and dm.department_id = d.id), '[]')`.as('members'),
    )
    .where('d.tenantId', '=', tenantId);

/** All of them: the database keeps a unit from having more than 500. */
export const listDepartmentRows = (tdb: TenantDb, tenantId: number): Promise<DepartmentRow[]> =>
  departments(tdb, tenantId).orderBy('d.state').orderBy('d.code').orderBy('d.id').limit(500).execute();

export const findDepartmentRow = (tdb: TenantDb, tenantId: number, id: string): Promise<DepartmentRow | undefined> =>
  departments(tdb, tenantId).where('d.id', '=', id).executeTakeFirst();

/** Active departments for which this person hands in. */
export const listOwnDepartmentIds = async (tdb: TenantDb, tenantId: number, accountId: string): Promise<string[]> => {
  const rows = await tdb
    .selectFrom('unitDepartmentMember as dm')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.tenantId', '=', 'dm.tenantId').onRef('m.id', '=', 'dm.membershipId'),
    )
    .innerJoin('unitDepartment as d', (join) =>
      join.onRef('d.tenantId', '=', 'dm.tenantId').onRef('d.id', '=', 'dm.departmentId'),
    )
    .select('d.id')
    .where('dm.tenantId', '=', tenantId)
    .where('m.accountId', '=', accountId)
    .where('d.state', '=', 'active')
    .orderBy('d.code')
    .limit(500)
    .execute();
  return rows.map((row) => row.id);
};

export const insertDepartment = async (
  tdb: TenantDb,
  row: { tenantId: number; id: string; code: string; name: string },
): Promise<void> => {
  await tdb.insertInto('unitDepartment').values(row).execute();
};

export const updateDepartmentRow = async (
  tdb: TenantDb,
  key: { tenantId: number; id: string; rowVersion: number },
  values: { name: string; state: string },
): Promise<boolean> => {
  const row = await tdb
    .updateTable('unitDepartment')
    .set({ ...values, rowVersion: sql<number>`row_version + 1` })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.id)
    .where('rowVersion', '=', key.rowVersion)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

/** The whole list at once. Answers how many of the persons work here. */
export const replaceHandlers = async (
  tdb: TenantDb,
  tenantId: number,
  departmentId: string,
  membershipIds: readonly string[],
): Promise<number> => {
  await tdb
    .deleteFrom('unitDepartmentMember')
    .where('tenantId', '=', tenantId)
    .where('departmentId', '=', departmentId)
    .execute();
  const { rows } = await sql`insert into unit_department_member (tenant_id, department_id, membership_id)
    select m.tenant_id, ${departmentId}::uuid, m.id from membership m
    where m.tenant_id = ${tenantId} and m.state = 'active' and m.id = any (${membershipIds as string[]}::uuid[])
    returning membership_id`.execute(tdb);
  return rows.length;
};

export interface HandlerRow {
  membershipId: string;
  accountId: string;
  displayName: string;
  position: string | null;
}

/** People who work here in one of the roles, by name; those whose name or post holds the words. */
export const listPossibleHandlers = (
  tdb: TenantDb,
  tenantId: number,
  asked: { roles: readonly string[]; q: string | undefined; limit: number },
): Promise<HandlerRow[]> => {
  const { roles, q, limit } = asked;
  let query = tdb
    .selectFrom('membership')
    .select(['id as membershipId', 'accountId', 'displayName', 'position'])
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'active')
    .where(sql<boolean>`roles && ${roles as string[]}::text[]`);
  if (q) {
    const pattern = containing(q);
    query = query.where((eb) => eb.or([eb('displayName', 'ilike', pattern), eb('position', 'ilike', pattern)]));
  }
  return query.orderBy('displayName').orderBy('id').limit(limit).execute();
};

/** Accounts of a department's part-time archivists, for their to-dos. */
export const listHandlerAccounts = async (
  tdb: TenantDb,
  tenantId: number,
  departmentId: string,
): Promise<{ accountId: string }[]> =>
  tdb
    .selectFrom('unitDepartmentMember as dm')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.tenantId', '=', 'dm.tenantId').onRef('m.id', '=', 'dm.membershipId'),
    )
    .select('m.accountId')
    .where('dm.tenantId', '=', tenantId)
    .where('dm.departmentId', '=', departmentId)
    .where('m.state', '=', 'active')
    .orderBy('m.id')
    .limit(50)
    .execute();

/** What each code of a department stands for. */
export const readOrgNames = async (tdb: TenantDb, tenantId: number): Promise<Map<string, string>> => {
  const rows = await tdb
    .selectFrom('unitDepartment')
    .select(['code', 'name'])
    .where('tenantId', '=', tenantId)
    .orderBy('code')
    .limit(500)
    .execute();
  return new Map(rows.map((row) => [row.code, row.name]));
};
