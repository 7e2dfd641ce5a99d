import type { TenantDb } from '@/db/client';
import { findCourse } from '@/db/queries/course.queries';
import { findRegisterEntry } from '@/db/queries/register.queries';
import { findCourseSession, listAttendees } from '@/db/queries/training.queries';
import { listSessionInvitations } from '@/db/queries/training-dispatch.queries';
import { AppError } from '@/server/domain/shared/app-error';
import type { CourseSessionDetailView } from '@/server/domain/training/course-session';
import { takesAttendance } from '@/server/domain/training/course-vocabulary';
import type { TenantScope } from '@/server/tenancy/scope';
import { toCourseSessionView } from './course-session.mapper.ts';
import { listValidCheckIns } from './valid-check-ins.ts';

/** One session. The code is told only to those who organise, and only until the session is over. */
export const getSession = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { sessionId: string },
): Promise<CourseSessionDetailView> => {
  const row = await findCourseSession(tdb, scope.tenantId, input.sessionId);
  if (!row) throw new AppError('NOT_FOUND', `course session ${input.sessionId} is not in tenant ${scope.tenantId}`);
  const view = toCourseSessionView(row);
  const course = row.courseId ? await findCourse(tdb, scope.tenantId, row.courseId) : undefined;
  const line = row.planEntryId ? await findRegisterEntry(tdb, scope.tenantId, row.planEntryId) : undefined;
  const isOrganiser = scope.permissions.has('training.organise');
  const isOver = view.state === 'held' || view.state === 'cancelled';
  return {
    ...view,
    checkInCode: isOrganiser && !isOver ? row.checkInCode : null,
    invitations: (await listSessionInvitations(tdb, scope.tenantId, row.id)).map(
      ({ unitTenantId, unitName, invitedAt }) => ({
        unitTenantId,
        unitName,
        invitedAt,
      }),
    ),
    planEntry: line ? { id: line.id, title: line.title } : null,
    courseTitle: course?.title ?? null,
    series: course?.series ?? null,
    waitingCheckIns: takesAttendance(view.state) ? await countWaiting(tdb, scope, row) : 0,
  };
};

const countWaiting = async (
  tdb: TenantDb,
  scope: TenantScope,
  session: { id: string; checkInCode: string },
): Promise<number> => {
  const present = await listAttendees(tdb, scope.tenantId, session.id);
  const known = new Set(present.map((person) => `${person.unitTenantId}:${person.accountId}`));
  const { valid } = await listValidCheckIns(tdb, scope.tenantId, session);
  return valid.filter((checkIn) => !known.has(`${checkIn.unitTenantId}:${checkIn.accountId}`)).length;
};
