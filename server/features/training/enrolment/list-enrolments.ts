import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { listEnrolmentRows, listUnitTurnout } from '@/db/queries/enrolment.queries';
import { findCourseSession } from '@/db/queries/training.queries';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TraineePost, Turnout } from '@/server/domain/training/course-vocabulary';
import {
  type EnrolmentView,
  enrolmentView,
  type ListEnrolmentsInput,
  type UnitTurnoutView,
  unitTurnoutView,
} from '@/server/domain/training/enrolment';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const lineKey = z.tuple([z.iso.datetime(), z.uuid()]);
const unitKey = z.tuple([z.string().max(200), z.number().int()]);

const findSession = async (tdb: TenantDb, scope: TenantScope, sessionId: string) => {
  const session = await findCourseSession(tdb, scope.tenantId, sessionId);
  if (!session) throw new AppError('NOT_FOUND', `course session ${sessionId} is not in tenant ${scope.tenantId}`);
  return session;
};

/** 报名名单 of a session in the order of the line. */
export const listEnrolments = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListEnrolmentsInput,
): Promise<Page<EnrolmentView>> => {
  const session = await findSession(tdb, scope, input.sessionId);
  const { direction, limit, turnout } = input;
  const cursor = decodeCursor(lineKey, input.cursor);
  const key = { tenantId: scope.tenantId, sessionId: session.id, turnout };
  const rows = await listEnrolmentRows(tdb, key, { cursor, direction, limit });
  return cutPage(
    rows.map((row) => enrolmentView.parse(row)),
    { limit, direction, hasCursor: cursor !== undefined, total: null },
    (row) => encodeCursor([row.enrolledAt, row.id]),
  );
};

/** 按单位出勤 of a session. */
export const listTurnout = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { sessionId: string; cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<Page<UnitTurnoutView>> => {
  const session = await findSession(tdb, scope, input.sessionId);
  const { direction, limit } = input;
  const cursor = decodeCursor(unitKey, input.cursor);
  const key = { tenantId: scope.tenantId, sessionId: session.id };
  const rows = await listUnitTurnout(tdb, key, { cursor, direction, limit });
  return cutPage(
    rows.map((row) => unitTurnoutView.parse(row)),
    { limit, direction, hasCursor: cursor !== undefined, total: null },
    (row) => encodeCursor([row.unitName, row.unitTenantId]),
  );
};

export const TURNOUT_WORDS: Record<Turnout, string> = {
  place: '已报名',
  waiting: '候补',
  on_time: '到课',
  late: '迟到',
  leave: '请假',
  absent: '缺勤',
  withdrawn: '已取消',
};
export const POST_WORDS: Record<TraineePost, string> = {
  leader: '分管领导',
  full_time: '专职档案员',
  part_time: '兼职档案员',
  project: '建设项目档案员',
};

/** 报名与出勤 of a session as a workbook: the sign-in sheet that is printed and hung out. */
export const exportEnrolments = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { sessionId: string },
): Promise<FileReference> => {
  const session = await findSession(tdb, scope, input.sessionId);
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listEnrolmentRows(tdb, { tenantId: scope.tenantId, sessionId: session.id }, page);
  const views = rows.map((row) => enrolmentView.parse(row)).filter((row) => row.turnout !== 'withdrawn');
  return exportTable(tdb, scope, objects, {
    action: 'enrolment.export',
    objectKind: 'course_session',
    fileName: `报名与出勤_${session.title}.xlsx`,
    sheetName: '报名与出勤',
    columns: [
      { heading: '序号', width: 8 },
      { heading: '单位', width: 32 },
      { heading: '姓名', width: 14 },
      { heading: '岗位', width: 18 },
      { heading: '出勤', width: 10 },
      { heading: '请假事由', width: 30 },
      { heading: '签字', width: 18 },
    ],
    rows: views.map((row, index) => [
      index + 1,
      row.unitName,
      row.personName,
      POST_WORDS[row.post],
      TURNOUT_WORDS[row.turnout],
      row.reason,
      null,
    ]),
  });
};
