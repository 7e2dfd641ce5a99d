import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countInspectorLibrary,
  findInspectorInLibrary,
  type InspectorOrder,
  insertRecusal,
  liftRecusalRow,
  listInspectorLibrary,
  listRecusals,
  saveInspectorProfile,
} from '@/db/queries/inspector-library.queries';
import { audit } from '@/server/audit/audit';
import {
  type AddRecusalInput,
  type InspectorRowView,
  inspectorRowView,
  type ListInspectorsInput,
  type SaveInspectorInput,
} from '@/server/domain/inspection/library';
import type { InspectorSort } from '@/server/domain/inspection/plan-vocabulary';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { EXPORT_ROWS, exportTable } from '@/server/objects/export-table';
import type { ObjectStore } from '@/server/objects/object-store';
import type { TenantScope } from '@/server/tenancy/scope';
import { findSupervisedUnit } from './find-unit.ts';
import { inspectorsOf } from './inspector-query.ts';

const cursorKey = z.tuple([z.string(), uuid]);

const orderOf = (sort: InspectorSort): InspectorOrder => ({
  by: sort.replace('-', '') as InspectorOrder['by'],
  order: sort.startsWith('-') ? 'desc' : 'asc',
});

/** 执法人员名录库, each with the units from which the person stays away. */
export const listInspectorsOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListInspectorsInput,
): Promise<Page<InspectorRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const query = inspectorsOf(scope);
  const rows = await listInspectorLibrary(tdb, query, { cursor, direction, limit }, orderOf(input.sort));
  const total = await countInspectorLibrary(tdb, query);
  const accountIds = rows.map((row) => row.accountId);
  const recusals = await listRecusals(tdb, scope.tenantId, accountIds);
  const views = rows.map((row) => ({
    ...row,
    recusals: recusals.filter((recusal) => recusal.accountId === row.accountId),
  }));
  const keys = new Map(rows.map((row) => [row.accountId, row.sortKey]));
  return cutPage(
    inspectorRowView.array().parse(views),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([keys.get(row.accountId) ?? '', row.accountId]),
  );
};

const CERTIFICATE = { missing: '未登记', expired: '已过期', soon: '即将到期', valid: '有效' } as const;
const SPECIALITY: Readonly<Record<string, string>> = {
  filing: '归档整理',
  storage: '库房保管',
  digital: '数字化与信息化',
  safety: '档案安全',
  secrecy: '保密',
  accounting: '会计档案',
  project: '科技与项目档案',
  law: '法制',
};
const COLUMNS = [
  { heading: '姓名', width: 12 },
  { heading: '职务', width: 16 },
  { heading: '执法证号', width: 18 },
  { heading: '证件到期', width: 12 },
  { heading: '证件状态', width: 10 },
  { heading: '专长', width: 24 },
  { heading: '能否派出', width: 10 },
  { heading: '不能派出的原因', width: 24 },
  { heading: '回避单位', width: 36 },
  { heading: '本年检查', width: 10 },
  { heading: '在办检查', width: 10 },
];

/** 执法人员名录 as a workbook, in the order of the screen. */
export const exportInspectors = async (
  tdb: TenantDb,
  scope: TenantScope,
  objects: ObjectStore,
  input: { sort: InspectorSort },
): Promise<FileReference> => {
  const page = { cursor: undefined, direction: 'after', limit: EXPORT_ROWS } as const;
  const rows = await listInspectorLibrary(tdb, inspectorsOf(scope), page, orderOf(input.sort));
  const recusals = await listRecusals(
    tdb,
    scope.tenantId,
    rows.map((row) => row.accountId),
  );
  const away = (accountId: string) =>
    recusals.filter((recusal) => recusal.accountId === accountId).map((recusal) => recusal.unitName);
  return exportTable(tdb, scope, objects, {
    action: 'inspection.exportInspectors',
    objectKind: 'inspector_profile',
    fileName: `执法人员名录_${scope.tenantName}.xlsx`,
    sheetName: '执法人员名录',
    columns: COLUMNS,
    rows: rows.map((row) => [
      row.name,
      row.position,
      row.certificateNumber,
      row.certificateExpiresOn,
      CERTIFICATE[row.certificate as keyof typeof CERTIFICATE],
      row.specialities.map((one) => SPECIALITY[one] ?? one).join('、'),
      row.isAvailable ? '能' : '不能',
      row.unavailableReason,
      away(row.accountId).join('、'),
      row.inspectionsThisYear,
      row.openInspections,
    ]),
  });
};

const requireInspector = async (tdb: TenantDb, scope: TenantScope, accountId: string): Promise<{ name: string }> => {
  const inspector = await findInspectorInLibrary(tdb, inspectorsOf(scope), accountId);
  if (!inspector) throw new AppError('NOT_FOUND', `account ${accountId} is no inspector of tenant ${scope.tenantId}`);
  return inspector;
};

/** 执法证件, 专长, whether the person can be sent out. */
export const saveInspector = async (tdb: TenantDb, scope: TenantScope, input: SaveInspectorInput): Promise<void> => {
  refuseClassified(input.unavailableReason);
  const inspector = await requireInspector(tdb, scope, input.accountId);
  const { accountId, rowVersion } = input;
  const profile = {
    certificateNumber: input.certificateNumber ?? null,
    certificateExpiresOn: input.certificateExpiresOn ?? null,
    specialities: [...new Set(input.specialities)],
    isAvailable: input.unavailableReason === undefined,
    unavailableReason: input.unavailableReason ?? null,
    updatedByName: scope.actorName,
  };
  if (!(await saveInspectorProfile(tdb, { tenantId: scope.tenantId, accountId, rowVersion }, profile))) {
    throw new AppError('STALE_VERSION', `the profile of ${accountId} changed meanwhile`);
  }
  await audit(tdb, scope, {
    action: 'inspection.saveInspector',
    objectKind: 'inspector_profile',
    objectId: accountId,
    objectLabel: inspector.name,
    detail: profile,
  });
};

/** 登记回避: no draw sends this person to that unit, and nobody can name them for it. */
export const addRecusal = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AddRecusalInput,
): Promise<{ id: string }> => {
  refuseClassified(input.reason);
  const inspector = await requireInspector(tdb, scope, input.accountId);
  const unit = await findSupervisedUnit(tdb, input.unitSlug);
  const id = uuidv7();
  const added = await insertRecusal(tdb, {
    tenantId: scope.tenantId,
    id,
    accountId: input.accountId,
    unitTenantId: unit.tenantId,
    unitName: unit.name,
    reason: input.reason,
    createdByName: scope.actorName,
  });
  if (!added) throw new AppError('ALREADY_EXISTS', `${input.accountId} already recuses from ${unit.slug}`);
  await audit(tdb, scope, {
    action: 'inspection.addRecusal',
    objectKind: 'inspector_recusal',
    objectId: id,
    objectLabel: inspector.name,
    detail: { unit: unit.name, reason: input.reason },
  });
  return { id };
};

/** 解除回避. It stays on record that it held, and until when. */
export const liftRecusal = async (tdb: TenantDb, scope: TenantScope, input: { recusalId: string }): Promise<void> => {
  const lifted = await liftRecusalRow(tdb, scope.tenantId, input.recusalId, scope.actorName);
  if (!lifted) throw new AppError('NOT_FOUND', `recusal ${input.recusalId} does not hold in tenant ${scope.tenantId}`);
  await audit(tdb, scope, {
    action: 'inspection.liftRecusal',
    objectKind: 'inspector_recusal',
    objectId: input.recusalId,
    objectLabel: lifted.unitName,
    detail: { accountId: lifted.accountId },
  });
};
