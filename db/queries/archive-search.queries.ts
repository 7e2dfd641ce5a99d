import { type SqlBool, sql } from 'kysely';
import { topCategoryCode } from '@/server/domain/archive/archival-category';
import type { SearchAsk } from '@/server/domain/archive/search-ask';
import type { GrantDb, TenantDb } from '../client.ts';
import { ITEM_LIST_COLUMNS, type ItemListRow } from './archive-list-row.ts';
import { inCategory } from './category-condition.ts';

export type SearchSort = 'relevance' | 'code' | '-code' | 'date' | '-date';
/** Rank (null when the matches are not ranked), tenant, sort key and id of the row at the edge of the page before. */
export type SearchEdge = readonly [number | null, number, string, string];

export interface SearchPageQuery {
  ask: SearchAsk;
  sort: SearchSort;
  direction: 'after' | 'before';
  after: SearchEdge | undefined;
  limit: number;
}

export interface SearchedRow extends ItemListRow {
  rank: number | null;
  fileNumber: string | null;
  details: Record<string, string>;
  oldCodes: string[];
  topics: string[];
}

export interface SearchPage {
  /** In walking order. */
  rows: SearchedRow[];
  /** Null when there are too many to count on the way. */
  total: number | null;
}

interface Hit {
  tenantId: number;
  id: string;
  rank: number | null;
  total: number | null;
}

const joinHits = async (db: TenantDb, tenantIds: readonly number[], hits: readonly Hit[]): Promise<SearchPage> => {
  const [first] = hits;
  if (!first) return { rows: [], total: 0 };
  const rows = await db
    .selectFrom('archiveItem')
    .select([...ITEM_LIST_COLUMNS, 'fileNumber', 'details', 'oldCodes', 'topics'])
    .where('tenantId', 'in', [...tenantIds])
    .where(sql<SqlBool>`id = any (${hits.map((hit) => hit.id)}::uuid[])`)
    .limit(hits.length)
    .$castTo<Omit<SearchedRow, 'rank'>>()
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    rows: hits.flatMap((hit) => {
      const row = byId.get(hit.id);
      return row ? [{ ...row, rank: hit.rank }] : [];
    }),
    total: first.total,
  };
};

const parameters = ({ ask, sort, after, direction, limit }: SearchPageQuery) =>
  sql`${JSON.stringify(ask)}::jsonb, ${sort}, ${after?.[0] ?? null}::int, ${after?.[1] ?? null}::int, ${after?.[2] ?? null}, ${after?.[3] ?? null}::uuid, ${direction === 'before'}, ${limit}`;

/**
 * Filed records that answer the question, a page by key. The ids come from a function, because under row-level
 * security the operators of the text index could not use it; the rows are joined back under the policy.
 */
export const searchOwnPage = async (tdb: TenantDb, tenantId: number, query: SearchPageQuery): Promise<SearchPage> => {
  const { rows } =
    await sql<Hit>`select tenant_id, id, rank, total from search_own_archive(${parameters(query)})`.execute(tdb);
  return joinHits(tdb, [tenantId], rows);
};

/** The same over the opened grants, in the order (unit, sort key). */
export const searchGrantedPage = async (
  gdb: GrantDb,
  tenantIds: readonly number[],
  query: SearchPageQuery,
): Promise<SearchPage> => {
  const { rows } =
    await sql<Hit>`select tenant_id, id, rank, total from search_granted_archive(${parameters(query)})`.execute(gdb);
  return joinHits(gdb as unknown as TenantDb, tenantIds, rows);
};

export interface FacetCount {
  /** `total` is the one line with the number of all matches; its value is the share that was counted (1: all of them). */
  facet: string;
  value: string;
  n: number;
}

/** How the matches fall under each choice of each facet. */
export const facetOwn = async (tdb: TenantDb, ask: SearchAsk, isExact: boolean): Promise<FacetCount[]> => {
  const { rows } =
    await sql<FacetCount>`select facet, value, n from facet_own_archive(${JSON.stringify(ask)}::jsonb, ${isExact})`.execute(
      tdb,
    );
  return rows;
};

export const facetGranted = async (gdb: GrantDb, ask: SearchAsk, isExact: boolean): Promise<FacetCount[]> => {
  const { rows } =
    await sql<FacetCount>`select facet, value, n from facet_granted_archive(${JSON.stringify(ask)}::jsonb, ${isExact})`.execute(
      gdb,
    );
  return rows;
};

/** How many records answer the question; with a cap, at least that many. */
export const countOwn = async (tdb: TenantDb, ask: SearchAsk, cap: number | null): Promise<number> => {
  const { rows } = await sql<{
    n: number;
  }>`select count_own_archive(${JSON.stringify(ask)}::jsonb, ${cap}::int) as n`.execute(tdb);
  return rows[0]?.n ?? 0;
};

const COUNTED = [
  ['fonds', 'fondsId', 'fonds_id::text'],
  ['category', 'categoryCode', 'category_code'],
  ['subcategory', undefined, "category_code || '·' || subcategory_code"],
  ['year', 'filingYear', 'filing_year::text'],
  ['retention', 'retentionCode', 'retention_code'],
  ['org', 'orgCode', 'org_code'],
  ['open', 'openFlag', 'open_flag'],
  ['box', 'isBoxed', 'is_boxed::text'],
  ['unit', 'unitTenantId', 'tenant_id::text'],
] as const;

type Filters = NonNullable<SearchAsk['filters']>;

const chosen = (filters: Filters, except: string) => {
  const said = COUNTED.flatMap(([facet, name, column]) => {
    if (name === undefined || facet === except) return [];
    const value = filters[name];
    if (value === undefined) return [];
    // Seen from the second levels, a choice of one of them narrows to its first level.
    if (name === 'categoryCode')
      return [inCategory(except === 'subcategory' ? topCategoryCode(String(value)) : String(value))];
    return [sql`${sql.raw(column)} = ${String(value)}`];
  });
  if (filters.topic !== undefined && except !== 'topic') said.push(sql`${filters.topic} = any (topics)`);
  return sql.join([sql`true`, ...said], sql` and `);
};

/** Facets of a list without words: the counters know them. */
export const facetCounters = async (
  db: TenantDb | GrantDb,
  tenantIds: readonly number[],
  filters: Filters,
  withUnits: boolean,
): Promise<FacetCount[]> => {
  const parts = COUNTED.filter(([facet]) => facet !== 'unit' || withUnits).map(
    ([facet, , column]) =>
      sql`select * from (select ${facet}::text, ${sql.raw(column)}, sum(item_count)::int8 from g where ${chosen(filters, facet)}${facet === 'subcategory' ? sql` and subcategory_code <> ''` : sql``} group by 2 having sum(item_count) > 0 order by 3 desc, 2 limit 200) f`,
  );
  const { rows } = await sql<FacetCount>`
    with g as materialized (select tenant_id, fonds_id, category_code, subcategory_code, filing_year, retention_code, org_code, open_flag, is_boxed, topics, item_count
      from archive_facet_count where tenant_id = any (${[...tenantIds]}::int[]) and item_count > 0)
    select 'total' as facet, '1' as value, coalesce(sum(item_count), 0)::int8 as n from g where ${chosen(filters, '')}
    union all ${sql.join(parts, sql` union all `)}
    union all select * from (select 'topic', t, sum(item_count)::int8 from g, unnest(topics) t where ${chosen(filters, 'topic')} group by 2 having sum(item_count) > 0 order by 3 desc, 2 limit 200) f`.execute(
    db,
  );
  return rows;
};
