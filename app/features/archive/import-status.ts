import type { StatusKind } from '@/app/components/status';
import type { ImportBatchRow, ImportState } from '@/server/domain/archive/import-batch';

export const IMPORT_STATUS: Record<ImportState, StatusKind> = {
  uploaded: 'none',
  reading: 'live',
  previewed: 'attention',
  filing: 'live',
  filed: 'done',
  failed: 'failed',
  undoing: 'live',
  undone: 'none',
};

/** While a worker is at it the page follows by itself. */
export const isWorking = (state: ImportState): boolean =>
  state === 'uploaded' || state === 'reading' || state === 'filing' || state === 'undoing';

/** An edited export that was applied has corrected, not filed. */
export const stateKey = (batch: Pick<ImportBatchRow, 'state' | 'kind'>) => {
  const isApplied = batch.kind === 'update' && batch.state === 'filed';
  return isApplied ? ('catalogueImport.state_applied' as const) : (`catalogueImport.state_${batch.state}` as const);
};
