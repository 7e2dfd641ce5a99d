import type { TenantDb } from '@/db/client';
import { listTransferPartners } from '@/db/queries/disposition-transfer.queries';
import type { KnownUnitView } from '@/server/domain/tenancy/known-unit';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { listUnitsBelow } from './list-units-below.ts';

/**
 * Whom this tenant may guide and teach: the units below, and for an archives those that transfer to it. It has no
 * authority over the latter: what binds (inspections, rules, figures) goes to the units below alone.
 */
export const listUnitsServed = async (tdb: TenantDb): Promise<KnownUnitView[]> => {
  const below = await listUnitsBelow(tdb);
  const known = new Set(below.map((unit) => unit.tenantId));
  const beside = (await listTransferPartners(tdb)).filter((one) => !one.isArchives && !known.has(one.tenantId));
  return [
    ...below,
    ...beside.map(({ tenantId, slug, name, kind }) => ({ tenantId, slug, name, kind: kind as TenantKind })),
  ];
};
