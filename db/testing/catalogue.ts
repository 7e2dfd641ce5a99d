import type { Client } from 'pg';

export interface TableFact {
  name: string;
  rowSecurity: boolean;
  forced: boolean;
  hasTenantId: boolean;
  owner: string;
}

/** Every ordinary table of ours, as the catalogue has it. */
export const listTables = async (admin: Client): Promise<TableFact[]> => {
  const { rows } = await admin.query<TableFact>(`
    select c.relname as name, c.relrowsecurity as "rowSecurity", c.relforcerowsecurity as forced,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped) as "hasTenantId",
      pg_get_userbyid(c.relowner) as owner
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not like 'kysely%' order by 1`);
  return rows;
};

interface Column {
  column: string;
  type: string;
  isArray: boolean;
  generated: boolean;
}

const listColumns = async (admin: Client, table: string): Promise<Column[]> => {
  const { rows } = await admin.query<Column>(
    `select a.attname as column, case when t.typelem <> 0 and t.typlen = -1 then (select e.typname from pg_type e where e.oid = t.typelem) else t.typname end as type,
      (t.typelem <> 0 and t.typlen = -1) as "isArray", (a.attidentity <> '' or a.attgenerated <> '') as generated
     from pg_attribute a join pg_type t on t.oid = a.atttypid
     where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
    [table],
  );
  return rows;
};

/** A value of any type that carries the tenant's canary where it can. */
const plantedValue = (column: Column, tenant: { id: number; canary: string }): unknown => {
  if (column.column === 'tenant_id') return tenant.id;
  const scalar = (): unknown => {
    switch (column.type) {
      case 'int2':
      case 'int4':
      case 'int8':
      case 'numeric':
      case 'float4':
      case 'float8':
        return 1;
      case 'bool':
        return false;
      case 'date':
        return '2026-01-01';
      case 'timestamptz':
        return '2026-01-01T00:00:00Z';
      case 'uuid':
        return '00000000-0000-7000-8000-000000000001';
      case 'jsonb':
        return JSON.stringify({ canary: tenant.canary });
      case 'tsvector':
        return `'${tenant.canary}'`;
      case 'xid8':
        return '1';
      default:
        return `${tenant.canary}-${column.column}`;
    }
  };
  return column.isArray ? [scalar()] : scalar();
};

/**
 * Puts one row of each given tenant into every table with `tenant_id`, whatever the table is: checks are dropped and
 * keys not enforced, because only the fence is under test. For a throw-away database.
 */
export const plantEverywhere = async (
  admin: Client,
  tables: readonly string[],
  tenants: readonly { id: number; canary: string }[],
): Promise<void> => {
  await admin.query('set session_replication_role = replica');
  for (const table of tables) {
    const checks = await admin.query<{ conname: string }>(
      "select conname from pg_constraint where conrelid = $1::regclass and contype = 'c'",
      [table],
    );
    for (const { conname } of checks.rows) await admin.query(`alter table ${table} drop constraint "${conname}"`);
    const columns = (await listColumns(admin, table)).filter((column) => !column.generated);
    for (const tenant of tenants) {
      const names = columns.map((column) => column.column).join(', ');
      const places = columns.map((_, index) => `$${index + 1}`).join(', ');
      await admin.query(
        `insert into ${table} (${names}) values (${places})`,
        columns.map((column) => plantedValue(column, tenant)),
      );
    }
  }
  await admin.query('set session_replication_role = origin');
};
