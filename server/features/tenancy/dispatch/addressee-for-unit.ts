import type { TenantDb } from '@/db/client';
import { findSuccessor, listKnownTenants } from '@/db/queries/workspace.queries';
import { AppError } from '@/server/domain/shared/app-error';

/**
 * To whom a document about what a unit handed up goes: to the unit, or, where it was merged meanwhile and its workspace
 * is closed, to the one that goes on. `about` names the unit in the body then.
 * @throws AppError UNIT_GONE where the unit was abolished or went to another supervisor
 */
export const addresseeForUnit = async (
  tdb: TenantDb,
  unit: { tenantId: number; name: string },
): Promise<{ addresseeTenantId: number; about: { unitTenantId?: number; unitName?: string } }> => {
  const isBelow = (await listKnownTenants(tdb)).some((one) => one.tenantId === unit.tenantId && one.depth > 0);
  if (isBelow) return { addresseeTenantId: unit.tenantId, about: {} };
  const successor = await findSuccessor(tdb, unit.tenantId);
  if (successor === null) throw new AppError('UNIT_GONE', `tenant ${unit.tenantId} is below this tenant no more`);
  return { addresseeTenantId: successor, about: { unitTenantId: unit.tenantId, unitName: unit.name } };
};
