import type { StatusKind } from '@/app/components/status';
import type { BatchView, ItemStep } from '@/server/domain/digital/digitisation';

export const stateOf = (batch: Pick<BatchView, 'state' | 'isLate'>): 'running' | 'late' | 'done' | 'cancelled' =>
  batch.state === 'running' && batch.isLate ? 'late' : batch.state;
export const STATE_KINDS: Record<ReturnType<typeof stateOf>, StatusKind> = {
  running: 'live',
  late: 'overdue',
  done: 'done',
  cancelled: 'none',
};
export const STEP_KINDS: Record<ItemStep, StatusKind> = {
  listed: 'none',
  out: 'live',
  prepared: 'live',
  scanned: 'live',
  processed: 'live',
  checked: 'live',
  linked: 'live',
  returned: 'done',
  withdrawn: 'none',
};
export const WHOLE_PAGE = { nextCursor: null, previousCursor: null, total: null };

/** A share as it is written, without the 28.999… that comes of multiplying. */
export const percentOf = (share: number): number => Math.round(share * 10_000) / 100;
