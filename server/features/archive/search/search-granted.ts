import type { GrantDb } from '@/db/client';
import {
  type FacetCount,
  facetCounters,
  facetGranted,
  type SearchEdge,
  type SearchedRow,
  searchGrantedPage,
} from '@/db/queries/archive-search.queries';
import type { LiveGrant } from '@/db/queries/grant.queries';
import { auditGrantRead } from '@/server/audit/audit';
import type {
  FacetsView,
  GrantedFacetsInput,
  GrantedSearchInput,
  GrantedSearchPageView,
  SearchSort,
} from '@/server/domain/archive/archive-search';
import { type SearchAsk, searchAsk, searchedWords } from '@/server/domain/archive/search-ask';
import { AppError } from '@/server/domain/shared/app-error';
import { COUNT_CAP, cutPage } from '@/server/domain/shared/pagination';
import { UnitNames } from '@/server/features/archive/granted-names';
import { groupsOver } from '@/server/features/archive/list-granted';
import { openGroup } from '@/server/tenancy/open-grants';
import type { TenantScope } from '@/server/tenancy/scope';
import { markRow } from './mark-row.ts';
import { toFacets } from './search-archive.ts';
import { cursorOf, edgeOf } from './search-edge.ts';

type Question = Omit<GrantedFacetsInput, 'isExact'>;

const askOf = (input: Question): SearchAsk => {
  const { q, builder, carrier, categoryCode, filingYear, retentionCode, orgCode, topic, openFlag, isBoxed } = input;
  const filters = { categoryCode, filingYear, retentionCode, orgCode, topic, openFlag, isBoxed };
  return searchAsk({ q, builder, carrier, filters });
};

/**
 * Opens the groups of equal scope one after the other and reads in each; the read stands in the log of every unit that
 * was looked at.
 */
const readGroups = async <T>(
  gdb: GrantDb,
  scope: TenantScope,
  input: Question,
  action: string,
  read: (units: number[]) => Promise<T>,
): Promise<{ found: T[]; units: Map<number, LiveGrant>; names: UnitNames }> => {
  const { unitSlug, ...detail } = input;
  const units = new Map<number, LiveGrant>();
  const found: T[] = [];
  const names = new UnitNames();
  for (const group of await groupsOver(gdb, unitSlug)) {
    const opened = await openGroup(gdb, 'archive', group);
    if (opened.length === 0) throw new AppError('NOT_FOUND', 'a grant ended meanwhile');
    for (const grant of group.grants) units.set(grant.unitTenantId, grant);
    found.push(await read(opened));
    await names.read(gdb, opened);
    const grants = { recordClass: 'archive', grantIds: group.grantIds };
    await auditGrantRead(gdb, scope, grants, { action, objectKind: 'archive_item', detail });
  }
  return { found, units, names };
};

const bytes = (text: string): Buffer => Buffer.from(text);

/** The order of the database: rank, unit, key, id. */
const comparer =
  (sort: SearchSort) =>
  (left: SearchedRow, right: SearchedRow): number => {
    const key = (row: SearchedRow) => bytes(sort.endsWith('date') ? row.dateSort : row.codeSort);
    const order =
      (left.rank ?? 0) - (right.rank ?? 0) ||
      left.tenantId - right.tenantId ||
      Buffer.compare(key(left), key(right)) ||
      (left.id < right.id ? -1 : left.id > right.id ? 1 : 0);
    return sort.startsWith('-') ? -order : order;
  };

const totalOf = (totals: readonly (number | null)[]): number | null =>
  totals.includes(null)
    ? null
    : Math.min(
        COUNT_CAP,
        totals.reduce<number>((sum, total) => sum + (total ?? 0), 0),
      );

const isRanked = ({ rows }: { rows: SearchedRow[] }): boolean => rows.length === 0 || rows[0]?.rank !== null;

