import type { TenantDb } from '@/db/client';
import { listGuidanceEvents } from '@/db/queries/guidance.queries';
import type { GuidanceFilter, GuidanceView } from '@/server/domain/guidance/guidance-event';
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
  { heading: '时长（小时）', width: 12 },
  { heading: '状态', width: 8 },
];
const MODE = { onsite: '上门', phone: '电话', oral: '口头', online: '线上', model: '做样板' } as const;
const STATE = { draft: '草稿', done: '已完成', void: '作废' } as const;

const cellsOf = (event: GuidanceView): (string | number)[] => [
  event.guidedOn,
  event.subjectName,
  MODE[event.mode],
  event.topic,
  event.hours,
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
