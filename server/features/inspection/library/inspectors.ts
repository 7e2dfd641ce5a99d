import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  countInspectorLibrary,
  findInspectorInLibrary,
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
  type SaveInspectorInput,
} from '@/server/domain/inspection/library';
import { AppError } from '@/server/domain/shared/app-error';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { findSupervisedUnit } from './find-unit.ts';
import { inspectorsOf } from './inspector-query.ts';

const cursorKey = z.tuple([z.string(), uuid]);

/** 执法人员名录库, by name, each with the units from which the person stays away. */
export const listInspectorsOf = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { cursor?: string | undefined; direction: 'after' | 'before'; limit: number },
): Promise<Page<InspectorRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const query = inspectorsOf(scope);
  const rows = await listInspectorLibrary(tdb, query, { cursor, direction, limit });
  const total = await countInspectorLibrary(tdb, query);
  const accountIds = rows.map((row) => row.accountId);
  const recusals = await listRecusals(tdb, scope.tenantId, accountIds);
  const views = rows.map((row) => ({
    ...row,
    recusals: recusals.filter((recusal) => recusal.accountId === row.accountId),
  }));
  return cutPage(
    inspectorRowView.array().parse(views),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.name, row.accountId]),
  );
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
