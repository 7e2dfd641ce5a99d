import { type Pools, withSystemDb, withTenantDb } from '@/db/client';
import { forgetOldUploads, listTenantsToVerify } from '@/db/queries/fixity.queries';
import type { TenantKind } from '@/server/domain/tenancy/tenant';
import { startSweep } from '@/server/features/digital/fixity/verify-files';
import { mintScope } from '@/server/tenancy/mint-scope';

/** An upload that nobody goes on with for so long is given up. */
export const UPLOAD_DAYS = 14;

/** Owes a sweep to every tenant in which files come up for verification. At most one a day each. */
export const startDueSweeps = async (pools: Pools, stopping?: AbortSignal): Promise<{ sweeps: number }> => {
  let sweeps = 0;
  for (const tenant of await withSystemDb(pools, listTenantsToVerify)) {
    if (stopping?.aborted) break;
    const scope = mintScope({
      ...tenant,
      tenantKind: tenant.tenantKind as TenantKind,
      accountId: null,
      actorName: '系统',
      roles: [],
      requestId: 'schedule-fixity',
    });
    await withTenantDb(pools, scope, (tdb) => startSweep(tdb, scope, { kind: 'due', withSm3: false }));
    sweeps += 1;
  }
  return { sweeps };
};

export const forgetUploads = async (pools: Pools): Promise<{ forgotten: number }> => ({
  forgotten: await withSystemDb(pools, (sdb) => forgetOldUploads(sdb, UPLOAD_DAYS)),
});
