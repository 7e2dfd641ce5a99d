import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  cancelDrillRow,
  countDrillRows,
  type DrillRow,
  findDrill,
  insertDrill,
  insertDrillPhotos,
  listDrillPhotos,
  listDrillRows,
  reviewDrillRow,
} from '@/db/queries/emergency-drill.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import {
  type CancelDrillInput,
  type DrillRowView,
  type DrillView,
  drillRowView,
  drillView,
  type ListDrillsInput,
  type PlanDrillInput,
  type ReviewDrillInput,
} from '@/server/domain/safety/safety';
import { AppError } from '@/server/domain/shared/app-error';
import type { FileReference } from '@/server/domain/shared/file-reference';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';

const cursorKey = z.tuple([isoDate, uuid]);

/** 演练计划与记录, the one planned last first. */
export const listDrills = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ListDrillsInput,
): Promise<Page<DrillRowView>> => {
  const { limit, direction } = input;
  const cursor = decodeCursor(cursorKey, input.cursor);
  const rows = await listDrillRows(tdb, scope.tenantId, input, { cursor, direction, limit });
  const total = await countDrillRows(tdb, scope.tenantId, input);
  return cutPage(
    drillRowView.array().parse(rows),
    { limit, direction, hasCursor: cursor !== undefined, total },
    (row) => encodeCursor([row.plannedOn, row.id]),
  );
};

const requireDrill = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<DrillRow> => {
  const drill = await findDrill(tdb, scope.tenantId, id);
  if (!drill) throw new AppError('NOT_FOUND', `drill ${id} is not in tenant ${scope.tenantId}`);
  return drill;
};

export const getDrill = async (tdb: TenantDb, scope: TenantScope, input: { drillId: string }): Promise<DrillView> => {
  const drill = await requireDrill(tdb, scope, input.drillId);
  return drillView.parse({ ...drill, photos: await listDrillPhotos(tdb, scope.tenantId, drill.id) });
};

/** 制定演练: scenario, script and people before the day. */
export const planDrill = async (tdb: TenantDb, scope: TenantScope, input: PlanDrillInput): Promise<{ id: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a drill needs a person');
  refuseClassified(input.title, input.script);
  const id = uuidv7();
  await insertDrill(tdb, { ...input, tenantId: scope.tenantId, id, createdBy: scope.accountId });
  await audit(tdb, scope, {
    action: 'safety.planDrill',
    objectKind: 'emergency_drill',
    objectId: id,
    objectLabel: input.title,
    detail: { scenario: input.scenario, mode: input.mode, plannedOn: input.plannedOn, people: input.people.length },
  });
  return { id };
};

const requirePlanned = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<DrillRow> => {
  const drill = await requireDrill(tdb, scope, id);
  if (drill.state !== 'planned') throw new AppError('DRILL_STATE_WRONG', `drill ${id} is ${drill.state}`);
  return drill;
};

/** 演练复盘: when it was held and by whom, the photos, what went wrong and what is done about it. */
export const reviewDrill = async (tdb: TenantDb, scope: TenantScope, input: ReviewDrillInput): Promise<void> => {
  const { drillId, rowVersion, photoObjectIds, ...review } = input;
  refuseClassified(review.issues, review.improvement);
  const drill = await requirePlanned(tdb, scope, drillId);
  if (review.heldOn > (await readClock(tdb)).today) throw new AppError('BAD_INPUT', 'held in the future');
  if (!(await reviewDrillRow(tdb, { tenantId: scope.tenantId, id: drill.id, rowVersion }, review))) {
    throw new AppError('STALE_VERSION', `drill ${drill.id} is at ${drill.rowVersion}`);
  }
  const photos = [...new Set(photoObjectIds)];
  if ((await insertDrillPhotos(tdb, { tenantId: scope.tenantId, drillId: drill.id }, photos)) !== photos.length) {
    throw new AppError('NOT_FOUND', 'a photo is not stored in this tenant');
  }
  await audit(tdb, scope, {
    action: 'safety.reviewDrill',
    objectKind: 'emergency_drill',
    objectId: drill.id,
    objectLabel: drill.title,
    detail: { heldOn: review.heldOn, people: review.people.length, photos: photos.length },
  });
};

export const cancelDrill = async (tdb: TenantDb, scope: TenantScope, input: CancelDrillInput): Promise<void> => {
  refuseClassified(input.reason);
  const drill = await requirePlanned(tdb, scope, input.drillId);
  const key = { tenantId: scope.tenantId, id: drill.id, rowVersion: input.rowVersion };
  if (!(await cancelDrillRow(tdb, key, input.reason))) {
    throw new AppError('STALE_VERSION', `drill ${drill.id} is at ${drill.rowVersion}`);
  }
  await audit(tdb, scope, {
    action: 'safety.cancelDrill',
    objectKind: 'emergency_drill',
    objectId: drill.id,
    objectLabel: drill.title,
    detail: { reason: input.reason },
  });
};

export const downloadDrillPhoto = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { drillId: string; objectId: string },
): Promise<FileReference> => {
  const drill = await requireDrill(tdb, scope, input.drillId);
  const photo = (await listDrillPhotos(tdb, scope.tenantId, drill.id)).find((one) => one.objectId === input.objectId);
  if (!photo) throw new AppError('NOT_FOUND', `drill ${drill.id} has no photo ${input.objectId}`);
  const { sha256, fileName, mediaType, sizeBytes } = photo;
  return { tenantId: scope.tenantId, sha256, fileName, mediaType, sizeBytes };
};
