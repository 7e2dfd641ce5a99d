import type { StatusKind } from '@/app/components/status';
import type { LOAN_FILTERS } from '@/server/domain/use/loan';
import type { ReservationState } from '@/server/domain/use/reservation-vocabulary';
import type { SoughtState, VisitState } from '@/server/domain/use/visit-vocabulary';

export const VISIT_STATUS: Record<VisitState, StatusKind> = { open: 'live', served: 'done', void: 'failed' };
export const LOAN_STATUS: Record<(typeof LOAN_FILTERS)[number], StatusKind> = {
  requested: 'live',
  approved: 'live',
  refused: 'none',
  lent: 'live',
  overdue: 'overdue',
  returned: 'done',
  lost: 'failed',
};
export const SOUGHT_STATUS: Record<SoughtState, StatusKind> = { open: 'live', collect: 'done', dismissed: 'none' };
export const RESERVATION_STATUS: Record<ReservationState, StatusKind> = {
  asked: 'attention',
  confirmed: 'live',
  fetched: 'live',
  visited: 'done',
  declined: 'none',
  missed: 'none',
};
