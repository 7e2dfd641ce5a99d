import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findCourseSession, insertCourseSession } from '@/db/queries/training.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { CourseSessionView, CreateSessionInput } from '@/server/domain/training/course-session';
import type { TenantScope } from '@/server/tenancy/scope';
import { newCheckInCode } from './check-in-code.ts';
import { toCourseSessionView } from './course-session.mapper.ts';
import { fieldsOfSession } from './session-fields.ts';

/** Plans a course session; `planEntryId` where it is a line of the study plan. */
export const createSession = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: CreateSessionInput,
  planEntryId: string | null = null,
): Promise<CourseSessionView> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a course session is planned by a person');
  refuseClassified(input.title, input.place, input.speaker, input.audience);
  const id = uuidv7();
  await insertCourseSession(tdb, {
    ...(await fieldsOfSession(tdb, scope, input)),
    tenantId: scope.tenantId,
    id,
    planEntryId,
    checkInCode: newCheckInCode(),
    createdBy: scope.accountId,
  });
  await audit(tdb, scope, {
    action: 'training.createSession',
    objectKind: 'course_session',
    objectId: id,
    objectLabel: input.title,
    detail: { kind: input.kind, heldOn: input.heldOn, planEntryId },
  });
  const created = await findCourseSession(tdb, scope.tenantId, id);
  if (!created) throw new AppError('INTERNAL', `course session ${id} is not there after it was written`);
  return toCourseSessionView(created);
};
