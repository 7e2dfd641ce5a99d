import { type Expression, type SqlBool, sql } from 'kysely';
import type { GrantDb, TenantDb } from '../client.ts';

export interface ItemListRow {
  tenantId: number;
  id: string;
  fondsId: string;
  referenceCode: string;
  codeSort: string;
  dateSort: string;
  title: string;
  documentDate: string | null;
  documentNumber: string | null;
  responsibleParty: string | null;
  pageCount: number | null;
  categoryCode: string;
  filingYear: number;
  retentionCode: string;
  orgCode: string | null;
  openFlag: string;
  boxNumber: string | null;
  remarks: string | null;
  state: string;
}

const ROW = [
  'tenantId',
  'id',
  'fondsId',
  'referenceCode',
  'codeSort',
  'dateSort',
  'title',
  'documentDate',
  'documentNumber',
  'responsibleParty',
  'pageCount',
  'categoryCode',
  'filingYear',
  'retentionCode',
  'orgCode',
  'openFlag',
  'boxNumber',
  'remarks',
  'state',
] as const;

export interface ItemConditions {
  fondsId?: string | undefined;
  categoryCode?: string | undefined;
  filingYear?: number | undefined;
  retentionCode?: string | undefined;
  orgCode?: string | undefined;
  state?: string | undefined;
}

const DIMENSIONS = ['fondsId', 'categoryCode', 'filingYear', 'retentionCode', 'orgCode', 'state'] as const;

const itemsWhere = (db: TenantDb, tenantIds: readonly number[], conditions: ItemConditions) =>
  db
    .selectFrom('archiveItem')
    .where('tenantId', 'in', [...tenantIds])
    .where((eb) =>
      eb.and(
        DIMENSIONS.flatMap((column): Expression<SqlBool>[] => {
          const value = conditions[column];
          return value === undefined ? [] : [eb(column, '=', value as never)];
        }),
      ),
    );

export interface ItemWalk {
  sort: 'code' | '-code' | 'date' | '-date';
  direction: 'after' | 'before';
  /** The sort key and the id of the row at the edge of the page before. */
  after: readonly [string, string] | undefined;
  limit: number;
}

/** A page by key; `before` walks against the order. */
export const listItemRows = (
  tdb: TenantDb,
  tenantId: number,
  conditions: ItemConditions,
  walk: ItemWalk,
): Promise<ItemListRow[]> => {
  const column = walk.sort.endsWith('code') ? ('codeSort' as const) : ('dateSort' as const);
  const isAscending = walk.sort.startsWith('-') === (walk.direction === 'before');
  const order = isAscending ? ('asc' as const) : ('desc' as const);
  const { after } = walk;
  return itemsWhere(tdb, [tenantId], conditions)
    .select(ROW)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(eb.refTuple(column, 'id'), isAscending ? '>' : '<', eb.tuple(after?.[0] ?? '', after?.[1] ?? '')),
      ),
    )
    .orderBy(column, order)
    .orderBy('id', order)
    .limit(walk.limit)
    .execute();
};

/** Counts up to the cap: what the page shows is "at least". */
export const countItemRows = async (
  db: TenantDb | GrantDb,
  tenantIds: readonly number[],
  conditions: ItemConditions,
  cap: number,
): Promise<number> => {
  const counted = itemsWhere(db as TenantDb, tenantIds, conditions)
    .select('id')
    .limit(cap);
  const { count } = await (db as TenantDb)
    .selectFrom(counted.as('counted'))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
};

/** How many are filed under the conditions, from the counters. */
export const sumFiledCounts = async (
  db: TenantDb | GrantDb,
  tenantIds: readonly number[],
  conditions: Omit<ItemConditions, 'state'>,
): Promise<number> => {
  const { count } = await (db as TenantDb)
    .selectFrom('archiveCount')
    .select(sql<number>`coalesce(sum(item_count), 0)::int`.as('count'))
    .where('tenantId', 'in', tenantIds)
    .where((eb) =>
      eb.and(
        (['fondsId', 'categoryCode', 'filingYear', 'retentionCode', 'orgCode'] as const).flatMap((column) => {
          const value = conditions[column];
          return value === undefined ? [] : [eb(column, '=', value as never)];
        }),
      ),
    )
    .executeTakeFirstOrThrow();
  return count;
};

/**
 * The planner multiplies the policy's conditions as if they were independent, expects a handful of rows, and would
 * read and sort everything that the grants open. The index gives the rows in order: only that way is left to it.
 */
