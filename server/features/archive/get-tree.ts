import type { TenantDb } from '@/db/client';
import { listFondsRows, listTreeLeaves } from '@/db/queries/archive-scheme.queries';
import type { FondsView, TreeView } from '@/server/domain/archive/archive-list';
import type { TenantScope } from '@/server/tenancy/scope';

/** 全宗 → 门类 → 年度 → 保管期限 → 机构, with counts that are kept, not counted. */
export const getTree = async (tdb: TenantDb, scope: TenantScope): Promise<TreeView> => {
  const fonds = await listFondsRows(tdb, scope.tenantId);
  const leaves = await listTreeLeaves(tdb, scope.tenantId);
  const counts = new Map<string, number>();
  for (const leaf of leaves) counts.set(leaf.fondsId, (counts.get(leaf.fondsId) ?? 0) + leaf.itemCount);
  return { fonds: fonds.map((row) => ({ ...row, itemCount: counts.get(row.id) ?? 0 })), leaves };
};

/** 全宗 of the unit. */
export const listFonds = async (tdb: TenantDb, scope: TenantScope): Promise<FondsView[]> =>
  (await getTree(tdb, scope)).fonds;
