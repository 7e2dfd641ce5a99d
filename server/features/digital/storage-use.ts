import type { TenantDb } from '@/db/client';
import { readStorageUse } from '@/db/queries/digital.queries';
import type { StorageView } from '@/server/domain/digital/fixity';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

/** What the unit's files take up, and how much it may. */
export const readStorage = (tdb: TenantDb, scope: TenantScope): Promise<StorageView> =>
  readStorageUse(tdb, scope.tenantId);

/**
 * Refuses what the unit's room does not hold, before a byte is sent. Uploads on their way count as if they were there.
 * @throws AppError STORAGE_FULL
 */
export const keepToQuota = async (tdb: TenantDb, tenantId: number, bytes: number): Promise<void> => {
  const { usedBytes, promisedBytes, quotaBytes } = await readStorageUse(tdb, tenantId, { lock: true });
  if (quotaBytes !== null && usedBytes + promisedBytes + bytes > quotaBytes)
    throw new AppError(
      'STORAGE_FULL',
      `tenant ${tenantId}: ${usedBytes} + ${promisedBytes} + ${bytes} > ${quotaBytes}`,
    );
};
