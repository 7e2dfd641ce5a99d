import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countCourseSessions, listCourseSessions } from '@/db/queries/training.queries';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { CourseSessionView, ListSessionsInput } from '@/server/domain/training/course-session';
import type { TenantScope } from '@/server/tenancy/scope';
import { toCourseSessionView } from './course-session.mapper.ts';

const sessionCursor = z.tuple([z.iso.date(), z.uuid()]);

/** 培训台账, newest first. */
export const listSessions = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListSessionsInput,
): Promise<Page<CourseSessionView>> => {
  const { direction, limit } = input;
  const cursor = decodeCursor(sessionCursor, input.cursor);
  const rows = await listCourseSessions(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countCourseSessions(tdb, scope.tenantId, input);
  const options = { limit, direction, hasCursor: cursor !== undefined, total };
  return cutPage(rows.map(toCourseSessionView), options, (row) => encodeCursor([row.heldOn, row.id]));
};
