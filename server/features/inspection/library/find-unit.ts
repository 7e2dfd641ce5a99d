import type { TenantDb } from '@/db/client';
import { type KnownTenant, listKnownTenants } from '@/db/queries/workspace.queries';
import { AppError } from '@/server/domain/shared/app-error';

/** A unit that is supervised today, by its slug. Whoever is not is answered like one that does not exist. */
export const findSupervisedUnit = async (tdb: TenantDb, unitSlug: string): Promise<KnownTenant> => {
  const unit = (await listKnownTenants(tdb)).find((one) => one.depth > 0 && one.slug === unitSlug);
  if (!unit) throw new AppError('NOT_FOUND', `${unitSlug} is not supervised here`);
  return unit;
};
