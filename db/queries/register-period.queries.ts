import { sql } from 'kysely';
import type { SystemDb, TenantDb } from '../client.ts';

export interface RegisterSummaryRow {
  registerCode: string;
  entries: number;
  lastOn: string | null;
  firstOn: string | null;
}

/** By register: entries of a year, and the first and the last day of all. */
export const summariseRegisters = async (
  tdb: TenantDb,
  tenantId: number,
  year: number,
): Promise<RegisterSummaryRow[]> => {
  const { rows } = await sql<RegisterSummaryRow>`
    select register_code, count(*) filter (where entry_on between make_date(${year}, 1, 1) and make_date(${year}, 12, 31))::int as entries,
      max(entry_on) as last_on, min(entry_on) as first_on
    from register_entry where tenant_id = ${tenantId} and state = 'current' group by register_code order by register_code`.execute(
    tdb,
  );
  return rows;
};

/** The day of the first entry of each of these registers that has been begun. */
export const readFirstDays = async (
  tdb: TenantDb,
  tenantId: number,
  codes: readonly string[],
): Promise<{ registerCode: string; firstOn: string }[]> => {
  const { rows } = await sql<{ registerCode: string; firstOn: string }>`
    select c.code as register_code, f.first_on from unnest(${codes as string[]}::text[]) as c (code)
      cross join lateral (select min(e.entry_on) as first_on from register_entry e
        where e.tenant_id = ${tenantId} and e.register_code = c.code and e.state = 'current') f
    where f.first_on is not null order by c.code`.execute(tdb);
  return rows;
};

export interface AskedSpan {
  code: string;
  name: string;
  from: string;
  to: string;
}

/** Which of these periods have an entry, as `code name`. Each is looked up in the index of days. */
export const findKeptSpans = async (
  tdb: TenantDb,
  tenantId: number,
  spans: readonly AskedSpan[],
): Promise<Set<string>> => {
  if (spans.length === 0) return new Set();
  const { rows } = await sql<{ kept: string }>`
    select s.code || ' ' || s.name as kept
    from json_to_recordset(${JSON.stringify(spans)}::json) as s (code text, name text, "from" date, "to" date)
    where exists (select 1 from register_entry e where e.tenant_id = ${tenantId} and e.register_code = s.code
      and e.state = 'current' and e.entry_on between s."from" and s."to")`.execute(tdb);
  return new Set(rows.map((row) => row.kept));
};

/** Units that have begun one of these registers and do not wait for the clock already. */
export const listTenantsWithRegisters = async (
  sdb: SystemDb,
  codes: readonly string[],
): Promise<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }[]> => {
  const { rows } = await sql<{ tenantId: number; tenantSlug: string; tenantName: string; tenantKind: string }>`
    select t.id as tenant_id, t.slug as tenant_slug, t.name as tenant_name, t.kind as tenant_kind from tenant t
    where exists (select 1 from register_entry e where e.tenant_id = t.id and e.register_code = any (${codes as string[]}::text[]) and e.state = 'current')
      and not exists (select 1 from job_run j where j.tenant_id = t.id and j.name = 'register.remind' and j.state in ('owed', 'running'))
    order by t.id`.execute(sdb);
  return rows;
};
