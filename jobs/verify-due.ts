import path from 'node:path';
import { type Pools, withSystemDb, withTenantDb } from '@/db/client';
import { forgetOldUploads, listTenantsToVerify } from '@/db/queries/fixity.queries';
import { listTenantsToRecheck } from '@/db/queries/four-property-due.queries';
import { startSweep } from '@/server/features/digital/fixity/verify-files';
import { startRecheck } from '@/server/features/digital/four-property/recheck';
import { tidyWorkspaces } from '@/server/objects/ocfl/tidy-workspaces';
import { scopeOfSchedule } from './bind.ts';

/** An upload that nobody goes on with for so long is given up. */
const UPLOAD_DAYS = 14;

/** Owes a sweep to every tenant in which files come up for verification. At most one a day each. */
export const startDueSweeps = async (pools: Pools, stopping?: AbortSignal): Promise<{ sweeps: number }> => {
  let sweeps = 0;
  for (const tenant of await withSystemDb(pools, listTenantsToVerify)) {
    if (stopping?.aborted) break;
    const scope = scopeOfSchedule(tenant, 'fixity.sweep');
    await withTenantDb(pools, scope, (tdb) => startSweep(tdb, scope, { kind: 'due', withSm3: false }));
    sweeps += 1;
  }
  return { sweeps };
};

/** Owes a four-property check to every tenant with records that nobody has judged within the term. At most one a day. */
export const startDueRechecks = async (pools: Pools, stopping?: AbortSignal): Promise<{ runs: number }> => {
  let runs = 0;
  for (const tenant of await withSystemDb(pools, listTenantsToRecheck)) {
    if (stopping?.aborted) break;
    const scope = scopeOfSchedule(tenant, 'four-property.recheck');
    if (await withTenantDb(pools, scope, (tdb) => startRecheck(tdb, scope))) runs += 1;
  }
  return { runs };
};

export const forgetUploads = async (
  pools: Pools,
  dataDir: string,
): Promise<{ forgotten: number; workspaces: number }> => ({
  forgotten: await withSystemDb(pools, (sdb) => forgetOldUploads(sdb, UPLOAD_DAYS)),
  workspaces: await tidyWorkspaces(path.resolve(dataDir, 'records')),
});
