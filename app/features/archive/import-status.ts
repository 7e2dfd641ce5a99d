import type { StatusKind } from '@/app/components/status';
import type { ImportState } from '@/server/domain/archive/import-batch';

export const IMPORT_STATUS: Record<ImportState, StatusKind> = {
  uploaded: 'none',
  reading: 'live',
  previewed: 'attention',
  filing: 'live',
  filed: 'done',
  failed: 'failed',
  undone: 'none',
};

/** While a worker is at it the page follows by itself. */
export const isWorking = (state: ImportState): boolean =>
  state === 'uploaded' || state === 'reading' || state === 'filing';
