import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roleUrl } from './role-urls.ts';
import { listTables, plantEverywhere } from './testing/catalogue.ts';
import { testAdmin, testAdminUrl } from './testing/test-db.ts';

/*
 * Reads the catalogue, so that a table of tomorrow is covered without anyone adding it to a list.
 */
let admin: Client;
let app: Client;
let reader: Client;
let tenantTables: string[];
const [OWN, FOREIGN] = [
  { id: 900_001, canary: 'canary-own' },
  { id: 900_002, canary: 'canary-foreign' },
];

beforeAll(async () => {
  admin = await testAdmin();
  tenantTables = (await listTables(admin)).filter((table) => table.hasTenantId).map((table) => table.name);
  await plantEverywhere(admin, tenantTables, [OWN, FOREIGN]);
  const url = await testAdminUrl();
  app = new Client({ connectionString: roleUrl(url, 'lantai_app') });
  reader = new Client({ connectionString: roleUrl(url, 'lantai_reader') });
  await Promise.all([app.connect(), reader.connect()]);
});
afterAll(async () => {
  await Promise.all([app.end(), reader.end()]);
});

describe('the catalogue', () => {
  it('forces row-level security on every table, tenant or not', async () => {
    const open = (await listTables(admin)).filter((table) => !table.rowSecurity || !table.forced);
    expect(open.map((table) => table.name)).toEqual([]);
    expect(tenantTables.length).toBeGreaterThan(25);
  });

  it('starts every key of a tenant table with tenant_id', async () => {
    const { rows } = await admin.query<{ index: string }>(
      `
      select i.indexrelid::regclass::text as index from pg_index i
      where i.indisunique and i.indrelid = any ($1::regclass[])
        and (select a.attname from pg_attribute a where a.attrelid = i.indrelid and a.attnum = i.indkey[0]) <> 'tenant_id'`,
      [tenantTables],
    );
    // A token is random and found before anybody knows whose it is.
    expect(rows.map((row) => row.index)).toEqual(['invitation_token']);
  });

  it('starts every foreign key between tenant tables with tenant_id on both sides', async () => {
    const { rows } = await admin.query<{ name: string }>(
      `
      select c.conname as name from pg_constraint c
      where c.contype = 'f' and c.conrelid = any ($1::regclass[]) and c.confrelid = any ($1::regclass[])
        and ((select attname from pg_attribute where attrelid = c.conrelid and attnum = c.conkey[1]) <> 'tenant_id'
          or (select attname from pg_attribute where attrelid = c.confrelid and attnum = c.confkey[1]) <> 'tenant_id')`,
      [tenantTables],
    );
    expect(rows).toEqual([]);
  });

  it('gives the roles nothing to own, no bypass, no membership', async () => {
    const { rows } = await admin.query(`
      select r.rolname from pg_roles r where r.rolname in ('lantai_app', 'lantai_reader', 'lantai_system')
        and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or exists (select 1 from pg_auth_members m where m.member = r.oid)
          or exists (select 1 from pg_class c where c.relowner = r.oid) or exists (select 1 from pg_proc p where p.proowner = r.oid))`);
    expect(rows).toEqual([]);
  });

  it('lets only known functions look over the border, each with a fixed search path', async () => {
    const { rows } = await admin.query<{ name: string; fixed: boolean; open: boolean }>(`
      select p.proname as name, coalesce(p.proconfig::text like '%search_path%', false) as fixed,
        has_function_privilege('public', p.oid, 'execute') as open
      from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`);
    expect(rows.map((row) => row.name)).toEqual([
      'audit_grant_read',
      'enter_grants',
      'grant_looks',
      'known_tenants',
      'live_grants',
      'search_granted_archive',
      'search_own_archive',
      'supervises',
      'supervision_tree',
    ]);
    expect(rows.filter((row) => !row.fixed || row.open)).toEqual([]);
  });

  it('has no view that would run as its owner', async () => {
    const { rows } = await admin.query(
      "select relname from pg_class where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace and not coalesce(reloptions::text like '%security_invoker=true%', false)",
    );
    expect(rows).toEqual([]);
  });

  it('lets the reader write nothing', async () => {
    const { rows } = await admin.query(
      "select table_name, privilege_type from information_schema.table_privileges where grantee = 'lantai_reader' and privilege_type <> 'SELECT'",
    );
    expect(rows).toEqual([]);
  });
});