/** 跨单位检索 under the inspector's live grants. Two grants over one unit may show the same record: it is shown once. */
export const searchGranted = async (
  gdb: GrantDb,
  scope: TenantScope,
  input: GrantedSearchInput,
): Promise<GrantedSearchPageView> => {
  const { cursor, direction, limit, sort: asked, ...question } = input;
  const ask = askOf(question);
  const wanted = asked === 'relevance' && ask.rank === null ? ('code' as const) : asked;
  const after: SearchEdge | undefined = edgeOf({ cursor, sort: wanted }, 0);
  // A page that began in the order of codes goes on in it.
  const sort = wanted === 'relevance' && after && after[0] === null ? ('code' as const) : wanted;
  const query = { ask, direction, after, limit: limit + 1 };
  const { found, units, names } = await readGroups(gdb, scope, question, 'archive.grantedSearch', async (opened) => {
    return searchGrantedPage(gdb, opened, { ...query, sort });
  });
  const ranked = sort === 'relevance' && found.every(isRanked);
  const used: SearchSort = sort === 'relevance' && !ranked ? 'code' : sort;
  const pages = sort === used ? found : await orderByCode(gdb, question, query, found);
  const sign = direction === 'after' ? 1 : -1;
  const compare = comparer(used);
  const rows = [...new Map(pages.flatMap((page) => page.rows).map((row) => [row.id, row])).values()].sort(
    (left, right) => sign * compare(left, right),
  );
  const total = totalOf(found.map((page) => page.total));
  const cut = cutPage(rows, { limit, direction, hasCursor: after !== undefined, total }, (row) => cursorOf(row, used));
  const words = searchedWords(ask);
  const shown = new Set(cut.rows.map((row) => row.tenantId));
  return {
    rows: cut.rows.flatMap((row) => {
      const grant = units.get(row.tenantId);
      return grant ? [{ ...markRow(row, words), unitSlug: grant.unitSlug, unitName: grant.unitName }] : [];
    }),
    page: cut.page,
    isRanked: ranked,
    names: names.among([...units.values()].filter((unit) => shown.has(unit.unitTenantId))),
  };
};

/**
 * One group has too many matches to put them in order of nearness: then the others stand in the order of codes as well.
 * The look stands in the logs already.
 */
const orderByCode = async (
  gdb: GrantDb,
  question: Question,
  query: { ask: SearchAsk; direction: 'after' | 'before'; after: SearchEdge | undefined; limit: number },
  found: readonly { rows: SearchedRow[] }[],
): Promise<{ rows: SearchedRow[] }[]> => {
  const pages: { rows: SearchedRow[] }[] = [];
  for (const [index, group] of (await groupsOver(gdb, question.unitSlug)).entries()) {
    const page = found[index];
    if (page && !isRanked(page)) {
      pages.push(page);
      continue;
    }
    const opened = await openGroup(gdb, 'archive', group);
    if (opened.length > 0) pages.push(await searchGrantedPage(gdb, opened, { ...query, sort: 'code' }));
  }
  return pages;
};

const addUp = (counted: readonly FacetCount[][]): FacetCount[] => {
  const sums = new Map<string, FacetCount>();
  for (const line of counted.flat()) {
    // A group that was counted in part makes the whole an estimate.
    const key = line.facet === 'total' ? 'total' : `${line.facet} ${line.value}`;
    const known = sums.get(key);
    const value = line.facet === 'total' && known && known.value !== '1' ? known.value : line.value;
    sums.set(key, { facet: line.facet, value, n: (known?.n ?? 0) + line.n });
  }
  return [...sums.values()].sort((left, right) => right.n - left.n || (left.value < right.value ? -1 : 1));
};

/** The facets over all opened units, the units themselves among them. */
export const countGrantedFacets = async (
  gdb: GrantDb,
  scope: TenantScope,
  input: GrantedFacetsInput,
): Promise<FacetsView> => {
  const { isExact, ...question } = input;
  const ask = askOf(question);
  const { found, units, names } = await readGroups(gdb, scope, question, 'archive.grantedFacets', (opened) =>
    ask.match === null ? facetCounters(gdb, opened, ask.filters ?? {}, true) : facetGranted(gdb, ask, isExact),
  );
  const view = toFacets(addUp(found), (facet, value) => {
    if (facet === 'unit') return units.get(Number(value))?.unitName ?? null;
    if (facet === 'category' || facet === 'subcategory') return names.together('category', value);
    return facet === 'topic' ? names.together('topic', value) : null;
  });
  return {
    ...view,
    facets: view.facets
      .filter((facet) => facet.code !== 'fonds')
      .map((facet) =>
        facet.code === 'unit'
          ? {
              ...facet,
              values: facet.values.map((entry) => ({
                ...entry,
                value: units.get(Number(entry.value))?.unitSlug ?? entry.value,
              })),
            }
          : facet,
      ),
  };
};
