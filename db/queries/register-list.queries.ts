import { type RawBuilder, sql } from 'kysely';
import type { DueState, RegisterDeadline } from '@/server/domain/register/register-deadline';
import type { GrantDb, TenantDb } from '../client.ts';
import { beyond, containing, countUpToCap, inYear, type Walk, walkOrder } from './paging.ts';
import { ENTRY_COLUMNS, entryOf, type RegisterEntryRow } from './register.queries.ts';
import { isDue } from './register-deadline.queries.ts';

export interface RegisterEntryFilter {
  code: string;
  year?: number | undefined;
  /** Days of the entries, both included. */
  from?: string | undefined;
  to?: string | undefined;
  /** Standing on that day: begun, and not ended by then. */
  heldOn?: string | undefined;
  state?: string | undefined;
  /** Fields and the codes that they must have. */
  choices?: readonly { field: string; code: string }[] | undefined;
  /** Deadlines of the register, of which one at least is late or comes soon. */
  due?: { state: DueState; deadlines: readonly RegisterDeadline[] } | undefined;
  /** Normalised for search. */
  q?: string | undefined;
}

/** What a list is ordered by, next to the id. What says nothing stands before everything. */
export type EntrySort = { descending: boolean } & (
  | { by: 'day' | 'enteredBy' | 'state' }
  | { by: 'text' | 'plain' | 'number'; field: string }
  | { by: 'choice'; field: string; codes: readonly string[] }
);

const filtered = (tdb: TenantDb | GrantDb, tenantId: number, filter: RegisterEntryFilter) => {
  let query = tdb.selectFrom('registerEntry').where('tenantId', '=', tenantId).where('registerCode', '=', filter.code);
  if (filter.year) query = query.where(inYear('entryOn', filter.year));
  if (filter.from) query = query.where('entryOn', '>=', filter.from);
  if (filter.to) query = query.where('entryOn', '<=', filter.to);
  if (filter.heldOn)
    query = query.where(
      sql<boolean>`entry_on <= ${filter.heldOn}::date and (until_on is null or until_on > ${filter.heldOn}::date)`,
    );
  if (filter.state) query = query.where('state', '=', filter.state);
  for (const { field, code } of filter.choices ?? []) query = query.where(sql<boolean>`said ->> ${field} = ${code}`);
  if (filter.due) {
    const { state, deadlines } = filter.due;
    const any = sql.join(
      deadlines.map((deadline) => isDue(deadline, state)),
      sql` or `,
    );
    query = query.where(sql<boolean>`(${any})`);
  }
  if (filter.q) query = query.where('searchText', 'like', containing(filter.q));
  return query;
};

interface SortKey {
  key: RawBuilder<unknown>;
  /** The key of a cursor, as the database compares it. */
  at: (text: string) => RawBuilder<unknown>;
}

/** Long texts are ordered by as much of their beginning as a cursor can hold. */
const KEY_LENGTH = 60;

const textKey = (value: RawBuilder<unknown>, collation: 'C' | 'zh-x-icu'): SortKey => ({
  key: sql`left(coalesce(${value}, ''), ${sql.lit(KEY_LENGTH)}) collate ${sql.raw(`"${collation}"`)}`,
  at: (text) => sql`${text}::text collate ${sql.raw(`"${collation}"`)}`,
});

/** Texts by pinyin, choices in the order of the definition, numbers as numbers. */
const keyOf = (sort: EntrySort): SortKey => {
  switch (sort.by) {
    case 'day':
      return { key: sql`entry_on`, at: (text) => sql`${text}::date` };
    case 'enteredBy':
      return textKey(sql`created_by_name`, 'zh-x-icu');
    case 'state':
      return textKey(sql`state`, 'C');
    case 'text':
      return textKey(sql`said ->> ${sql.lit(sort.field)}`, 'zh-x-icu');
    case 'plain':
      return textKey(sql`said ->> ${sql.lit(sort.field)}`, 'C');
    case 'number':
      return {
        key: sql`coalesce((said ->> ${sql.lit(sort.field)})::float8, '-infinity'::float8)`,
        at: (text) => sql`${text}::float8`,
      };
    case 'choice':
      return {
        key: sql`coalesce(array_position(array[${sql.join(sort.codes.map((code) => sql.lit(code)))}]::text[], said ->> ${sql.lit(sort.field)}), 0)`,
        at: (text) => sql`${text}::int`,
      };
  }
};

