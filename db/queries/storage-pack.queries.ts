import { type SqlBool, sql } from 'kysely';
import { PAPERLESS_CATEGORIES } from '@/server/domain/storage/box';
import type { TenantDb } from '../client.ts';
import { inCategory } from './category-condition.ts';
import { beyond, countUpToCap, type Walk, walkOrder } from './paging.ts';

export interface PackScope {
  fondsId: string;
  categoryCode: string;
  filingYear: number;
  retentionCode?: string | undefined;
}

export interface PackItemRow {
  id: string;
  itemNumber: number | null;
  referenceCode: string;
  codeSort: string;
  orgCode: string | null;
  pageCount: number | null;
  boxNumber: string | null;
  retentionCode: string;
}

/* What lies in a box as a thing of its own: filed records that are here and no part of a volume. */
const topRecords = (tdb: TenantDb, tenantId: number) =>
  tdb
    .selectFrom('archiveItem')
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'filed')
    .where('leftOn', 'is', null)
    .where('parentId', 'is', null)
    .where('level', '!=', 'register');

const ofScope = (tdb: TenantDb, tenantId: number, scope: PackScope) =>
  topRecords(tdb, tenantId)
    .where('fondsId', '=', scope.fondsId)
    .where(inCategory(scope.categoryCode))
    .where('filingYear', '=', scope.filingYear)
    .$if(scope.retentionCode !== undefined, (query) => query.where('retentionCode', '=', scope.retentionCode as never));

/** Records of a year that lie in no box yet, in the order of their codes. */
export const listToPack = (tdb: TenantDb, tenantId: number, scope: PackScope, limit: number): Promise<PackItemRow[]> =>
  ofScope(tdb, tenantId, scope)
    .select(['id', 'itemNumber', 'referenceCode', 'codeSort', 'orgCode', 'pageCount', 'boxNumber', 'retentionCode'])
    .where('boxId', 'is', null)
    .orderBy('retentionCode')
    .orderBy('codeSort')
    .orderBy('id')
    .limit(limit)
    .execute();

export const countPacked = async (tdb: TenantDb, tenantId: number, scope: PackScope): Promise<number> => {
  const { count } = await ofScope(tdb, tenantId, scope)
    .where('boxId', 'is not', null)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow();
  return count;
};

