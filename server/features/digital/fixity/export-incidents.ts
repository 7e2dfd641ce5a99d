import type { TenantDb } from '@/db/client';
import { listIncidents } from '@/db/queries/fixity-incident.queries';
import { type FaultKind, type IncidentFilter, type IncidentState, incidentView } from '@/server/domain/digital/fixity';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';

/* Registers are Chinese documents whatever the reader's language is. */
const KIND_WORDS: Readonly<Record<FaultKind, string>> = {
  changed: '内容改变',
  missing: '文件丢失',
  untracked: '多出文件',
  infected: '发现病毒，已隔离',
};
const STATE_WORDS: Readonly<Record<IncidentState, string>> = {
  open: '未处理',
  handling: '处理中',
  repaired: '已修复',
  accepted: '已接受',
  released: '已解除隔离',
};
/** How a repair writes itself down; what a person wrote stays as it is. */
const REASON_WORDS: Readonly<Record<string, string>> = {
  'repair:copy': '用第二副本修复，修复前后都核对过',
  'repair:set_aside': '多出的文件已移到隔离区',
  'repair:inventory': '清单已按最新版本重写',
};
const COLUMNS = [
  { heading: '档号', width: 28 },
  { heading: '题名', width: 40 },
  { heading: '文件', width: 30 },
  { heading: '问题', width: 12 },
  { heading: '状态', width: 10 },
  { heading: '负责人', width: 12 },
  { heading: '发现时间', width: 18 },
  { heading: '最近一次看到', width: 18 },
  { heading: '了结时间', width: 18 },
  { heading: '了结人', width: 12 },
  { heading: '说明', width: 40 },
  { heading: '存放位置', width: 50 },
  { heading: '应有的 SHA-256', width: 66 },
  { heading: '现有的 SHA-256', width: 66 },
];

const minute = (iso: string | null): string =>
  iso === null ? '' : new Date(iso).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16);

/** 核验问题清单, of what the filters leave. */
export const exportIncidents = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: IncidentFilter,
): Promise<FileReference> => {
  const walk = { after: undefined, direction: 'after', limit: EXPORT_ROWS + 1 } as const;
  const rows = await listIncidents(tdb, scope.tenantId, filter, walk);
  return exportTable(tdb, scope, objects, {
    action: 'digital.exportIncidents',
    objectKind: 'fixity_incident',
    fileName: `核验问题_${scope.tenantName}.xlsx`,
    sheetName: '核验问题',
    columns: COLUMNS,
    rows: rows.map((found) => {
      const row = incidentView.parse(found);
      return [
        row.referenceCode,
        row.title,
        row.fileName ?? '不属于条目的文件',
        KIND_WORDS[row.kind],
        STATE_WORDS[row.state],
        row.ownerName,
        minute(row.foundAt),
        minute(row.seenAt),
        minute(row.closedAt),
        row.closedByName,
        row.reason === null ? '' : (REASON_WORDS[row.reason] ?? row.reason),
        row.path,
        row.expectedSha256,
        row.foundSha256,
      ];
    }),
  });
};
