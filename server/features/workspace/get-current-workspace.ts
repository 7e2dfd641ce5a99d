import type { TenantDb } from '@/db/client';
import { listTenantCategories } from '@/db/queries/fonds-settings.queries';
import { countForShell, hasUnitBelow } from '@/db/queries/shell.queries';
import type { CurrentWorkspaceView } from '@/server/domain/tenancy/workspace';
import { countTodos } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';

/** An authority and a township always have some, without counting them on every page. */
const hasUnitsBelow = async (tdb: TenantDb, scope: TenantScope): Promise<boolean> =>
  scope.permissions.has('filing.supervise') &&
  (['bureau', 'township'].includes(scope.tenantKind) || (await hasUnitBelow(tdb)));

/** What the shell shows on every page: whose workspace, who acts, what they may do, what waits. */
export const getCurrentWorkspace = async (tdb: TenantDb, scope: TenantScope): Promise<CurrentWorkspaceView> => ({
  tenant: { id: scope.tenantId, slug: scope.tenantSlug, name: scope.tenantName, kind: scope.tenantKind },
  membership: { displayName: scope.actorName, roles: [...scope.roles] },
  permissions: [...scope.permissions],
  hasUnitsBelow: await hasUnitsBelow(tdb, scope),
  ownCategories: await listTenantCategories(tdb, scope.tenantId),
  counts: {
    ...(await countForShell(tdb, { tenantId: scope.tenantId, accountId: scope.accountId })),
    todo: (await countTodos(tdb, scope)).open,
  },
});
