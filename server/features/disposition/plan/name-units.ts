import type { TenantDb } from '@/db/client';
import type { PlanUnitInsert } from '@/db/queries/disposition-plan.queries';
import { listTransferPartners } from '@/db/queries/disposition-transfer.queries';
import type { CreatePlanInput } from '@/server/domain/disposition/plan';
import type { PartnerView } from '@/server/domain/disposition/transfer';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

/** Units whose records come to this archives. */
export const listTransferors = async (tdb: TenantDb): Promise<PartnerView[]> =>
  (await listTransferPartners(tdb)).filter((partner) => !partner.isArchives);

/** The lines with the names of their units; one that does not transfer here reads like one that does not exist. */
export const namedUnits = async (
  tdb: TenantDb,
  scope: TenantScope,
  lines: CreatePlanInput['units'],
): Promise<PlanUnitInsert[]> => {
  const known = new Map((await listTransferors(tdb)).map((unit) => [unit.tenantId, unit]));
  return [...new Map(lines.map((unit) => [unit.unitTenantId, unit])).values()].map((unit) => {
    const partner = known.get(unit.unitTenantId);
    if (!partner) throw new AppError('NOT_FOUND', `tenant ${unit.unitTenantId} does not transfer to ${scope.tenantId}`);
    return { ...unit, unitName: partner.name, unitKind: partner.kind };
  });
};
