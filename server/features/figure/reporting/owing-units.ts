import type { TenantDb } from '@/db/client';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { computedFigures } from '@/server/domain/figure/figures';
import type { TenantKind } from '@/server/domain/tenancy/tenant';

export interface OwingUnit {
  tenantId: number;
  name: string;
  kind: TenantKind;
}

/**
 * Units directly below on a day that have figures of their own: who owes a release then, whatever the tree is today. In
 * the order of the directory.
 */
export const owingUnits = async (tdb: TenantDb, tenantId: number, on: string | null): Promise<OwingUnit[]> =>
  (await listKnownTenants(tdb, on))
    .filter((tenant) => tenant.depth === 1 && tenant.parentTenantId === tenantId)
    .map(({ tenantId: id, name, kind }) => ({ tenantId: id, name, kind: kind as TenantKind }))
    .filter(({ kind }) => computedFigures(kind).length > 0);

/** Names of those whom the tenant itself reports to. */
export const supervisorNames = async (tdb: TenantDb): Promise<string[]> =>
  (await listKnownTenants(tdb)).filter((tenant) => tenant.depth === -1).map((tenant) => tenant.name);