const walkTheIndex = async (gdb: GrantDb, isOnly: boolean): Promise<void> => {
  const other = isOnly ? 'off' : 'on';
  await sql`select set_config('enable_seqscan', ${other}, true), set_config('enable_bitmapscan', ${other}, true), set_config('enable_sort', ${other}, true),
    set_config('enable_incremental_sort', ${other}, true)`.execute(gdb);
};

/** Rows of opened units in the order (unit, code, id). The policy keeps them inside the grants' scope. */
export const listGrantedRows = async (
  gdb: GrantDb,
  tenantIds: readonly number[],
  conditions: ItemConditions,
  walk: { direction: 'after' | 'before'; after: readonly [number, string, string] | undefined; limit: number },
): Promise<ItemListRow[]> => {
  const order = walk.direction === 'after' ? ('asc' as const) : ('desc' as const);
  const { after } = walk;
  await walkTheIndex(gdb, true);
  const rows = await itemsWhere(gdb as unknown as TenantDb, tenantIds, conditions)
    .select(ROW)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(
          eb.refTuple('tenantId', 'codeSort', 'id'),
          order === 'asc' ? '>' : '<',
          eb.tuple(after?.[0] ?? 0, after?.[1] ?? '', after?.[2] ?? ''),
        ),
      ),
    )
    .orderBy('tenantId', order)
    .orderBy('codeSort', order)
    .orderBy('id', order)
    .limit(walk.limit)
    .execute();
  await walkTheIndex(gdb, false);
  return rows;
};

export interface SearchWalk {
  /** A tsquery literal of the query's tokens and the normalised words that must really occur. */
  tsquery: string;
  words: readonly string[];
  categoryCode?: string | undefined;
  filingYear?: number | undefined;
  retentionCode?: string | undefined;
  orgCode?: string | undefined;
  direction: 'after' | 'before';
  after: readonly [number, string, string] | undefined;
  limit: number;
}

export interface SearchHits {
  /** In walking order. */
  rows: ItemListRow[];
  /** Null when there are too many to count. */
  total: number | null;
}

const MANY = 2000;

const joinHits = async (
  db: TenantDb,
  tenantIds: readonly number[],
  hits: readonly { tenantId: number; id: string; total: number | null }[],
): Promise<SearchHits> => {
  const found = hits[0]?.total ?? null;
  const total = hits.length === 0 ? 0 : found === null || found > MANY ? null : found;
  if (hits.length === 0) return { rows: [], total };
  const rows = await db
    .selectFrom('archiveItem')
    .select(ROW)
    .where('tenantId', 'in', [...tenantIds])
    .where(sql<SqlBool>`id = any (${hits.map((hit) => hit.id)}::uuid[])`)
    .limit(hits.length)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return { rows: hits.flatMap((hit) => byId.get(hit.id) ?? []), total };
};

const parameters = (walk: SearchWalk) =>
  sql`${walk.tsquery}::tsquery, ${walk.words.join(' ')}, ${walk.categoryCode ?? null}, ${walk.filingYear ?? null}::smallint, ${walk.retentionCode ?? null},
    ${walk.orgCode ?? null}, ${walk.after?.[0] ?? null}::int, ${walk.after?.[1] ?? null}, ${walk.after?.[2] ?? null}::uuid, ${walk.direction === 'before'}, ${walk.limit}`;

/**
 * Filed records whose text holds the words. The ids come from a function, because under row-level security the
 * operators of the text index could not use it; the rows are joined back under the policy.
 */
export const searchOwnRows = async (tdb: TenantDb, tenantId: number, walk: SearchWalk): Promise<SearchHits> => {
  const hits = await sql<{
    tenantId: number;
    id: string;
    total: number | null;
  }>`select tenant_id, id, total from search_own_archive(${parameters(walk)})`.execute(tdb);
  return joinHits(tdb, [tenantId], hits.rows);
};

/** The same over the opened grants. */
export const searchGrantedRows = async (
  gdb: GrantDb,
  tenantIds: readonly number[],
  walk: SearchWalk,
): Promise<SearchHits> => {
  const hits = await sql<{
    tenantId: number;
    id: string;
    total: number | null;
  }>`select tenant_id, id, total from search_granted_archive(${parameters(walk)})`.execute(gdb);
  return joinHits(gdb as unknown as TenantDb, tenantIds, hits.rows);
};
