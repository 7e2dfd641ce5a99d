import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countItemRows,
  type ItemListRow,
  listItemRows,
  type SearchHits,
  searchOwnRows,
  sumFiledCounts,
} from '@/db/queries/archive-list.queries';
import { findFonds } from '@/db/queries/archive-scheme.queries';
import { type ItemPage, itemRowView, type ListItemsInput } from '@/server/domain/archive/archive-list';
import { AppError } from '@/server/domain/shared/app-error';
import { type SearchQuery, searchQuery } from '@/server/domain/shared/chinese-text';
import { COUNT_CAP, cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.string(), z.uuid()]);

/** Filed records are counted by the counters, others up to the cap. */
const countFor = async (tdb: TenantDb, tenantId: number, input: ListItemsInput): Promise<number> => {
  const { fondsId, categoryCode, filingYear, retentionCode, orgCode, state } = input;
  const dimensions = { fondsId, categoryCode, filingYear, retentionCode, orgCode };
  if (state === undefined || state === 'filed')
    return Math.min(COUNT_CAP, await sumFiledCounts(tdb, [tenantId], dimensions));
  return countItemRows(tdb, [tenantId], { ...dimensions, state }, COUNT_CAP);
};

const searchRows = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListItemsInput,
  query: SearchQuery,
  after: readonly [string, string] | undefined,
): Promise<SearchHits> => {
  const { fondsId, categoryCode, filingYear, retentionCode, orgCode, direction, limit } = input;
  const fonds = fondsId === undefined ? undefined : await findFonds(tdb, scope.tenantId, fondsId);
  if (fondsId !== undefined && !fonds)
    throw new AppError('NOT_FOUND', `fonds ${fondsId} is not in tenant ${scope.tenantId}`);
  // Every code begins with its fonds number: as one more word it narrows the search to about the fonds.
  const narrowed = fonds ? searchQuery(`${query.words.join(' ')} ${fonds.number}`) : query;
  return searchOwnRows(tdb, scope.tenantId, {
    tsquery: narrowed.tsquery,
    words: narrowed.words,
    categoryCode,
    filingYear,
    retentionCode,
    orgCode,
    direction,
    after: after && [scope.tenantId, after[0], after[1]],
    limit: limit + 1,
  });
};

/** 档案列表. With a text: by code only, filed records only, found by every pair of neighbouring characters. */
export const listItems = async (tdb: TenantDb, scope: TenantScope, input: ListItemsInput): Promise<ItemPage> => {
  const after = decodeCursor(cursorKey, input.cursor);
  const query = searchQuery(input.q ?? '');
  const cut = { limit: input.limit, direction: input.direction, hasCursor: after !== undefined };
  if (query.kind !== 'empty') {
    const found = await searchRows(tdb, scope, input, query, after);
    const page = cutPage(found.rows, { ...cut, total: found.total }, (row) => encodeCursor([row.codeSort, row.id]));
    const inFonds = (row: ItemListRow) => input.fondsId === undefined || row.fondsId === input.fondsId;
    return { rows: page.rows.filter(inFonds).map((row) => itemRowView.parse(row)), page: page.page };
  }
  const { fondsId, categoryCode, filingYear, retentionCode, orgCode, state = 'filed', sort, direction } = input;
  const conditions = { fondsId, categoryCode, filingYear, retentionCode, orgCode, state };
  const rows = await listItemRows(tdb, scope.tenantId, conditions, { sort, direction, after, limit: input.limit + 1 });
  const keyOf = (row: ItemListRow) => encodeCursor([sort.endsWith('code') ? row.codeSort : row.dateSort, row.id]);
  const page = cutPage(rows, { ...cut, total: await countFor(tdb, scope.tenantId, input) }, keyOf);
  return { rows: page.rows.map((row) => itemRowView.parse(row)), page: page.page };
};
