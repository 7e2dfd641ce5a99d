import { Client } from 'pg';
import { roleUrl } from '../role-urls.ts';
import { listTables, plantEverywhere } from './catalogue.ts';

/*
 * What the fence must hold, asked in raw SQL under the roles of the application. Each check answers the breaches that
 * it finds; none is the answer of a whole fence.
 */
export const OWN = { id: 900_001, canary: 'canary-own' };
export const FOREIGN = { id: 900_002, canary: 'canary-foreign' };

export interface FenceWorld {
  admin: Client;
  app: Client;
  reader: Client;
  tenantTables: string[];
  close(): Promise<void>;
}

/** Plants a row of two tenants into every tenant table of a throw-away database, where the fence then stands alone. */
export const openFenceWorld = async (admin: Client, adminUrl: string): Promise<FenceWorld> => {
  const tenantTables = (await listTables(admin)).filter((table) => table.hasTenantId).map((table) => table.name);
  await plantEverywhere(admin, tenantTables, [OWN, FOREIGN]);
  // A trigger or a foreign key would refuse some strange rows before the fence is asked.
  for (const table of tenantTables) await admin.query(`alter table ${table} disable trigger all`);
  const [app, reader] = (['lantai_app', 'lantai_reader'] as const).map(
    (role) => new Client({ connectionString: roleUrl(adminUrl, role) }),
  ) as [Client, Client];
  await Promise.all([app.connect(), reader.connect()]);
  return { admin, app, reader, tenantTables, close: async () => void (await Promise.all([app.end(), reader.end()])) };
};

export type Answer = { rows: string; count: number } | { refused: string };
/** A missing right, the fence itself, and a damaged setting. */
const REFUSALS = ['42501', '22P02'];

/** Tries a statement and takes it back. */
export const attempt = async (client: Client, setting: string | null, statement: string): Promise<Answer> => {
  await client.query('begin');
  try {
    if (setting !== null) await client.query("select set_config('app.tenant', $1, true)", [setting]);
    const result = await client.query(statement);
    return { rows: JSON.stringify(result.rows), count: result.rowCount ?? 0 };
  } catch (error) {
    return { refused: (error as { code: string }).code };
  } finally {
    await client.query('rollback');
  }
};

export const SETTINGS: readonly [label: string, setting: string | null][] = [
  ['no tenant', null],
  ['an empty tenant', ''],
  ['a malformed tenant', '1) or (1=1'],
  ['another tenant', String(OWN.id)],
];
const isOwn = (setting: string | null): boolean => setting === String(OWN.id);

const strangely = (answer: Answer): string[] =>
  'refused' in answer && !REFUSALS.includes(answer.refused) ? [answer.refused] : [];

export const openTables = async ({ admin }: FenceWorld): Promise<string[]> =>
  (await listTables(admin)).filter((table) => !table.rowSecurity || !table.forced).map((table) => table.name);

export const readerRights = async ({ admin }: FenceWorld): Promise<string[]> => {
  const { rows } = await admin.query<{ right: string }>(
    "select table_name || ' ' || privilege_type as right from information_schema.table_privileges where grantee = 'lantai_reader' and privilege_type <> 'SELECT' order by 1",
  );
  return rows.map(({ right }) => right);
};

export const seenRows = async (
  { app, reader }: FenceWorld,
  tables: readonly string[],
  setting: string | null,
): Promise<string[]> => {
  const breaches: string[] = [];
  for (const table of tables) {
    for (const client of [app, reader]) {
      const answer = await attempt(client, setting, `select * from ${table}`);
      if ('rows' in answer && answer.rows.includes(FOREIGN.canary)) breaches.push(table);
      if ('rows' in answer && !isOwn(setting) && answer.count > 0) breaches.push(`${table} (any row)`);
      breaches.push(...strangely(answer).map((code) => `${table}: ${code}`));
    }
  }
  return breaches;
};

/**
 * A statement that names no column is held by its own policy alone; one that names a column by that for reading too.
 * Both have to hold.
 */
export const changedRows = async (
  { app }: FenceWorld,
  tables: readonly string[],
  setting: string | null,
): Promise<string[]> => {
  const breaches: string[] = [];
  const own = isOwn(setting) ? 1 : 0;
  for (const table of tables) {
    for (const [statement, most] of [
      [`update ${table} set tenant_id = tenant_id where tenant_id = ${FOREIGN.id}`, 0],
      [`delete from ${table} where tenant_id = ${FOREIGN.id}`, 0],
      [`update ${table} set tenant_id = ${OWN.id} where tenant_id = ${FOREIGN.id}`, 0],
      [`update ${table} set tenant_id = ${OWN.id}`, own],
      [`update ${table} set tenant_id = ${FOREIGN.id}`, 0],
      [`delete from ${table}`, own],
    ] as const) {
      const answer = await attempt(app, setting, statement);
      if ('rows' in answer && answer.count > most) breaches.push(`${statement}: ${answer.count}`);
      breaches.push(...strangely(answer).map((code) => `${statement}: ${code}`));
    }
  }
  return breaches;
};

/** Refused by the fence or the missing right; never by a missing column, which would come later. */
export const writtenRows = async (
  { app }: FenceWorld,
  tables: readonly string[],
  setting: string | null,
): Promise<string[]> => {
  const breaches: string[] = [];
  for (const table of tables) {
    const answer = await attempt(app, setting, `insert into ${table} (tenant_id) values (${FOREIGN.id})`);
    if ('rows' in answer) breaches.push(table);
    breaches.push(...strangely(answer).map((code) => `${table}: ${code}`));
  }
  return breaches;
};

/** A document is its addressee's to read from its dispatch on, and never to change. */
export const addressedRows = async ({ admin, app }: FenceWorld, tables: readonly string[]): Promise<string[]> => {
  const { rows } = await admin.query<{ name: string }>(
    `select c.relname as name from pg_class c where c.relname = any ($1) and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'addressee_tenant_id')
     and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'dispatched_at') order by 1`,
    [tables],
  );
  const breaches: string[] = [];
  const address = async (table: string, dispatchedAt: string): Promise<void> => {
    await admin.query('set session_replication_role = replica');
    await admin.query(
      `update ${table} set addressee_tenant_id = ${OWN.id}, dispatched_at = ${dispatchedAt} where tenant_id = ${FOREIGN.id}`,
    );
    await admin.query('set session_replication_role = origin');
  };
  for (const { name } of rows) {
    const foreign = `select 1 from ${name} where tenant_id = ${FOREIGN.id}`;
    await address(name, 'null');
    const before = await attempt(app, String(OWN.id), foreign);
    await address(name, 'now()');
    const after = await attempt(app, String(OWN.id), foreign);
    if (!('count' in before) || before.count > 0) breaches.push(`${name} is read before it is dispatched`);
    if (!('count' in after) || after.count !== 1) breaches.push(`${name} is not read by its addressee`);
    breaches.push(...(await changedRows({ app } as FenceWorld, [name], String(OWN.id))));
    await admin.query('set session_replication_role = replica');
    await admin.query(`update ${name} set addressee_tenant_id = 1 where tenant_id = ${FOREIGN.id}`);
    await admin.query('set session_replication_role = origin');
  }
  return breaches;
};
