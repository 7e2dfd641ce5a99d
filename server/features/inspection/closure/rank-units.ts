import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countRankedUnits, listRankedUnits } from '@/db/queries/finding-list.queries';
import { type RankedUnitView, type RankUnitsInput, rankedUnitView } from '@/server/domain/inspection/closure';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([z.number().int(), z.number().int()]);

/** Units by how much was found there over some years, most first: whom to look back at. */
export const rankUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RankUnitsInput,
): Promise<Page<RankedUnitView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listRankedUnits(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countRankedUnits(tdb, scope.tenantId, input);
  return cutPage(
    rankedUnitView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.findings, row.tenantId]),
  );
};
