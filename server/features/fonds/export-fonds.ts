import type { TenantDb } from '@/db/client';
import { listFondsForPrint } from '@/db/queries/archive-print.queries';
import { FONDS_KINDS, type FondsListRow, holdingsText } from '@/server/domain/fonds/fonds';
import { changeLine } from '@/server/domain/fonds/fonds-change';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { listFonds } from './list-fonds.ts';

/** 全宗单栏目 (GB/T 13967-2026). */
const COLUMNS = [
  { heading: '序号', width: 8 },
  { heading: '全宗号', width: 10 },
  { heading: '全宗名称', width: 36 },
  { heading: '全宗类型', width: 14 },
  { heading: '属类', width: 14 },
  { heading: '起始时间', width: 12 },
  { heading: '终止时间', width: 12 },
  { heading: '是否封闭', width: 10 },
  { heading: '档案数量', width: 28 },
  { heading: '存放位置', width: 24 },
  { heading: '演变与关联全宗', width: 36 },
  { heading: '备注', width: 24 },
] as const;

const cellsOf = (fonds: FondsListRow, index: number, changes: readonly string[]): (string | number | null)[] => [
  index + 1,
  fonds.isOfficial ? fonds.number : `${fonds.number}（暂用）`,
  fonds.name,
  FONDS_KINDS.find((kind) => kind.code === fonds.kind)?.zh ?? fonds.kind,
  fonds.className,
  fonds.startedOn,
  fonds.closedOn,
  fonds.closedOn === null ? '否' : '是',
  holdingsText(fonds.holdings),
  fonds.location,
  [...changes, ...(fonds.relations ? [fonds.relations] : [])].join('\n'),
  fonds.note,
];

/** 全宗单 as a workbook. */
export const downloadFondsList = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
): Promise<FileReference> => {
  const rows = await listFonds(tdb, scope);
  const printed = await listFondsForPrint(tdb, scope.tenantId, undefined);
  const changes = new Map(printed.map((one) => [one.id, one.changes.map(changeLine)]));
  return exportTable(tdb, scope, objects, {
    action: 'fonds.exportList',
    objectKind: 'fonds',
    fileName: `全宗单_${scope.tenantName}.xlsx`,
    sheetName: '全宗单',
    columns: COLUMNS,
    rows: rows.map((row, index) => cellsOf(row, index, changes.get(row.id) ?? [])),
  });
};
