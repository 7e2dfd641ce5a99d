import type { TenantDb } from '@/db/client';
import { listKnownTenants } from '@/db/queries/workspace.queries';
import { AppError } from '@/server/domain/shared/app-error';

interface Superior {
  tenantId: number;
  name: string;
}

const nearest = async (tdb: TenantDb, isIt: (kind: string) => boolean): Promise<Superior> => {
  const above = (await listKnownTenants(tdb)).filter((tenant) => tenant.depth < 0 && isIt(tenant.kind));
  const found = above.sort((left, right) => right.depth - left.depth)[0];
  if (!found) throw new AppError('BUREAU_MISSING', 'nobody of that kind above this tenant');
  return found;
};

/** 同级档案主管部门. A township supervises its villages but approves nothing. */
export const nearestBureau = (tdb: TenantDb): Promise<Superior> => nearest(tdb, (kind) => kind === 'bureau');

/** 上级: who supervises at once, step by step upwards (逐级报告). */
export const nearestSuperior = (tdb: TenantDb): Promise<Superior> => nearest(tdb, () => true);
