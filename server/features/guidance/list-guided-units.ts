import type { TenantDb } from '@/db/client';
import { listTransferPartners } from '@/db/queries/disposition-transfer.queries';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { listUnitsBelow } from '@/server/tenancy/list-units-below';

/** Whom this tenant may guide: the units below, and for an archives those that transfer to it. */
export const listGuidedUnits = async (tdb: TenantDb): Promise<KnownUnitView[]> => {
  const below = await listUnitsBelow(tdb);
  const known = new Set(below.map((unit) => unit.tenantId));
  const beside = (await listTransferPartners(tdb)).filter((one) => !one.isArchives && !known.has(one.tenantId));
  return [
    ...below,
    ...beside.map(({ tenantId, slug, name, kind }) => ({ tenantId, slug, name, kind: kind as TenantKind })),
  ];
};
