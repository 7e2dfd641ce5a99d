import type { TenantDb } from '@/db/client';
import {
  countTreeLeaves,
  listFondsRows,
  listTreeLeaves,
  type TreeDepth,
  type TreeLeafRow,
} from '@/db/queries/archive-scheme.queries';
import type { FondsView, TreeInput, TreeView } from '@/server/domain/archive/archive-list';
import type { TenantScope } from '@/server/tenancy/scope';

/** What a browser is given of the tree at once. With more, it is told less deep, and one fonds at a time in full. */
const MOST_LEAVES = 20_000;

const readLeaves = async (
  tdb: TenantDb,
  tenantId: number,
  fondsId: string | undefined,
): Promise<{ depth: TreeDepth; leaves: TreeLeafRow[] }> => {
  const fits = (await countTreeLeaves(tdb, tenantId, fondsId)).find(({ leaves }) => leaves <= MOST_LEAVES);
  // By fonds alone it always fits: the database keeps a tenant from having more than 5,000.
  const depth = fits?.depth ?? 1;
  return { depth, leaves: await listTreeLeaves(tdb, tenantId, { depth, fondsId, limit: MOST_LEAVES }) };
};

/**
 * 全宗 → 门类 → 年度 → 保管期限 → 机构, with counts that are kept, not counted. Where the whole is too much at once, every
 * level is summed and the fonds that was opened is told on its own.
 */
export const getTree = async (tdb: TenantDb, scope: TenantScope, input: TreeInput): Promise<TreeView> => {
  const { tenantId } = scope;
  const fonds = await listFondsRows(tdb, tenantId);
  const { depth, leaves } = await readLeaves(tdb, tenantId, undefined);
  const counts = new Map<string, number>();
  for (const leaf of leaves) counts.set(leaf.fondsId, (counts.get(leaf.fondsId) ?? 0) + leaf.itemCount);
  const opened =
    depth < 5 && fonds.some((row) => row.id === input.fondsId)
      ? (await readLeaves(tdb, tenantId, input.fondsId)).leaves
      : null;
  return {
    fonds: fonds.map((row) => ({ ...row, itemCount: counts.get(row.id) ?? 0 })),
    leaves: opened ? [...leaves.filter((leaf) => leaf.fondsId !== input.fondsId), ...opened] : leaves,
    isWhole: depth === 5,
  };
};

/** 全宗 of the unit. */
export const listFonds = async (tdb: TenantDb, scope: TenantScope): Promise<FondsView[]> => {
  const fonds = await listFondsRows(tdb, scope.tenantId);
  const sums = await listTreeLeaves(tdb, scope.tenantId, { depth: 1, fondsId: undefined, limit: MOST_LEAVES });
  const counts = new Map(sums.map((row) => [row.fondsId, row.itemCount]));
  return fonds.map((row) => ({ ...row, itemCount: counts.get(row.id) ?? 0 }));
};
