import type { TenantDb } from '@/db/client';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import type { TenantKind } from '@/server/domain/tenancy/tenant';

/** The units below the own one on a date, at any depth, each once. */
export const listUnitsBelow = async (tdb: TenantDb, on: string | null = null): Promise<KnownUnitView[]> => {
  const below = (await listKnownTenants(tdb, on)).filter((unit) => unit.depth > 0);
  const byId = new Map(
    below.map(({ tenantId, slug, name, kind }) => [tenantId, { tenantId, slug, name, kind: kind as TenantKind }]),
  );
  return [...byId.values()];
};
