import type { TenantDb } from '@/db/client';
import type { ImportBatchRecord } from '@/db/queries/archive-import.queries';
import { listSchemeRows, readToday } from '@/db/queries/archive-scheme.queries';
import type { ImportContext } from './prepare-row.ts';

/** What every row of a batch is read against. */
export const loadImportContext = async (
  tdb: TenantDb,
  tenantId: number,
  batch: Pick<ImportBatchRecord, 'fondsId' | 'fondsNumber' | 'categoryCode'>,
): Promise<ImportContext> => ({
  fondsNumber: batch.fondsNumber,
  categoryCode: batch.categoryCode,
  schemes: await listSchemeRows(tdb, tenantId, batch.fondsId),
  today: await readToday(tdb),
});
