import { type Pools, withSystemDb, withTenantDb } from '@/db/client';
import {
  listOldReadings,
  listTenantsWithOldReading,
  listTenantsWithUnread,
  listUnreadFiles,
} from '@/db/queries/page-text.queries';
import { DOCUMENT_READERS } from '@/server/domain/digital/digital-file';
import { recogniseFileJob } from '@/server/features/digital/digital.jobs';
import { findEngines } from '@/server/imaging/ocr/choose-recogniser';
import { enqueueAll } from '@/server/outbox/job-contract';
import { scopeOfSchedule } from './bind.ts';

/** Of one tenant in one hour: what is left is owed by the next. */
const AT_ONCE = 2_000;

/** Owes the reading of pages that came in while no OCR engine was installed, once there is one. */
export const readAgain = async (
  pools: Pools,
  stopping?: AbortSignal,
  engines = findEngines,
): Promise<{ files: number }> => {
  let files = 0;
  const tenants = await withSystemDb(pools, listTenantsWithUnread);
  if (tenants.length === 0 || (await engines('ppocr')).length === 0) return { files };
  for (const tenant of tenants) {
    if (stopping?.aborted) break;
    const scope = scopeOfSchedule(tenant, 'text.read-again');
    const owed = await withTenantDb(pools, scope, async (tdb) => {
      const fileIds = await listUnreadFiles(tdb, tenant.tenantId, AT_ONCE);
      return enqueueAll(
        tdb,
        scope,
        recogniseFileJob,
        fileIds.map((fileId) => ({ fileId })),
      );
    });
    files += owed.length;
  }
  return { files };
};

/**
 * Owes the reading of documents that came in before their kind could be read, once for each version of the reader: so many
 * an hour, and none twice, because a file says itself which reader had it last.
 */
export const readWithNewReader = async (
  pools: Pools,
  stopping?: AbortSignal,
  limit = AT_ONCE,
): Promise<{ documents: number }> => {
  let documents = 0;
  for (const tenant of await withSystemDb(pools, (sdb) => listTenantsWithOldReading(sdb, DOCUMENT_READERS))) {
    if (stopping?.aborted) break;
    const scope = scopeOfSchedule(tenant, 'text.read-again');
    const owed = await withTenantDb(pools, scope, async (tdb) => {
      const fileIds = await listOldReadings(tdb, tenant.tenantId, DOCUMENT_READERS, limit);
      return enqueueAll(
        tdb,
        scope,
        recogniseFileJob,
        fileIds.map((fileId) => ({ fileId })),
      );
    });
    documents += owed.length;
  }
  return { documents };
};
