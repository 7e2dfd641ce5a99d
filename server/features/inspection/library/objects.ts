import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countObjectRows, listObjectRows, saveUnitProfile } from '@/db/queries/inspection-library.queries';
import { audit } from '@/server/audit/audit';
import {
  type ExportObjectsInput,
  type ListObjectsInput,
  type ObjectRowView,
  objectRowView,
  type SaveObjectInput,
} from '@/server/domain/inspection/library';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { isoDate } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { findSupervisedUnit } from './find-unit.ts';

const cursorKey = z.tuple([isoDate, z.number().int()]);
const NEVER = '0001-01-01';

/** 检查对象名录库, who was not inspected for longest first. */
export const listObjects = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListObjectsInput,
): Promise<Page<ObjectRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listObjectRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countObjectRows(tdb, scope.tenantId, input);
  return cutPage(
    objectRowView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.lastInspectedOn ?? NEVER, row.tenantId]),
  );
};

export const KIND_WORDS: Readonly<Record<string, string>> = {
  bureau: '档案主管部门',
  repository: '档案馆',
  department: '区直机关',
  township: '乡镇（街道）',
  village: '村（社区）',
  enterprise: '企业',
  institution: '事业单位',
  vendor: '服务外包企业',
};
const RISK = { HIGH: '高', MEDIUM: '中', LOW: '低' } as const;
const COLUMNS = [
  { heading: '单位', width: 30 },
  { heading: '类型', width: 14 },
  { heading: '所属乡镇', width: 20 },
  { heading: '风险等级', width: 10 },
  { heading: '定级理由', width: 30 },
  { heading: '最近得分', width: 10 },
  { heading: '得分日期', width: 12 },
  { heading: '最近检查', width: 12 },
  { heading: '免检至', width: 12 },
  { heading: '免检理由', width: 30 },
];

/** 检查对象名录 as a workbook, of what the filters leave. */
export const exportObjects = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  filter: ExportObjectsInput,
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = objectRowView.array().parse(await listObjectRows(tdb, scope.tenantId, filter, page));
  return exportTable(tdb, scope, objects, {
    action: 'inspection.exportObjects',
    objectKind: 'inspection_unit_profile',
    fileName: `检查对象名录_${scope.tenantName}.xlsx`,
    sheetName: '检查对象名录',
    columns: COLUMNS,
    rows: rows.map((row) => [
      row.name,
      KIND_WORDS[row.kind] ?? row.kind,
      row.townshipName,
      row.riskLevel ? RISK[row.riskLevel] : null,
      row.riskReason,
      row.lastScore,
      row.lastScoreOn,
      row.lastInspectedOn,
      row.exemptUntil,
      row.exemptReason,
    ]),
  });
};

/** 风险等级, 免检, an earlier score: what supervision itself does not say of a unit. */
export const saveObject = async (tdb: TenantDb, scope: TenantScope, input: SaveObjectInput): Promise<void> => {
  refuseClassified(input.riskReason, input.exemptReason);
  const unit = await findSupervisedUnit(tdb, input.unitSlug);
  const { rowVersion } = input;
  const profile = {
    riskLevel: input.riskLevel ?? null,
    riskReason: input.riskLevel ? (input.riskReason ?? null) : null,
    exemptUntil: input.exemptUntil ?? null,
    exemptReason: input.exemptReason ?? null,
    lastScore: input.lastScore ?? null,
    lastScoreOn: input.lastScoreOn ?? null,
    updatedByName: scope.actorName,
  };
  const key = { tenantId: scope.tenantId, unitTenantId: unit.tenantId, rowVersion };
  if (!(await saveUnitProfile(tdb, key, profile))) {
    throw new AppError('STALE_VERSION', `the profile of ${unit.slug} changed meanwhile`);
  }
  await audit(tdb, scope, {
    action: 'inspection.saveObject',
    objectKind: 'inspection_unit_profile',
    objectId: unit.slug,
    objectLabel: unit.name,
    detail: profile,
  });
};
