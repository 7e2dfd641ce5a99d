import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listTables } from './testing/catalogue.ts';
import {
  addressedRows,
  attempt,
  changedRows,
  type FenceWorld,
  FOREIGN,
  OWN,
  openFenceWorld,
  openTables,
  readerRights,
  SETTINGS,
  seenRows,
  writtenRows,
} from './testing/fence-checks.ts';
import { testAdmin, testAdminUrl } from './testing/test-db.ts';

/*
 * Reads the catalogue, so that a table of tomorrow is covered without anyone adding it to a list. That these checks
 * notice a fence with a hole is proved by `npm run verify -- mutants`.
 */
let world: FenceWorld;
let admin: Client;
let tenantTables: string[];

beforeAll(async () => {
  admin = await testAdmin();
  world = await openFenceWorld(admin, await testAdminUrl());
  tenantTables = world.tenantTables;
});
afterAll(() => world.close());

describe('the catalogue', () => {
  it('forces row-level security on every table, tenant or not', async () => {
    expect(await openTables(world)).toEqual([]);
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
      // The archives that a unit transfers to, and its partners on the other side: names of the directory only.
      'archives_of',
      // A vendor’s person and the one batch that was opened to them: found by name, entered, logged, listed.
      'audit_batch_look',
      'audit_grant_read',
      'count_own_archive',
      'enter_batch_access',
      'enter_grants',
      // An exam and its questions, for whoever was invited to it.
      'exam_items_offered',
      'exams_offered',
      'facet_granted_archive',
      'facet_own_archive',
      // A unit’s own place among those that released the same figure, and nobody’s value.
      'figure_places',
      'find_vendor_person',
      'grant_looks',
      'known_tenants',
      'live_batch_accesses',
      'live_grant_keys',
      'live_grants',
      // How a reader’s own case stands, for whoever has its number and its code.
      'look_up_case',
      // The own training record of the person who asks, from the workspaces where it was earned.
      'my_training_elsewhere',
      // A unit’s answers to a questionnaire, handed in without its name.
      'return_questionnaire',
      'search_granted_archive',
      // The text of pages, searched like the records they belong to.
      'search_granted_pages',
      'search_own_archive',
      'search_own_pages',
      // The unit that goes on for a merged one, told to the one who supervises it.
      'successor_of',
      'supervises',
      'supervision_tree',
      // The rank of a unit’s own people in the line before a session, and nothing else of the line.
      'training_places',
      'transfer_partners',
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
    expect(await readerRights(world)).toEqual([]);
  });
});

describe.each(SETTINGS)('raw SQL with %s', (_label, setting) => {
  it('sees no row of the foreign tenant in any table, as application or as reader', async () => {
    expect(await seenRows(world, tenantTables, setting)).toEqual([]);
  });

  it('changes and removes nothing of the foreign tenant, and gives nothing away to it', async () => {
    expect(await changedRows(world, tenantTables, setting)).toEqual([]);
  });

  it('writes no row in the foreign tenant’s name', async () => {
    expect(await writtenRows(world, tenantTables, setting)).toEqual([]);
  });
});

it('shows a document to its addressee from its dispatch on, and lets nobody there change it', async () => {
  expect(await addressedRows(world, tenantTables)).toEqual([]);
});

it('leaves no tenant behind on a pooled connection', async () => {
  await attempt(world.app, String(OWN.id), 'select 1');
  const { rows } = await world.app.query(
    "select current_setting('app.tenant', true) as tenant, (select count(*)::int from membership) as seen",
  );
  expect(rows).toEqual([{ tenant: '', seen: 0 }]);
});

it('would notice a table without a fence', async () => {
  await admin.query(
    'create table unfenced (tenant_id int, note text); grant select on unfenced to lantai_app; insert into unfenced values (900002, $$canary-foreign$$)',
  );
  const table = (await listTables(admin)).find((candidate) => candidate.name === 'unfenced');
  const answer = await attempt(world.app, String(OWN.id), 'select * from unfenced');
  await admin.query('drop table unfenced');
  expect(table?.rowSecurity).toBe(false);
  expect('rows' in answer && answer.rows.includes(FOREIGN.canary)).toBe(true);
});
