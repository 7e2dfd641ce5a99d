import type { TenantDb } from '@/db/client';
import { AppError } from '@/server/domain/shared/app-error';
import type { CreateSessionInput } from '@/server/domain/training/course-session';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireCourse } from './courses/manage-courses.ts';

/** A form's values as they are kept. The course has to be one's own, the last day to enrol no later than the session. */
export const fieldsOfSession = async (tdb: TenantDb, scope: TenantScope, typed: CreateSessionInput) => {
  const { hours, place, speaker, startsAt, capacity, enrolBy, courseId, posts, audience, systemRoles, ...rest } = typed;
  if (courseId) await requireCourse(tdb, scope, courseId);
  if (enrolBy && enrolBy > typed.heldOn)
    throw new AppError('BAD_INPUT', 'people enrol before the session', { enrolBy: 'late' });
  return {
    ...rest,
    hours: String(hours),
    place: place ?? null,
    speaker: speaker ?? null,
    startsAt: startsAt ?? null,
    capacity: capacity ?? null,
    enrolBy: enrolBy ?? null,
    courseId: courseId ?? null,
    posts: [...new Set(posts)],
    audience: audience ?? null,
    systemRoles: [...new Set(systemRoles)],
  };
};