/** The highest box number in a scope. Whoever asks holds the scope until the transaction ends, so numbers have no gap. */
export const lastBoxNumber = async (
  tdb: TenantDb,
  tenantId: number,
  scope: Required<PackScope>,
  options: { lock: boolean },
): Promise<number> => {
  const key = `${tenantId}/${scope.fondsId}/${scope.categoryCode}/${scope.filingYear}/${scope.retentionCode}`;
  if (options.lock) await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 1060))`.execute(tdb);
  const { last } = await tdb
    .selectFrom('box')
    .select(sql<number>`coalesce(max(number), 0)::int`.as('last'))
    .where('tenantId', '=', tenantId)
    .where('fondsId', '=', scope.fondsId)
    .where('categoryCode', '=', scope.categoryCode)
    .where('filingYear', '=', scope.filingYear)
    .where('retentionCode', '=', scope.retentionCode)
    .where('state', '=', 'active')
    .executeTakeFirstOrThrow();
  return last;
};

export interface BoxedItemRow {
  id: string;
  referenceCode: string;
  fondsId: string;
  boxId: string | null;
  state: string;
}

/** The records, locked in one order. */
export const lockItemsForBox = (tdb: TenantDb, tenantId: number, ids: readonly string[]): Promise<BoxedItemRow[]> =>
  tdb
    .selectFrom('archiveItem')
    .select(['id', 'referenceCode', 'fondsId', 'boxId', 'state'])
    .where('tenantId', '=', tenantId)
    .where(sql<SqlBool>`id = any (${ids as string[]}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute();

export interface ItemIntoBox {
  itemId: string;
  boxId: string | null;
  boxNumber: string | null;
}

/**
 * Puts records into boxes and keeps 盒号 in step, in one statement with the lines of their way.
 * Answers how many went: fewer than asked means that somebody moved one of them meanwhile.
 */
export const moveIntoBoxes = async (
  tdb: TenantDb,
  tenantId: number,
  rows: readonly ItemIntoBox[],
  by: { name: string; reason: string | null; onlyUnboxed: boolean },
): Promise<number> => {
  const { rows: done } = await sql<{ count: number }>`
    with asked as (select * from json_to_recordset(${JSON.stringify(rows)}::json) as r("itemId" uuid, "boxId" uuid, "boxNumber" text)),
    before as (select i.id, i.box_id, a."boxId" as to_box, a."boxNumber" as to_number from archive_item i join asked a on a."itemId" = i.id
      where i.tenant_id = ${tenantId} and i.state = 'filed' and i.left_on is null and (not ${by.onlyUnboxed}::boolean or i.box_id is null) for update of i),
    moved as (update archive_item i set box_id = b.to_box, box_number = b.to_number, row_version = i.row_version + 1, updated_at = now()
      from before b where i.tenant_id = ${tenantId} and i.id = b.id returning i.id),
    noted as (insert into box_item_move (tenant_id, id, item_id, from_box_id, to_box_id, moved_by_name, reason)
      select ${tenantId}, gen_random_uuid(), b.id, b.box_id, b.to_box, ${by.name}, ${by.reason} from before b where b.box_id is distinct from b.to_box)
    select count(*)::int as count from moved`.execute(tdb);
  return done[0]?.count ?? 0;
};

export interface BoxItemRow {
  id: string;
  referenceCode: string;
  codeSort: string;
  title: string;
  itemNumber: number | null;
  documentDate: string | null;
  pageCount: number | null;
}

const LISTED = ['id', 'referenceCode', 'codeSort', 'title', 'itemNumber', 'documentDate', 'pageCount'] as const;

interface CodeWalk {
  after: readonly [string, string] | undefined;
  direction: Walk;
  limit: number;
}

export const listItemsInBox = (
  tdb: TenantDb,
  tenantId: number,
  boxId: string,
  { after, direction, limit }: CodeWalk,
): Promise<BoxItemRow[]> => {
  const order = walkOrder('asc', direction);
  return tdb
    .selectFrom('archiveItem')
    .select(LISTED)
    .where('tenantId', '=', tenantId)
    .where('boxId', '=', boxId)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('codeSort', 'id'), beyond('asc', direction), eb.tuple(after?.[0] ?? '', after?.[1] ?? '')),
      ),
    )
    .orderBy('codeSort', order)
    .orderBy('id', order)
    .limit(limit)
    .execute();
};

export interface UnboxedFilter {
  fondsId?: string | undefined;
  categoryCode?: string | undefined;
  filingYear?: number | undefined;
}

const unboxed = (tdb: TenantDb, tenantId: number, filter: UnboxedFilter) =>
  topRecords(tdb, tenantId)
    .where('boxId', 'is', null)
    .where('categoryCode', 'not in', [...PAPERLESS_CATEGORIES])
    .$if(filter.fondsId !== undefined, (query) => query.where('fondsId', '=', filter.fondsId ?? ''))
    .$if(filter.categoryCode !== undefined, (query) => query.where(inCategory(filter.categoryCode ?? '')))
    .$if(filter.filingYear !== undefined, (query) => query.where('filingYear', '=', filter.filingYear ?? 0));

/** Records on paper that lie in no box, in the order of their codes. */
export const listUnboxed = (
  tdb: TenantDb,
  tenantId: number,
  filter: UnboxedFilter,
  { after, direction, limit }: CodeWalk,
): Promise<BoxItemRow[]> => {
  const order = walkOrder('asc', direction);
  return unboxed(tdb, tenantId, filter)
    .select(LISTED)
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb(eb.refTuple('codeSort', 'id'), beyond('asc', direction), eb.tuple(after?.[0] ?? '', after?.[1] ?? '')),
      ),
    )
    .orderBy('codeSort', order)
    .orderBy('id', order)
    .limit(limit)
    .execute();
};

export const countUnboxed = (tdb: TenantDb, tenantId: number, filter: UnboxedFilter): Promise<number> =>
  countUpToCap(tdb, unboxed(tdb, tenantId, filter).select('id') as never);
