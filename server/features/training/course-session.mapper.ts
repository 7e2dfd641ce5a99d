import type { CourseSessionListRow } from '@/db/queries/training.queries';
import { type CourseSessionView, courseSessionView } from '@/server/domain/training/course-session';

export const toCourseSessionView = (row: CourseSessionListRow): CourseSessionView =>
  courseSessionView.parse({ ...row, hours: Number(row.hours) });
