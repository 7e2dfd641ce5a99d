import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countDispatchRows, listDispatchRows } from '@/db/queries/dispatch.queries';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { DispatchView, ListDispatchesInput } from '@/server/domain/tenancy/dispatch';
import type { TenantScope } from '@/server/tenancy/scope';
import { toDispatchView } from './to-dispatch-view.ts';

const cursorKey = z.tuple([z.iso.datetime(), uuid]);

/** What came in or went out, newest first. */
export const listDispatches = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: Pick<ListDispatchesInput, 'box'> & Partial<ListDispatchesInput>,
): Promise<Page<DispatchView>> => {
  const { limit = 50, direction = 'after' } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listDispatchRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countDispatchRows(tdb, scope.tenantId, input);
  return cutPage(
    rows.map((row) => toDispatchView(row, scope.tenantId)),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (view) => encodeCursor([view.dispatchedAt, view.id]),
  );
};
