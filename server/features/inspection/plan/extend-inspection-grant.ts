import type { TenantDb } from '@/db/client';
import type { ExtendGrantInput } from '@/server/domain/inspection/plan';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { extendGrant } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireInspection } from '../require-inspection.ts';
import { ruleInForce } from './save-rule.ts';

/** 查阅授权延期 of one inspection, within the bureau's rule. A closed inspection has nothing to extend. */
export const extendInspectionGrant = async (
  tdb: TenantDb,
  scope: TenantScope,
  { inspectionId, validTo, reason }: ExtendGrantInput,
): Promise<{ dispatchId: string }> => {
  refuseClassified(reason);
  const inspection = await requireInspection(tdb, scope, inspectionId);
  if (!inspection.grantId) throw new AppError('GRANT_NOT_LIVE', `inspection ${inspectionId} has no grant`);
  const { longestExtensionDays: longestDays } = await ruleInForce(tdb, scope);
  return extendGrant(tdb, scope, { grantId: inspection.grantId, validTo, reason, longestDays });
};
