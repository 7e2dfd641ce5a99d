import type { TenantDb } from '@/db/client';
import { listCourseSessions } from '@/db/queries/training.queries';
import type { FileReference } from '@/server/domain/shared/file-reference';
import type { CourseSessionView, ExportSessionsInput } from '@/server/domain/training/course-session';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { toCourseSessionView } from './course-session.mapper.ts';

const COLUMNS = [
  { heading: '日期', width: 12 },
  { heading: '培训名称', width: 40 },
  { heading: '类别', width: 14 },
  { heading: '方式', width: 12 },
  { heading: '主办', width: 10 },
  { heading: '地点', width: 28 },
  { heading: '学时', width: 8 },
  { heading: '签到人数', width: 10 },
  { heading: '状态', width: 8 },
];
const KIND = {
  business_study: '业务学习',
  onboarding: '岗位培训',
  continuing: '继续教育',
  special: '专题培训',
  lecture: '档案讲坛',
} as const;
const MODE = { onsite: '线下', online: '线上', mixed: '线上线下' } as const;
const ORGANISER = { own: '本单位', superior: '上级', other: '其他' } as const;
const STATE = { planned: '计划', open: '签到中', held: '已举办', cancelled: '已取消' } as const;

const cellsOf = (session: CourseSessionView): (string | number | null)[] => [
  session.heldOn,
  session.title,
  KIND[session.kind],
  MODE[session.mode],
  ORGANISER[session.organiserKind],
  session.place,
  session.hours,
  session.attendanceCount,
  STATE[session.state],
];

/** 培训台账 as a workbook, of what the filters leave. */
export const exportSessions = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: ExportSessionsInput,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listCourseSessions(tdb, scope.tenantId, filter, page);
  return exportTable(tdb, scope, objects, {
    action: 'training.exportSessions',
    objectKind: 'course_session',
    fileName: `培训台账_${scope.tenantName}.xlsx`,
    sheetName: '培训台账',
    columns: COLUMNS,
    rows: rows.map(toCourseSessionView).map(cellsOf),
  });
};
