import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countItemRows, type ItemListRow, listItemRows, sumFiledCounts } from '@/db/queries/archive-list.queries';
import { findFonds } from '@/db/queries/archive-scheme.queries';
import { searchOwnPage } from '@/db/queries/archive-search.queries';
import { type ItemPage, itemRowView, type ListItemsInput } from '@/server/domain/archive/archive-list';
import { searchAsk } from '@/server/domain/archive/search-ask';
import { AppError } from '@/server/domain/shared/app-error';
import { COUNT_CAP, cutPage, decodeCursor, encodeCursor } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.string(), z.uuid()]);

/** Filed records are counted by the counters, others up to the cap. */
const countFor = async (tdb: TenantDb, tenantId: number, input: ListItemsInput): Promise<number> => {
  const { fondsId, categoryCode, filingYear, retentionCode, orgCode, state, topic } = input;
  const dimensions = { fondsId, categoryCode, filingYear, retentionCode, orgCode };
  if (topic === undefined && (state === undefined || state === 'filed'))
    return Math.min(COUNT_CAP, await sumFiledCounts(tdb, [tenantId], dimensions));
  return countItemRows(tdb, [tenantId], { ...dimensions, topic, state: state ?? 'filed' }, COUNT_CAP);
};

/** 档案列表. With a text: filed records only, found by every pair of neighbouring characters. */
export const listItems = async (tdb: TenantDb, scope: TenantScope, input: ListItemsInput): Promise<ItemPage> => {
  const { tenantId } = scope;
  const after = decodeCursor(cursorKey, input.cursor);
  const { fondsId, categoryCode, filingYear, retentionCode, orgCode, topic, state = 'filed', sort, direction } = input;
  const cut = { limit: input.limit, direction, hasCursor: after !== undefined };
  const keyOf = (row: ItemListRow) => encodeCursor([sort.endsWith('code') ? row.codeSort : row.dateSort, row.id]);
  const ask = searchAsk({ q: input.q, filters: { fondsId, categoryCode, filingYear, retentionCode, orgCode, topic } });
  if (ask.match !== null) {
    if (fondsId !== undefined && !(await findFonds(tdb, tenantId, fondsId)))
      throw new AppError('NOT_FOUND', `fonds ${fondsId} is not in tenant ${tenantId}`);
    const edge = after && ([null, tenantId, ...after] as const);
    const found = await searchOwnPage(tdb, tenantId, { ask, sort, direction, after: edge, limit: input.limit + 1 });
    const page = cutPage<ItemListRow>(found.rows, { ...cut, total: found.total }, keyOf);
    return { rows: page.rows.map((row) => itemRowView.parse(row)), page: page.page };
  }
  const conditions = { fondsId, categoryCode, filingYear, retentionCode, orgCode, topic, state };
  const rows = await listItemRows(tdb, tenantId, conditions, { sort, direction, after, limit: input.limit + 1 });
  const page = cutPage(rows, { ...cut, total: await countFor(tdb, tenantId, input) }, keyOf);
  return { rows: page.rows.map((row) => itemRowView.parse(row)), page: page.page };
};
