import type { Client } from 'pg';

/* Marks every text of every tenant with a canary of that tenant, whatever the tables are. */
export const canaryOf = (tenantId: number): string => `金丝雀${String(tenantId).padStart(4, '0')}号`;

interface TextColumn {
  table: string;
  column: string;
  type: string;
}

/** Columns whose text is a code, a hash, a link or a form that a parser reads: a mark in them would only break rows. */
const CODED =
  /(_code|_codes|_kind|_hash|^hash|^root|^sha256|^sm3|media_type|^slug|login_name|document_date|^name_code|template|^scope|^key|^procedure|^action|object_kind|^kind|^state|^payload|^code_sort|number$|^link|^permission|seed|error_code|request_id|^channel|recordclasses|record_classes|^roles|^search_text|^items|^items$|row_ids|^drawn|^pool|record$|problems|column_mapping|response)$/;

const listTextColumns = async (admin: Client): Promise<TextColumn[]> => {
  const { rows } = await admin.query<TextColumn>(`
    select c.relname as table, a.attname as column, t.typname as type
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and t.typname in ('text', 'jsonb') and a.attgenerated = ''
      and exists (select 1 from pg_attribute x where x.attrelid = c.oid and x.attname = 'tenant_id')
      and not exists (select 1 from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any (k.conkey))
    order by 1, 2`);
  return rows.filter((row) => !CODED.test(row.column));
};

/** Chinese texts inside a JSON value get the mark; codes, ids and dates in it stay as they are. */
const markJson = (value: unknown, canary: string): unknown => {
  if (typeof value === 'string') return /[\u4e00-\u9fff]/.test(value) ? `${value}${canary}` : value;
  if (Array.isArray(value)) return value.map((part) => markJson(part, canary));
  if (value && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, markJson(part, canary)]));
  return value;
};

const markJsonColumn = async (admin: Client, { table, column }: TextColumn): Promise<void> => {
  const { rows } = await admin.query<{ ctid: string; tenant: number; value: unknown }>(
    `select ctid::text, tenant_id as tenant, ${column} as value from ${table} where ${column} is not null`,
  );
  for (const row of rows) {
    await admin.query(`update ${table} set ${column} = $1 where ctid = $2::tid`, [
      JSON.stringify(markJson(row.value, canaryOf(row.tenant))),
      row.ctid,
    ]);
  }
};

/** Puts each tenant's canary into all its free texts. Answers the tables that hold no row at all: they prove nothing. */
export const plantCanaries = async (admin: Client): Promise<{ empty: string[] }> => {
  await admin.query('set session_replication_role = replica');
  for (const text of await listTextColumns(admin)) {
    if (text.type === 'jsonb') await markJsonColumn(admin, text);
    else
      await admin.query(
        `update ${text.table} set ${text.column} = ${text.column} || '金丝雀' || lpad(tenant_id::text, 4, '0') || '号' where ${text.column} is not null`,
      );
  }
  await admin.query("update tenant set name = name || '金丝雀' || lpad(id::text, 4, '0') || '号'");
  await admin.query('set session_replication_role = origin');
  const { rows } = await admin.query<{
    table: string;
  }>(`select c.relname as table from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    and exists (select 1 from pg_attribute x where x.attrelid = c.oid and x.attname = 'tenant_id')`);
  const empty: string[] = [];
  for (const { table } of rows) {
    const counted = await admin.query<{ n: number }>(`select count(distinct tenant_id)::int as n from ${table}`);
    if ((counted.rows[0]?.n ?? 0) === 0) empty.push(table);
  }
  return { empty };
};

export interface KnownId {
  table: string;
  id: string;
}

/** One id of a tenant from every table that has ids. */
export const idsOf = async (admin: Client, tenantId: number): Promise<KnownId[]> => {
  const { rows } = await admin.query<{
    table: string;
  }>(`select c.relname as table from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'id' join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and t.typname = 'uuid' and exists (select 1 from pg_attribute x where x.attrelid = c.oid and x.attname = 'tenant_id') order by 1`);
  const ids: KnownId[] = [];
  for (const { table } of rows) {
    const found = await admin.query<{ id: string }>(
      `select id from ${table} where tenant_id = $1 order by id limit 1`,
      [tenantId],
    );
    if (found.rows[0]) ids.push({ table, id: found.rows[0].id });
  }
  return ids;
};

/** A digest of everything a tenant owns: equal before and after means that nothing of it was changed. */
export const digestOf = async (admin: Client, tenantId: number): Promise<Record<string, string>> => {
  const { rows } = await admin.query<{
    table: string;
  }>(`select c.relname as table from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    and exists (select 1 from pg_attribute x where x.attrelid = c.oid and x.attname = 'tenant_id') order by 1`);
  const digests: Record<string, string> = {};
  for (const { table } of rows) {
    // Reads under a grant are written to the unit's own log by design.
    if (table === 'audit_event') continue;
    const found = await admin.query<{ digest: string }>(
      `select md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as digest from ${table} t where tenant_id = $1`,
      [tenantId],
    );
    digests[table] = found.rows[0]?.digest ?? '';
  }
  return digests;
};
