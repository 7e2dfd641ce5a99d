import type { TenantDb } from '@/db/client';
import type { ItemFilters } from '@/server/domain/archive/archive-list';
import { AppError } from '@/server/domain/shared/app-error';
import { listItems } from '@/server/features/archive/list-items';
import type { TenantScope } from '@/server/tenancy/scope';

const PAGE = 1_000;

/**
 * The ids that somebody chose, or all that their query finds now, in the order of the list: the same question as the
 * list asks, so that what was seen is what is meant.
 */
export const chooseItems = async (
  tdb: TenantDb,
  scope: TenantScope,
  chosen: { ids?: readonly string[] | undefined; filters?: ItemFilters | undefined },
  most: number,
): Promise<string[]> => {
  if (chosen.ids) return [...new Set(chosen.ids)];
  if (!chosen.filters) throw new AppError('BAD_INPUT', 'neither rows nor a query');
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listItems(tdb, scope, {
      ...chosen.filters,
      sort: 'code',
      direction: 'after',
      limit: PAGE,
      cursor,
    });
    ids.push(...page.rows.map((row) => row.id));
    if (ids.length > most) throw new AppError('BATCH_TOO_LARGE', `more than ${most} records`);
    cursor = page.page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return ids;
};
