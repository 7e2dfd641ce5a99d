import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countSessionAttendance,
  findCourseSession,
  listAttendance as listAttendanceRows,
} from '@/db/queries/training.queries';
import { AppError } from '@/server/domain/shared/app-error';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import {
  type AttendanceView,
  attendanceView,
  type ListAttendanceInput,
} from '@/server/domain/training/course-attendance';
import type { TenantScope } from '@/server/tenancy/scope';

const attendanceCursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** 签到表 of one session, in the order of arrival. */
export const listAttendance = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListAttendanceInput,
): Promise<Page<AttendanceView>> => {
  const session = await findCourseSession(tdb, scope.tenantId, input.sessionId);
  if (!session) throw new AppError('NOT_FOUND', `course session ${input.sessionId} is not in tenant ${scope.tenantId}`);
  const { direction, limit, q } = input;
  const cursor = decodeCursor(attendanceCursor, input.cursor);
  const key = { tenantId: scope.tenantId, sessionId: session.id, q };
  const rows = await listAttendanceRows(tdb, key, { cursor, direction, limit });
  const options = { limit, direction, hasCursor: cursor !== undefined, total: await countSessionAttendance(tdb, key) };
  return cutPage(
    rows.map((row) => attendanceView.parse(row)),
    options,
    (row) => encodeCursor([row.checkedInAt, row.id]),
  );
};
