import { type Pools, withSystemDb } from '@/db/client';
import { findWorkspaceRow } from '@/db/queries/workspace.queries';
import type { TenantKind } from '@/server/domain/tenancy/tenant';

export interface Workspace {
  tenantId: number;
  tenantSlug: string;
  tenantName: string;
  tenantKind: TenantKind;
  actorName: string;
  roles: string[];
}

/** Read afresh for every request: a role taken away stops the next request, with no session to wait for. */
export const findWorkspace = async (pools: Pools, accountId: string, slug: string): Promise<Workspace | null> => {
  const row = await withSystemDb(pools, (sdb) => findWorkspaceRow(sdb, accountId, slug));
  return row
    ? {
        tenantId: row.tenantId,
        tenantSlug: row.slug,
        tenantName: row.name,
        tenantKind: row.kind as TenantKind,
        actorName: row.displayName,
        roles: row.roles,
      }
    : null;
};
