import type { TenantDb } from '@/db/client';
import { type CourseSessionRow, findCourseSessionForUpdate } from '@/db/queries/training.queries';
import { AppError } from '@/server/domain/shared/app-error';
import type { CourseSessionState } from '@/server/domain/training/course-vocabulary';
import type { TenantScope } from '@/server/tenancy/scope';

/** The session, locked until the transaction ends, in a state that allows what is about to be done. */
export const requireSession = async (
  tdb: TenantDb,
  scope: TenantScope,
  sessionId: string,
  isAllowed: (state: CourseSessionState) => boolean,
): Promise<CourseSessionRow> => {
  const session = await findCourseSessionForUpdate(tdb, scope.tenantId, sessionId);
  if (!session) throw new AppError('NOT_FOUND', `course session ${sessionId} is not in tenant ${scope.tenantId}`);
  if (!isAllowed(session.state as CourseSessionState)) {
    throw new AppError('SESSION_STATE_WRONG', `course session ${sessionId} is ${session.state}`);
  }
  return session;
};
