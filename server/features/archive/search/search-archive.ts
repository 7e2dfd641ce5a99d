import type { TenantDb } from '@/db/client';
import { findFonds, listFondsRows } from '@/db/queries/archive-scheme.queries';
import { countOwn, type FacetCount, facetCounters, facetOwn, searchOwnPage } from '@/db/queries/archive-search.queries';
import {
  type CountInput,
  type CountView,
  FACETS,
  type FacetsInput,
  type FacetsView,
  type SearchInput,
  type SearchPageView,
} from '@/server/domain/archive/archive-search';
import { CARRIERS, carrierOf } from '@/server/domain/archive/carrier';
import { type SearchAsk, searchAsk, searchedWords } from '@/server/domain/archive/search-ask';
import { AppError } from '@/server/domain/shared/app-error';
import { COUNT_CAP, cutPage } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { markRow } from './mark-row.ts';
import { cursorOf, edgeOf } from './search-edge.ts';

type Question = Omit<FacetsInput, 'isExact'>;

/** The question of one's own archive. A fonds that is not one's own is answered like one that does not exist. */
export const askOf = async (tdb: TenantDb, scope: TenantScope, input: Question): Promise<SearchAsk> => {
  const { q, builder, carrier, fondsId, categoryCode, filingYear, retentionCode, orgCode, topic, openFlag, isBoxed } =
    input;
  if (fondsId !== undefined && !(await findFonds(tdb, scope.tenantId, fondsId)))
    throw new AppError('NOT_FOUND', `fonds ${fondsId} is not in tenant ${scope.tenantId}`);
  const filters = { fondsId, categoryCode, filingYear, retentionCode, orgCode, topic, openFlag, isBoxed };
  return searchAsk({ q, builder, carrier, filters });
};

/** 检索 in one's own filed records: a page by key in the order asked for, the words marked where they stand. */
export const searchArchive = async (tdb: TenantDb, scope: TenantScope, input: SearchInput): Promise<SearchPageView> => {
  const ask = await askOf(tdb, scope, input);
  const sort = input.sort === 'relevance' && ask.rank === null ? 'code' : input.sort;
  const after = edgeOf({ ...input, sort }, scope.tenantId);
  const { direction, limit } = input;
  const found = await searchOwnPage(tdb, scope.tenantId, { ask, sort, direction, after, limit: limit + 1 });
  const { rows, page } = cutPage(
    found.rows,
    { limit, direction, hasCursor: after !== undefined, total: found.total },
    (row) => cursorOf(row, sort),
  );
  const words = searchedWords(ask);
  return {
    rows: rows.map((row) => markRow(row, words)),
    page,
    isRanked: sort === 'relevance' && (rows.length === 0 || rows[0]?.rank !== null),
  };
};

/** 载体 as the categories add up to. */
const carriersOf = (counted: readonly FacetCount[]): FacetCount[] =>
  CARRIERS.map((value) => ({
    facet: 'carrier',
    value,
    n: counted
      .filter((line) => line.facet === 'category' && carrierOf(line.value) === value)
      .reduce((sum, line) => sum + line.n, 0),
  }));

/** Counted lines as facets in their order; a value without a match is left out. */
export const toFacets = (
  counted: readonly FacetCount[],
  labelOf: (facet: string, value: string) => string | null,
): FacetsView => {
  const total = counted.find((line) => line.facet === 'total');
  const lines = [...counted, ...carriersOf(counted)];
  return {
    total: total?.n ?? 0,
    isExact: total === undefined || total.value === '1',
    facets: FACETS.map((code) => ({
      code,
      values: lines
        .filter((line) => line.facet === code && line.n > 0)
        .map(({ value, n }) => ({ value, label: labelOf(code, value), count: n })),
    })).filter((facet) => facet.values.length > 0),
  };
};

/** 分面 with their counts: from the counters where nothing is typed, else from the matches. */
export const countFacets = async (tdb: TenantDb, scope: TenantScope, input: FacetsInput): Promise<FacetsView> => {
  const { isExact, ...question } = input;
  const ask = await askOf(tdb, scope, question);
  const counted =
    ask.match === null
      ? await facetCounters(tdb, [scope.tenantId], ask.filters ?? {}, false)
      : await facetOwn(tdb, ask, isExact);
  const fonds = new Map((await listFondsRows(tdb, scope.tenantId)).map((row) => [row.id, `${row.number} ${row.name}`]));
  return toFacets(counted, (facet, value) => (facet === 'fonds' ? (fonds.get(value) ?? null) : null));
};

/** How many: up to the cap, or exactly when that is asked for. */
export const countSearch = async (tdb: TenantDb, scope: TenantScope, input: CountInput): Promise<CountView> => {
  const { isExact, ...question } = input;
  const ask = await askOf(tdb, scope, question);
  const count = await countOwn(tdb, ask, isExact ? null : COUNT_CAP);
  return { count, isExact: isExact || count < COUNT_CAP };
};
