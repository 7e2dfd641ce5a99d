import type { StatusKind } from '@/app/components/status';
import type { LineOutcome, StockTakeView } from '@/server/domain/storage/stock-take';

export const STOCK_TAKE_STATUS: Record<StockTakeView['state'], StatusKind> = {
  open: 'live',
  closed: 'done',
  cancelled: 'none',
};

export const OUTCOME_STATUS: Record<LineOutcome, StatusKind> = {
  counted: 'done',
  missing: 'failed',
  misplaced: 'attention',
  unknown: 'attention',
};
