import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  type CourseListRow,
  countCourseRows,
  findCourse,
  insertCourse,
  listCourseRows,
  listSeries,
  updateCourse,
} from '@/db/queries/course.queries';
import { listMaterials, type MaterialListRow } from '@/db/queries/material-reach.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import {
  type CourseDetailView,
  type CourseView,
  courseDetailView,
  courseView,
  type ListCoursesInput,
  type MaterialView,
  materialView,
  type SaveCourseInput,
} from '@/server/domain/training/course';
import type { TenantScope } from '@/server/tenancy/scope';

const OBJECT = 'course';
const cursorKey = z.tuple([uuid]);

export const requireCourse = async (tdb: TenantDb, scope: TenantScope, courseId: string): Promise<CourseListRow> => {
  const course = await findCourse(tdb, scope.tenantId, courseId);
  if (!course) throw new AppError('NOT_FOUND', `course ${courseId} is not in tenant ${scope.tenantId}`);
  return course;
};

const toMaterialView = (row: MaterialListRow): MaterialView => materialView.parse({ ...row, hours: Number(row.hours) });

/** 课程列表, the newest first. */
export const listCourses = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListCoursesInput,
): Promise<Page<CourseView>> => {
  const { direction, limit, ...filter } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listCourseRows(tdb, scope.tenantId, filter, { cursor, direction, limit });
  const total = await countCourseRows(tdb, scope.tenantId, filter);
  return cutPage(
    rows.map((row) => courseView.parse(row)),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.id]),
  );
};

/** One course with its 课件. */
export const getCourse = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { courseId: string },
): Promise<CourseDetailView> => {
  const course = await requireCourse(tdb, scope, input.courseId);
  const rows = await listMaterials(tdb, scope.tenantId, course.id);
  return courseDetailView.parse({ ...course, materialList: rows.map(toMaterialView) });
};

/** 系列, such as 档案讲坛: what has been used so far. */
export const readSeries = (tdb: TenantDb, scope: TenantScope): Promise<string[]> => listSeries(tdb, scope.tenantId);

/** Makes a course or changes one that is open. */
export const saveCourse = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: SaveCourseInput,
): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a course needs a person');
  const { courseId, rowVersion, ...typed } = input;
  refuseClassified(typed.title, typed.series, typed.summary);
  const fields = { ...typed, series: typed.series ?? null, summary: typed.summary ?? null };
  const id = courseId ?? uuidv7();
  if (courseId) {
    const before = await requireCourse(tdb, scope, courseId);
    if (before.state !== 'open') throw new AppError('CONFLICT', `course ${courseId} is closed`);
    if (!(await updateCourse(tdb, { tenantId: scope.tenantId, id, rowVersion }, fields)))
      throw new AppError('STALE_VERSION', `course ${id} is at version ${before.rowVersion}`);
  } else {
    await insertCourse(tdb, { ...fields, tenantId: scope.tenantId, id, createdBy: scope.accountId });
  }
  await audit(tdb, scope, {
    action: courseId ? 'courses.change' : 'courses.create',
    objectKind: OBJECT,
    objectId: id,
    objectLabel: fields.title,
    detail: { kind: fields.kind, mode: fields.mode, series: fields.series },
  });
  return { id };
};

/** 停用: nothing new is planned or issued from it. What was issued stays with the units. */
export const closeCourse = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { courseId: string; rowVersion: number },
): Promise<void> => {
  const course = await requireCourse(tdb, scope, input.courseId);
  if (course.state !== 'open') throw new AppError('CONFLICT', `course ${course.id} is closed`);
  const key = { tenantId: scope.tenantId, id: course.id, rowVersion: input.rowVersion };
  if (!(await updateCourse(tdb, key, { state: 'closed' })))
    throw new AppError('STALE_VERSION', `course ${course.id} is at version ${course.rowVersion}`);
  await audit(tdb, scope, {
    action: 'courses.close',
    objectKind: OBJECT,
    objectId: course.id,
    objectLabel: course.title,
  });
};
