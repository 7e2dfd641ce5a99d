import { type Expression, type SqlBool, sql } from 'kysely';
import { COUNT_CAP } from '@/server/domain/shared/pagination';
import type { GrantDb, TenantDb } from '../client.ts';
import { type ItemListRow, ITEM_LIST_COLUMNS as ROW } from './archive-list-row.ts';
import { inCategory } from './category-condition.ts';

export type { ItemListRow };

export interface ItemConditions {
  fondsId?: string | undefined;
  categoryCode?: string | undefined;
  filingYear?: number | undefined;
  retentionCode?: string | undefined;
  orgCode?: string | undefined;
  openFlag?: string | undefined;
  isBoxed?: boolean | undefined;
  state?: string | undefined;
  /** 专题 */
  topic?: string | undefined;
}

const DIMENSIONS = ['fondsId', 'filingYear', 'retentionCode', 'openFlag', 'state'] as const;

/** In a box of the store, or with the number of one that the catalogue only names. */
const IS_BOXED = sql<boolean>`(box_id is not null or coalesce(box_number, '') <> '')`;

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
    )
    .$if(conditions.categoryCode !== undefined, (query) => query.where(inCategory(conditions.categoryCode ?? '')))
    // An empty organisation is none.
    .$if(conditions.orgCode !== undefined, (query) =>
      conditions.orgCode === ''
        ? query.where(sql<SqlBool>`coalesce(org_code, '') = ''`)
        : query.where('orgCode', '=', conditions.orgCode ?? ''),
    )
    .$if(conditions.isBoxed !== undefined, (query) => query.where(IS_BOXED, '=', conditions.isBoxed === true))
    .$if(conditions.topic !== undefined, (query) =>
      query.where(sql<SqlBool>`topics @> array[${conditions.topic ?? ''}::text]`),
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

type CountConditions = Omit<ItemConditions, 'state' | 'topic' | 'openFlag' | 'isBoxed'>;

const countersOf = (db: TenantDb | GrantDb, tenantIds: readonly number[], conditions: CountConditions) =>
  (db as TenantDb)
    .selectFrom('archiveCount')
    .where('tenantId', 'in', tenantIds)
    .where((eb) =>
      eb.and(
        (['fondsId', 'filingYear', 'retentionCode', 'orgCode'] as const).flatMap((column) => {
          const value = conditions[column];
          return value === undefined ? [] : [eb(column, '=', value as never)];
        }),
      ),
    )
    .$if(conditions.categoryCode !== undefined, (query) => query.where(inCategory(conditions.categoryCode ?? '')));

/** How many are filed under the conditions, from the counters. */
export const sumFiledCounts = async (
  db: TenantDb | GrantDb,
  tenantIds: readonly number[],
  conditions: CountConditions,
): Promise<number> => {
  const { count } = await countersOf(db, tenantIds, conditions)
    .select(sql<number>`coalesce(sum(item_count), 0)::int`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
};

const FEW_COUNTERS = 2_000;

/**
 * The same over many units, exact below `COUNT_CAP`: a few of the counters say already that there are more, and the
 * policy looks at each counter one by one.
 */
export const sumGrantedCounts = async (
  gdb: GrantDb,
  tenantIds: readonly number[],
  conditions: CountConditions,
): Promise<number> => {
  const { count, counters } = await (gdb as unknown as TenantDb)
    .selectFrom(countersOf(gdb, tenantIds, conditions).select('itemCount').limit(FEW_COUNTERS).as('few'))
    .select([sql<number>`coalesce(sum(item_count), 0)::int`.as('count'), sql<number>`count(*)::int`.as('counters')])
    .executeTakeFirstOrThrow();
  return counters < FEW_COUNTERS || count >= COUNT_CAP ? count : sumFiledCounts(gdb, tenantIds, conditions);
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
