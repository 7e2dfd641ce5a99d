import type { TenantDb } from '@/db/client';
import { type AuditFilter, listAuditRows } from '@/db/queries/audit-log.queries';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

const COLUMNS = [
  { heading: '时间', width: 26 },
  { heading: '人员', width: 14 },
  { heading: '单位', width: 24 },
  { heading: '操作', width: 24 },
  { heading: '对象类型', width: 16 },
  { heading: '对象', width: 40 },
  { heading: '查阅授权', width: 38 },
  { heading: '封存号', width: 10 },
];

/** The log as a workbook, of what the filters leave. Taking it out is an event in it. */
export const downloadAuditLog = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: AuditFilter,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const events = await listAuditRows(tdb, scope.tenantId, filter, page);
  return exportTable(tdb, scope, objects, {
    action: 'audit.export',
    objectKind: 'audit_event',
    fileName: `审计日志_${scope.tenantName}.xlsx`,
    sheetName: '审计日志',
    columns: COLUMNS,
    rows: events.map((event) => [
      event.at,
      event.actorName,
      event.actorTenantName,
      event.action,
      event.objectKind,
      event.objectLabel ?? event.objectId,
      event.grantId,
      event.sealNumber,
    ]),
  });
};
