import type { StatusKind } from '@/app/components/status';
import type { CertificateStanding } from '@/server/domain/training/certificate';
import type { CourseSessionState } from '@/server/domain/training/course-vocabulary';

export const SESSION_STATUS: Record<CourseSessionState, StatusKind> = {
  planned: 'none',
  open: 'live',
  held: 'done',
  cancelled: 'failed',
};

export const CERTIFICATE_STATUS: Record<CertificateStanding, StatusKind> = {
  valid: 'done',
  expiring: 'attention',
  expired: 'none',
  revoked: 'failed',
};
