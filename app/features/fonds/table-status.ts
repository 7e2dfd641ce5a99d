import type { StatusKind } from '@/app/components/status';
import type { RenumberingView } from '@/server/domain/fonds/renumbering';

export const TABLE_STATUS: Record<RenumberingView['state'], StatusKind> = {
  planning: 'live',
  planned: 'attention',
  applying: 'live',
  applied: 'done',
  dropped: 'none',
  failed: 'failed',
};

/** B028 WS 2024 Y BGS */
export const selectionText = (table: RenumberingView): string =>
  [table.fondsNumber, table.categoryCode, table.filingYear, table.retentionCode, table.orgCode]
    .filter(Boolean)
    .join(' ');
