import type { TenantDb } from '@/db/client';
import { sumPages } from '@/db/queries/archive-history.queries';
import type { ItemFilters } from '@/server/domain/archive/archive-list';
import type { SumView } from '@/server/domain/archive/item-history';
import { listItems } from '@/server/features/archive/list-items';
import type { TenantScope } from '@/server/tenancy/scope';

const PAGE = 1_000;
const MOST = 5_000;

/** What a text finds is added up page by page, up to a few thousand records: then the sum says so. */
const sumFound = async (tdb: TenantDb, scope: TenantScope, filters: ItemFilters): Promise<SumView> => {
  let [items, pages] = [0, 0];
  let cursor: string | undefined;
  do {
    const found = await listItems(tdb, scope, { ...filters, sort: 'code', direction: 'after', limit: PAGE, cursor });
    items += found.rows.length;
    pages += found.rows.reduce((sum, row) => sum + (row.pageCount ?? 0), 0);
    cursor = found.page.nextCursor ?? undefined;
  } while (cursor !== undefined && items < MOST);
  return { items, pages, isExact: cursor === undefined };
};

/** 合计 of a list: records and pages. */
export const sumItems = async (tdb: TenantDb, scope: TenantScope, input: ItemFilters): Promise<SumView> => {
  const { fondsId, categoryCode, filingYear, retentionCode, orgCode, state = 'filed', ...others } = input;
  if (orgCode === '' || Object.values(others).some((value) => value !== undefined)) return sumFound(tdb, scope, input);
  const conditions = { fondsId, categoryCode, filingYear, retentionCode, orgCode, state };
  return { ...(await sumPages(tdb, scope.tenantId, conditions)), isExact: true };
};