type Answer = { rows: string } | { refused: string };
const REFUSALS = ['42501', '22P02', '23514', 'P0001'];

const attempt = async (client: Client, setting: string | null, statement: string): Promise<Answer> => {
  await client.query('begin');
  try {
    if (setting !== null) await client.query("select set_config('app.tenant', $1, true)", [setting]);
    const result = await client.query(statement);
    return { rows: JSON.stringify(result.rows) + (result.command === 'SELECT' ? '' : ` ${result.rowCount}`) };
  } catch (error) {
    return { refused: (error as { code: string }).code };
  } finally {
    await client.query('rollback');
  }
};

const SETTINGS: [string, string | null][] = [
  ['no tenant', null],
  ['an empty tenant', ''],
  ['a malformed tenant', '1) or (1=1'],
  ['another tenant', String(OWN.id)],
];

describe.each(SETTINGS)('raw SQL with %s', (label, setting) => {
  it('sees no row of the foreign tenant in any table, as application or as reader', async () => {
    const seen: string[] = [];
    for (const table of tenantTables) {
      for (const client of [app, reader]) {
        const answer = await attempt(client, setting, `select * from ${table}`);
        if ('rows' in answer && answer.rows.includes(FOREIGN.canary)) seen.push(table);
        if ('rows' in answer && label !== 'another tenant' && answer.rows !== '[]') seen.push(`${table} (any row)`);
        if ('refused' in answer && !REFUSALS.includes(answer.refused)) seen.push(`${table}: ${answer.refused}`);
      }
    }
    expect(seen).toEqual([]);
  });

  it('changes and removes nothing of the foreign tenant', async () => {
    const changed: string[] = [];
    for (const table of tenantTables) {
      for (const statement of [
        `update ${table} set tenant_id = tenant_id where tenant_id = ${FOREIGN.id}`,
        `delete from ${table} where tenant_id = ${FOREIGN.id}`,
        `update ${table} set tenant_id = ${OWN.id} where tenant_id = ${FOREIGN.id}`,
      ]) {
        const answer = await attempt(app, setting, statement);
        if ('rows' in answer && !answer.rows.endsWith(' 0')) changed.push(`${statement}: ${answer.rows}`);
        if ('refused' in answer && !REFUSALS.includes(answer.refused)) changed.push(`${statement}: ${answer.refused}`);
      }
    }
    expect(changed).toEqual([]);
  });

  it('writes no row in the foreign tenant’s name', async () => {
    const written: string[] = [];
    for (const table of tenantTables) {
      const answer = await attempt(app, setting, `insert into ${table} (tenant_id) values (${FOREIGN.id})`);
      // Refused by the fence or the missing right, or even before by the trigger that relates sender and addressee;
      // never by a missing column, which would come later.
      if ('rows' in answer) written.push(table);
      else if (!REFUSALS.includes(answer.refused)) written.push(`${table}: ${answer.refused}`);
    }
    expect(written).toEqual([]);
  });
});

it('leaves no tenant behind on a pooled connection', async () => {
  await attempt(app, String(OWN.id), 'select 1');
  const { rows } = await app.query(
    "select current_setting('app.tenant', true) as tenant, (select count(*)::int from membership) as seen",
  );
  expect(rows).toEqual([{ tenant: '', seen: 0 }]);
});

it('would notice a table without a fence', async () => {
  await admin.query(
    'create table unfenced (tenant_id int, note text); grant select on unfenced to lantai_app; insert into unfenced values (900002, $$canary-foreign$$)',
  );
  const table = (await listTables(admin)).find((candidate) => candidate.name === 'unfenced');
  const answer = await attempt(app, String(OWN.id), 'select * from unfenced');
  await admin.query('drop table unfenced');
  expect(table?.rowSecurity).toBe(false);
  expect('rows' in answer && answer.rows.includes(FOREIGN.canary)).toBe(true);
});
