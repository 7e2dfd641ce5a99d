import type { TenantDb } from '@/db/client';
import { listReceivedReleases, type ReceivedReleaseRow } from '@/db/queries/figures/release.queries';
import { isCounted } from '@/server/domain/figure/reporting';
import { standingsBelow } from './standing.ts';

/** What was released to the tenant and stands. What it has sent back counts nowhere until it is released again. */
export const countedReleases = async (
  tdb: TenantDb,
  key: { tenantId: number; year: number; codes: readonly string[] },
): Promise<ReceivedReleaseRow[]> => {
  const rows = await listReceivedReleases(tdb, key);
  if (rows.length === 0) return [];
  const standings = await standingsBelow(tdb, key.tenantId, key.year);
  return rows.filter((row) => isCounted(standings.get(row.unitTenantId) ?? 'released'));
};
