import { type Pools, type TenantDb, withSystemDb } from '@/db/client';
import { listChanges } from '@/db/queries/supervision.queries';
import { listKnownTenants, readShanghaiToday } from '@/db/queries/workspace.queries';
import type { TenantChangeView, TreeView } from '@/server/domain/tenancy/supervision';
import type { TenantChangeKind, TenantKind } from '@/server/domain/tenancy/tenant';
import type { TenantScope } from '@/server/tenancy/scope';

/** What stands above and below this tenant on a day, past or to come. */
export const getTree = async (tdb: TenantDb, input: { on?: string | undefined }): Promise<TreeView> => {
  const on = input.on ?? (await readShanghaiToday(tdb));
  const nodes = await listKnownTenants(tdb, on);
  return { on, nodes: nodes.map((node) => ({ ...node, kind: node.kind as TenantKind })) };
};

/** Only those above. */
export const listSupervisors = async (tdb: TenantDb, input: { on?: string | undefined }): Promise<TreeView> => {
  const tree = await getTree(tdb, input);
  return { on: tree.on, nodes: tree.nodes.filter((node) => node.depth < 0) };
};

/** 机构变动 of this tenant and of what is below it today, and what it recorded itself. */
export const listTenantChanges = async (
  pools: Pools,
  tdb: TenantDb,
  scope: TenantScope,
): Promise<TenantChangeView[]> => {
  const reach = (await listKnownTenants(tdb)).filter((node) => node.depth >= 0).map((node) => node.tenantId);
  const rows = await withSystemDb(pools, (sdb) => listChanges(sdb, scope.tenantId, reach));
  return rows.map((row) => ({ ...row, kind: row.kind as TenantChangeKind }));
};
