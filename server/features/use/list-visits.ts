import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countVisits, listVisits as listVisitRows } from '@/db/queries/use.queries';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { ListVisitsInput, VisitView } from '@/server/domain/use/reading-visit';
import type { TenantScope } from '@/server/tenancy/scope';
import { toVisitView } from './visit.mapper.ts';

export const visitCursor = z.tuple([z.iso.date(), z.uuid()]);
export const visitKey = (row: VisitView): string => encodeCursor([row.visitedOn, row.id]);

/** 接待登记簿, a page at a time. */
export const listVisits = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListVisitsInput,
): Promise<Page<VisitView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(visitCursor, input.cursor);
  const order = input.sort === 'newest' ? 'desc' : 'asc';
  const rows = await listVisitRows(tdb, scope.tenantId, input, { cursor, direction, limit, order });
  const total = await countVisits(tdb, scope.tenantId, input);
  return cutPage(rows.map(toVisitView), { limit, direction, hasCursor: cursor !== undefined, total }, visitKey);
};
