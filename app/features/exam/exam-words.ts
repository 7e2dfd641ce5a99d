import type { StatusKind } from '@/app/components/status';
import type { ExamPhase } from '@/server/domain/exam/exam-vocabulary';

export const PHASE_STATUS: Readonly<Record<ExamPhase, StatusKind>> = {
  coming: 'none',
  running: 'live',
  over: 'done',
  cancelled: 'failed',
};
