import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countItemRows, type ItemListRow, listItemRows, sumFiledCounts } from '@/db/queries/archive-list.queries';
import { findFonds } from '@/db/queries/archive-scheme.queries';
import { searchOwnPage } from '@/db/queries/archive-search.queries';
import {
  type ItemFilters,
  type ItemPage,
  itemRowView,
  type ListItemsInput,
} from '@/server/domain/archive/archive-list';
import { searchAsk } from '@/server/domain/archive/search-ask';
import { AppError } from '@/server/domain/shared/app-error';
import { COUNT_CAP, cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.string(), z.uuid()]);

/**
 * What a list asks: as plain conditions along an index, or as a search where a text is asked for, or a mark that is
 * rare in the order of the list: there the search finds the shorter way.
 */
export const listQuestion = (filters: ItemFilters) => {
  const { q, state = 'filed', ...choices } = filters;
  const ask = searchAsk({ q, filters: choices });
  const isRare = choices.openFlag !== undefined || choices.isBoxed !== undefined || choices.orgCode === '';
  return { ask, conditions: { ...choices, state }, isSearch: ask.match !== null || (isRare && state === 'filed') };
};

/** Filed records are counted by the counters, others up to the cap. */
const countFor = (
  tdb: TenantDb,
  tenantId: number,
  { conditions }: ReturnType<typeof listQuestion>,
): Promise<number> => {
  const { topic, openFlag, isBoxed, state, ...dimensions } = conditions;
  if (topic !== undefined || state !== 'filed') return countItemRows(tdb, [tenantId], conditions, COUNT_CAP);
  return sumFiledCounts(tdb, [tenantId], dimensions).then((count) => Math.min(COUNT_CAP, count));
};

/** 档案列表. With a text: filed records only, found by every pair of neighbouring characters. */
export const listItems = async (tdb: TenantDb, scope: TenantScope, input: ListItemsInput): Promise<ItemPage> => {
  const { tenantId } = scope;
  const after = decodeCursor(cursorKey, input.cursor);
  const { sort, direction, limit, cursor: _cursor, ...filters } = input;
  const { fondsId } = filters;
  const cut = { limit, direction, hasCursor: after !== undefined };
  const keyOf = (row: ItemListRow) => encodeCursor([sort.endsWith('code') ? row.codeSort : row.dateSort, row.id]);
  const question = listQuestion(filters);
  if (question.isSearch) {
    if (fondsId !== undefined && !(await findFonds(tdb, tenantId, fondsId)))
      throw new AppError('NOT_FOUND', `fonds ${fondsId} is not in tenant ${tenantId}`);
    const edge = after && ([null, tenantId, ...after] as const);
    const asked = { ask: question.ask, sort, direction, after: edge, limit: limit + 1 };
    const found = await searchOwnPage(tdb, tenantId, asked);
    const page = cutPage<ItemListRow>(found.rows, { ...cut, total: found.total }, keyOf);
    return { rows: page.rows.map((row) => itemRowView.parse(row)), page: page.page };
  }
  const walk = { sort, direction, after, limit: limit + 1 };
  const rows = await listItemRows(tdb, tenantId, question.conditions, walk);
  const page = cutPage(rows, { ...cut, total: await countFor(tdb, tenantId, question) }, keyOf);
  return { rows: page.rows.map((row) => itemRowView.parse(row)), page: page.page };
};
