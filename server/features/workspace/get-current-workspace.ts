import type { TenantDb } from '@/db/client';
import { countForShell } from '@/db/queries/shell.queries';
import type { CurrentWorkspaceView } from '@/server/domain/tenancy/workspace';
import { countTodos } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';

/** What the shell shows on every page: whose workspace, who acts, what they may do, what waits. */
export const getCurrentWorkspace = async (tdb: TenantDb, scope: TenantScope): Promise<CurrentWorkspaceView> => ({
  tenant: { id: scope.tenantId, slug: scope.tenantSlug, name: scope.tenantName, kind: scope.tenantKind },
  membership: { displayName: scope.actorName, roles: [...scope.roles] },
  permissions: [...scope.permissions],
  counts: {
    ...(await countForShell(tdb, { tenantId: scope.tenantId, accountId: scope.accountId })),
    todo: (await countTodos(tdb, scope)).open,
  },
});
