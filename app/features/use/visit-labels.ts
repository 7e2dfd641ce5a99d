import type { StatusKind } from '@/app/components/status';
import type { VisitState } from '@/server/domain/use/visit-vocabulary';

export const VISIT_STATUS: Record<VisitState, StatusKind> = { open: 'live', served: 'done', void: 'failed' };
