import type { TenantDb } from '@/db/client';
import { listGuidanceEvents } from '@/db/queries/guidance.queries';
import type { GuidanceFilter, GuidanceView } from '@/server/domain/guidance/guidance-event';
import type { GuidanceMode, GuidanceProgramme } from '@/server/domain/guidance/guidance-vocabulary';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { toGuidanceView } from './guidance.mapper.ts';

const COLUMNS = [
  { heading: '日期', width: 12 },
  { heading: '指导单位', width: 26 },
  { heading: '方式', width: 10 },
  { heading: '指导事项', width: 40 },
  { heading: '工作专项', width: 18 },
  { heading: '指导项目', width: 26 },
  { heading: '指导人员', width: 18 },
  { heading: '联合单位', width: 18 },
  { heading: '参加人数', width: 10 },
  { heading: '参加人员', width: 26 },
  { heading: '时长（小时）', width: 12 },
  { heading: '结果', width: 40 },
  { heading: '状态', width: 8 },
];
const MODE: Record<GuidanceMode, string> = {
  onsite: '上门',
  phone: '电话',
  oral: '口头',
  online: '线上',
  group: '群聊',
  visit: '来馆咨询',
  model: '做样板',
};
const PROGRAMME: Record<GuidanceProgramme, string> = {
  general: '一般工作',
  special_topic: '专题档案',
  retired_staff: '国企退休人员档案',
  village: '村级档案',
  model_village: '示范村创建',
  transfer: '移交进馆',
  outsourcing: '服务外包',
};
const STATE = { draft: '草稿', done: '已完成', void: '作废' } as const;

const cellsOf = (event: GuidanceView): (string | number)[] => [
  event.guidedOn,
  event.subjectName,
  MODE[event.mode],
  event.topic,
  PROGRAMME[event.programme as GuidanceProgramme] ?? event.programme,
  event.projectTitle ?? '',
  event.guides.join('、'),
  event.partners,
  event.personCount,
  event.attendees,
  event.hours,
  event.result,
  STATE[event.state],
];

/** 业务指导台账 as a workbook, of what the filters leave. */
export const exportGuidance = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: GuidanceFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listGuidanceEvents(tdb, scope.tenantId, filter, page);
  return exportTable(tdb, scope, objects, {
    action: 'guidance.export',
    objectKind: 'guidance_event',
    fileName: `业务指导台账_${scope.tenantName}.xlsx`,
    sheetName: '业务指导台账',
    columns: COLUMNS,
    rows: rows.map(toGuidanceView).map(cellsOf),
  });
};
