import type { TenantDb } from '@/db/client';
import { findVisit } from '@/db/queries/use.queries';
import { AppError } from '@/server/domain/shared/app-error';
import type { VisitView } from '@/server/domain/use/reading-visit';
import type { TenantScope } from '@/server/tenancy/scope';
import { toVisitView } from './visit.mapper.ts';

/** One line of the register: a figure's row leads here. */
export const getVisit = async (tdb: TenantDb, scope: TenantScope, input: { visitId: string }): Promise<VisitView> => {
  const row = await findVisit(tdb, scope.tenantId, input.visitId);
  if (!row) throw new AppError('NOT_FOUND', `visit ${input.visitId} is not in tenant ${scope.tenantId}`);
  return toVisitView(row);
};
