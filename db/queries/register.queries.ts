import { sql } from 'kysely';
import type { TenantDb } from '../client.ts';
import { beyond, containing, countUpToCap, inYear, type Walk, walkOrder } from './paging.ts';

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
}
export interface NewRegisterEntry extends Omit<RegisterEntryRow, 'state' | 'rowVersion'> {
  searchText: string;
  fingerprint: string;
}
export interface RegisterEntryFilter {
  code: string;
  year?: number | undefined;
  state?: string | undefined;
  /** A field and the code that it must have. */
  choice?: { field: string; code: string } | undefined;
  /** Normalised for search. */
  q?: string | undefined;
}

const COLUMNS = [
  'id',
  'registerCode',
  'title',
  'entryOn',
  'untilOn',
  'said',
  'state',
  'createdByName',
  'rowVersion',
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
      insert into register_entry (tenant_id, id, register_code, title, entry_on, until_on, said, search_text, fingerprint, created_by, created_by_name)
      select ${tenantId}::int, r.id, r."registerCode", r.title, r."entryOn", r."untilOn", r.said, r."searchText", r.fingerprint, ${accountId}::uuid, r."createdByName"
      from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, "registerCode" text, title text, "entryOn" date, "untilOn" date, said jsonb, "searchText" text, fingerprint text, "createdByName" text)
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

const entryOf = (row: Omit<RegisterEntryRow, 'said'> & { said: unknown }): RegisterEntryRow => ({
  ...row,
  said: row.said as Said,
});

export const findRegisterEntry = async (
  tdb: TenantDb,
  tenantId: number,
  entryId: string,
): Promise<RegisterEntryRow | undefined> => {
  const row = await tdb
    .selectFrom('registerEntry')
    .select(COLUMNS)
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
    .select(COLUMNS)
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
  tdb: TenantDb,
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

const filtered = (tdb: TenantDb, tenantId: number, filter: RegisterEntryFilter) => {
  let query = tdb.selectFrom('registerEntry').where('tenantId', '=', tenantId).where('registerCode', '=', filter.code);
  if (filter.year) query = query.where(inYear('entryOn', filter.year));
  if (filter.state) query = query.where('state', '=', filter.state);
  if (filter.choice) query = query.where(sql<boolean>`said ->> ${filter.choice.field} = ${filter.choice.code}`);
  if (filter.q) query = query.where('searchText', 'like', containing(filter.q));
  return query;
};

/** Newest first. */
export const listRegisterEntries = async (
  tdb: TenantDb,
  tenantId: number,
  filter: RegisterEntryFilter,
  page: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<RegisterEntryRow[]> => {
  const { cursor, direction } = page;
  let query = filtered(tdb, tenantId, filter).select(COLUMNS);
  if (cursor) {
    query = query.where((eb) =>
      eb(eb.refTuple('entryOn', 'id'), beyond('desc', direction), eb.tuple(cursor[0], cursor[1])),
    );
  }
  const order = walkOrder('desc', direction);
  const rows = await query
    .orderBy('entryOn', order)
    .orderBy('id', order)
    .limit(page.limit + 1)
    .execute();
  return rows.map(entryOf);
};

export const countRegisterEntries = (tdb: TenantDb, tenantId: number, filter: RegisterEntryFilter): Promise<number> =>
  countUpToCap(tdb, filtered(tdb, tenantId, filter).select('id'));

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

/** Days with an entry since a day, in order: what periods are asked about. */
export const listEntryDays = async (
  tdb: TenantDb,
  tenantId: number,
  codes: readonly string[],
  since: string,
): Promise<{ registerCode: string; entryOn: string }[]> => {
  if (codes.length === 0) return [];
  const rows = await tdb
    .selectFrom('registerEntry')
    .select(['registerCode', 'entryOn'])
    .distinct()
    .where('tenantId', '=', tenantId)
    .where('registerCode', 'in', [...codes])
    .where('state', '=', 'current')
    .where('entryOn', '>=', since)
    .orderBy('registerCode')
    .orderBy('entryOn')
    .execute();
  return rows;
};

export interface SeriesRow {
  on: string;
  low: number;
  mean: number;
  high: number;
  entries: number;
}

/** A number of a register by day: the lowest, the mean and the highest. */
export const readSeries = async (
  tdb: TenantDb,
  tenantId: number,
  asked: { code: string; field: string; from: string; to: string },
): Promise<SeriesRow[]> => {
  const { rows } = await sql<SeriesRow>`
    select entry_on as "on", min(n)::float8 as low, round(avg(n), 2)::float8 as mean, max(n)::float8 as high, count(*)::int as entries
    from (select entry_on, (said ->> ${asked.field})::numeric as n from register_entry
      where tenant_id = ${tenantId} and register_code = ${asked.code} and state = 'current'
        and entry_on between ${asked.from}::date and ${asked.to}::date) e
    where n is not null group by entry_on order by entry_on`.execute(tdb);
  return rows;
};