export type ListedEntryRow = RegisterEntryRow & { sortKey: string };

/** Entries in the order that is asked for. One more than asked for. */
export const listRegisterEntries = async (
  tdb: TenantDb | GrantDb,
  tenantId: number,
  filter: RegisterEntryFilter,
  sort: EntrySort,
  walk: { cursor: [string, string] | undefined; direction: Walk; limit: number },
): Promise<ListedEntryRow[]> => {
  const { cursor, direction, limit } = walk;
  const { key, at } = keyOf(sort);
  const order = sort.descending ? 'desc' : 'asc';
  const way = walkOrder(order, direction);
  let query = filtered(tdb, tenantId, filter).select(ENTRY_COLUMNS).select(key.as('sortValue'));
  if (cursor) {
    const [value, id] = cursor;
    query = query.where(sql<boolean>`(${key}, id) ${sql.raw(beyond(order, direction))} (${at(value)}, ${id}::uuid)`);
  }
  const page = query
    .orderBy(key, way)
    .orderBy('id', way)
    .limit(limit + 1)
    .as('page');
  // Written as text for the rows of the page only, not for every row that was sorted.
  const rows = await tdb
    .selectFrom(page)
    .select(ENTRY_COLUMNS)
    .select(sql<string>`sort_value::text`.as('sortKey'))
    .orderBy('sortValue', way)
    .orderBy('id', way)
    .execute();
  return rows.map(({ sortKey, ...row }) => ({ ...entryOf(row), sortKey }));
};

export const countRegisterEntries = (
  tdb: TenantDb | GrantDb,
  tenantId: number,
  filter: RegisterEntryFilter,
): Promise<number> => countUpToCap(tdb, filtered(tdb, tenantId, filter).select('id'));

export interface ReadingRow {
  at: string;
  low: number;
  mean: number;
  high: number;
  entries: number;
}

/**
 * Numbers of a register over time, each by day or by hour with its lowest, mean and highest: one look at the entries
 * for all of them, in the order of `fields`. With `clock`, the field that holds the time of day, the hour is told apart.
 */
export const readReadings = async (
  tdb: TenantDb,
  tenantId: number,
  asked: { code: string; fields: readonly string[]; from: string; to: string; clock?: string; q?: string },
): Promise<ReadingRow[][]> => {
  if (asked.fields.length === 0) return [];
  // Rows are put together by what is cheap to compare; the day is written out once for each point.
  const hour = asked.clock ? sql`coalesce(' ' || substr(said ->> ${sql.lit(asked.clock)}, 1, 2), '')` : sql`''`;
  const wanted = asked.q ? sql`and search_text like ${containing(asked.q)}` : sql``;
  const numbers = asked.fields.map(
    (field, index) => sql`(said ->> ${sql.lit(field)})::float8 as ${sql.id(`n${index}`)}`,
  );
  const sums = asked.fields.map((_field, index) => {
    const n = sql.id(`n${index}`);
    return sql`json_build_array(min(${n}), round(avg(${n})::numeric, 2), max(${n}), count(${n})) as ${sql.id(`s${index}`)}`;
  });
  const { rows } = await sql<{ at: string } & Record<string, unknown>>`
    select to_char(entry_on, 'YYYY-MM-DD') || hour as at, ${sql.join(sums)} from (
      select entry_on, ${hour} as hour, ${sql.join(numbers)} from register_entry
      where tenant_id = ${tenantId} and register_code = ${asked.code} and state = 'current'
        and entry_on between ${asked.from}::date and ${asked.to}::date ${wanted}) e
    group by entry_on, hour order by entry_on, hour`.execute(tdb);
  return asked.fields.map((_field, index) =>
    rows.flatMap((row) => {
      const [low, mean, high, entries = 0] = row[`s${index}`] as (number | null)[];
      return low === null || low === undefined || mean === null || high === null
        ? []
        : [{ at: row.at, low, mean: mean ?? low, high: high ?? low, entries: entries ?? 0 }];
    }),
  );
};
