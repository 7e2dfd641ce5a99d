import { sql } from 'kysely';
import type { GrantDb, TenantDb } from '../client.ts';

type Said = Record<string, string | number | boolean>;

export interface RegisterEntryRow {
  id: string;
  registerCode: string;
  title: string;
  entryOn: string;
  untilOn: string | null;
  said: Said;
  state: string;
  createdByName: string;
  rowVersion: number;
  importId: string | null;
}
export interface NewRegisterEntry extends Omit<RegisterEntryRow, 'state' | 'rowVersion' | 'importId'> {
  searchText: string;
  fingerprint: string;
  /** None where the definition names no identity, or the entry does not fill it. */
  identityKey?: string | null;
  /** The file of rows that it came with. */
  importId?: string | null;
}
export const ENTRY_COLUMNS = [
  'id',
  'registerCode',
  'title',
  'entryOn',
  'untilOn',
  'said',
  'state',
  'createdByName',
  'rowVersion',
  'importId',
] as const;

/** Entries and their first versions, all or none. */
export const insertRegisterEntries = async (
  tdb: TenantDb,
  tenantId: number,
  accountId: string,
  rows: readonly NewRegisterEntry[],
): Promise<void> => {
  if (rows.length === 0) return;
  await sql`
    with put as (
      insert into register_entry (tenant_id, id, register_code, title, entry_on, until_on, said, search_text, fingerprint, identity_key, import_id, created_by, created_by_name)
      select ${tenantId}::int, r.id, r."registerCode", r.title, r."entryOn", r."untilOn", r.said, r."searchText", r.fingerprint, r."identityKey", r."importId", ${accountId}::uuid, r."createdByName"
      from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, "registerCode" text, title text, "entryOn" date, "untilOn" date, said jsonb, "searchText" text, fingerprint text, "identityKey" text, "importId" uuid, "createdByName" text)
      returning tenant_id, id, said, created_by, created_by_name
    )
    insert into register_entry_version (tenant_id, entry_id, version, said, state, by_account_id, by_name)
    select tenant_id, id, 1, said, 'current', created_by, created_by_name from put`.execute(tdb);
};

/** Which of the fingerprints stand in the register already. */
export const findSameEntries = async (
  tdb: TenantDb,
  tenantId: number,
  code: string,
  fingerprints: readonly string[],
): Promise<Set<string>> => {
  if (fingerprints.length === 0) return new Set();
  const rows = await tdb
    .selectFrom('registerEntry')
    .select('fingerprint')
    .where('tenantId', '=', tenantId)
    .where('registerCode', '=', code)
    .where('state', '=', 'current')
    .where(sql<boolean>`fingerprint = any (${fingerprints as string[]}::text[])`)
    .execute();
  return new Set(rows.map((row) => row.fingerprint));
};

/** Which of the identities are taken by an entry that counts, other than one. */
export const findTakenIdentities = async (
  tdb: TenantDb,
  tenantId: number,
  code: string,
  keys: readonly string[],
  exceptId?: string,
): Promise<Set<string>> => {
  if (keys.length === 0) return new Set();
  let query = tdb
    .selectFrom('registerEntry')
    .select('identityKey')
    .where('tenantId', '=', tenantId)
    .where('registerCode', '=', code)
    .where('state', '=', 'current')
    .where(sql<boolean>`identity_key = any (${keys as string[]}::text[])`);
  if (exceptId) query = query.where('id', '<>', exceptId);
  return new Set((await query.execute()).flatMap((row) => row.identityKey ?? []));
};

export const entryOf = (row: Omit<RegisterEntryRow, 'said'> & { said: unknown }): RegisterEntryRow => ({
  ...row,
  said: row.said as Said,
});

export const findRegisterEntry = async (
  tdb: TenantDb | GrantDb,
  tenantId: number,
  entryId: string,
): Promise<RegisterEntryRow | undefined> => {
  const row = await tdb
    .selectFrom('registerEntry')
    .select(ENTRY_COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('id', '=', entryId)
    .executeTakeFirst();
  return row && entryOf(row);
};

export const lockRegisterEntry = async (
  tdb: TenantDb,
  tenantId: number,
  entryId: string,
): Promise<RegisterEntryRow | undefined> => {
  const row = await tdb
    .selectFrom('registerEntry')
    .select(ENTRY_COLUMNS)
    .where('tenantId', '=', tenantId)
    .where('id', '=', entryId)
    .forUpdate()
    .executeTakeFirst();
  return row && entryOf(row);
};

export interface EntryChange {
  title: string;
  entryOn: string;
  untilOn: string | null;
  said: Said;
  searchText: string;
  fingerprint: string;
  identityKey: string | null;
  state: string;
  reason: string;
  byAccountId: string;
  byName: string;
}

/** The next version of an entry that is locked. */
export const writeEntryVersion = async (
  tdb: TenantDb,
  key: { tenantId: number; entryId: string; rowVersion: number },
  change: EntryChange,
): Promise<void> => {
  const { reason, byAccountId, byName, said, ...columns } = change;
  const version = key.rowVersion + 1;
  await tdb
    .updateTable('registerEntry')
    .set({ ...columns, said: JSON.stringify(said), rowVersion: version })
    .where('tenantId', '=', key.tenantId)
    .where('id', '=', key.entryId)
    .execute();
  await tdb
    .insertInto('registerEntryVersion')
    .values({
      tenantId: key.tenantId,
      entryId: key.entryId,
      version,
      said: JSON.stringify(said),
      state: change.state,
      reason,
      byAccountId,
      byName,
    })
    .execute();
};

export interface EntryVersionRow {
  version: number;
  said: Said;
  state: string;
  reason: string | null;
  byName: string;
  at: string;
}

/** Oldest first. */
export const listEntryVersions = async (
  tdb: TenantDb | GrantDb,
  tenantId: number,
  entryId: string,
): Promise<EntryVersionRow[]> => {
  const rows = await tdb
    .selectFrom('registerEntryVersion')
    .select(['version', 'said', 'state', 'reason', 'byName', 'at'])
    .where('tenantId', '=', tenantId)
    .where('entryId', '=', entryId)
    .orderBy('version')
    .execute();
  return rows.map((row) => ({ ...row, said: row.said as Said }));
};
