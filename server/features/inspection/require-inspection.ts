import type { TenantDb } from '@/db/client';
import { findInspection, type InspectionRow } from '@/db/queries/inspection.queries';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

export const requireInspection = async (
  tdb: TenantDb,
  scope: TenantScope,
  inspectionId: string,
  find: typeof findInspection = findInspection,
): Promise<InspectionRow> => {
  const inspection = await find(tdb, scope.tenantId, inspectionId);
  if (!inspection) throw new AppError('NOT_FOUND', `inspection ${inspectionId} is not in tenant ${scope.tenantId}`);
  return inspection;
};

export const isInspectorOf = (scope: TenantScope, inspection: InspectionRow): boolean =>
  scope.accountId !== null && inspection.inspectorAccountIds.includes(scope.accountId);

/** For what only the inspectors named in the notice may do. */
export const requireMyInspection = async (
  tdb: TenantDb,
  scope: TenantScope,
  inspectionId: string,
  find: typeof findInspection = findInspection,
): Promise<InspectionRow & { accountId: string }> => {
  const inspection = await requireInspection(tdb, scope, inspectionId, find);
  if (scope.accountId === null || !isInspectorOf(scope, inspection)) {
    throw new AppError('FORBIDDEN', `account ${scope.accountId} is no inspector of ${inspectionId}`);
  }
  return { ...inspection, accountId: scope.accountId };
};
