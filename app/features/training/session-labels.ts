import type { StatusKind } from '@/app/components/status';
import type { CourseSessionState } from '@/server/domain/training/course-vocabulary';

export const SESSION_STATUS: Record<CourseSessionState, StatusKind> = {
  planned: 'none',
  open: 'live',
  held: 'done',
  cancelled: 'failed',
};
