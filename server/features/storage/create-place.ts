import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import {
  closePlaceRow,
  findPlaceSums,
  insertPlaces,
  listChildPlaces,
  lockPlace,
  type PlaceRow,
  sumSpinesOn,
  takeLabelNumbers,
  updatePlaceRow,
} from '@/db/queries/storage-place.queries';
import { endRoomVersion, listRoomVersions, writeRoomVersion } from '@/db/queries/storage-room.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import {
  type CreatePlaceInput,
  labelOf,
  MOST_CHILDREN,
  mayHold,
  type PlaceLevel,
  type PlaceView,
  placeCode,
  placeSortKey,
  type UpdatePlaceInput,
} from '@/server/domain/storage/place';
import type { TenantScope } from '@/server/tenancy/scope';
import { readSetting } from './read-setting.ts';
import { toPlaceView } from './storage.mapper.ts';

const viewOf = async (tdb: TenantDb, scope: TenantScope, id: string): Promise<PlaceView> => {
  const row = await findPlaceSums(tdb, scope.tenantId, id);
  if (!row) throw new AppError('NOT_FOUND', `place ${id} is not in tenant ${scope.tenantId}`);
  return toPlaceView(row);
};

/** The place above, locked, if it may hold another place of this level. */
export const requireParent = async (
  tdb: TenantDb,
  scope: TenantScope,
  parentId: string | undefined,
  level: PlaceLevel,
): Promise<PlaceRow | null> => {
  const parent = parentId === undefined ? null : await lockPlace(tdb, scope.tenantId, parentId);
  if (parent === undefined || parent?.state === 'closed')
    throw new AppError('NOT_FOUND', `place ${parentId} is not in tenant ${scope.tenantId}`);
  if (!mayHold((parent?.level ?? null) as PlaceLevel | null, level))
    throw new AppError('BAD_INPUT', `${parent?.level} holds no ${level}`, { level: 'PLACE_ORDER' });
  if (parent?.ownCapacityMm) throw new AppError('PLACE_HOLDS_BOXES', parent.code);
  return parent;
};

/** What a room is used for and how large it is from a day on; today if none is said. A day to come is refused. */
const keepVersion = async (
  tdb: TenantDb,
  scope: TenantScope,
  room: { id: string; roomKind: string | null; areaM2: number | null },
  since: string | undefined,
): Promise<void> => {
  const today = await readShanghaiToday(tdb);
  if (since !== undefined && since > today) throw new AppError('BAD_INPUT', `${since} is to come`, { since: true });
  const [latest, earlier] = await listRoomVersions(tdb, scope.tenantId, room.id);
  // What is past stays as it was; the day of the only version may be mended either way.
  if (latest && earlier && (since ?? today) < latest.validFrom)
    throw new AppError('BAD_INPUT', `before ${latest.validFrom}`, { since: true });
  await writeRoomVersion(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    placeId: room.id,
    validFrom: since ?? today,
    roomKind: room.roomKind ?? 'other',
    areaM2: room.areaM2,
  });
};

/** 库房 or another place, one at a time. Whole racks: create-rack. */
export const createPlace = async (tdb: TenantDb, scope: TenantScope, input: CreatePlaceInput): Promise<PlaceView> => {
  refuseClassified(input.name);
  const { segments } = await readSetting(tdb, scope);
  if (!segments.includes(input.level))
    throw new AppError('BAD_INPUT', `${input.level} is not used here`, { level: 'LEVEL_NOT_USED' });
  const parent = await requireParent(tdb, scope, input.parentId, input.level);
  const siblings = await listChildPlaces(tdb, scope.tenantId, parent?.id ?? null, MOST_CHILDREN);
  if (siblings.length >= MOST_CHILDREN) throw new AppError('BATCH_TOO_LARGE', 'the place is full of places');
  const isRoom = input.level === 'room';
  const id = uuidv7();
  const code = placeCode(parent?.code ?? null, input.level, input.number);
  const number = await takeLabelNumbers(tdb, scope.tenantId, 'place', 1);
  await insertPlaces(tdb, scope.tenantId, [
    {
      id,
      parentId: parent?.id ?? null,
      level: input.level,
      number: input.number,
      name: input.name ?? null,
      code,
      sortKey: placeSortKey(parent?.sortKey ?? null, input.level, input.number),
      label: labelOf('place', scope.tenantId, number),
      roomKind: isRoom ? (input.roomKind ?? 'permanent') : null,
      areaM2: isRoom ? (input.areaM2 ?? null) : null,
      rackId: null,
      capacityMm: input.capacityMm ?? null,
    },
  ]);
  const { roomKind = 'permanent', areaM2 = null, since } = input;
  if (isRoom) await keepVersion(tdb, scope, { id, roomKind, areaM2 }, since);
  await audit(tdb, scope, {
    action: 'storage.createPlace',
    objectKind: 'storage_place',
    objectId: id,
    objectLabel: code,
  });
  return viewOf(tdb, scope, id);
};

export const updatePlace = async (tdb: TenantDb, scope: TenantScope, input: UpdatePlaceInput): Promise<PlaceView> => {
  refuseClassified(input.name);
  const row = await lockPlace(tdb, scope.tenantId, input.id);
  if (!row || row.state === 'closed') throw new AppError('NOT_FOUND', `place ${input.id} is not there`);
  const used = await sumSpinesOn(tdb, scope.tenantId, row.id);
  if (used > 0 && (input.capacityMm ?? 0) < used) throw new AppError('PLACE_FULL', row.code, { used });
  if (input.capacityMm !== null && (await viewOf(tdb, scope, row.id)).hasChildren)
    throw new AppError('PLACE_HOLDS_BOXES', row.code);
  const isRoom = row.level === 'room';
  const { id, rowVersion, name, capacityMm } = input;
  const values = { name, capacityMm, roomKind: isRoom ? input.roomKind : null, areaM2: isRoom ? input.areaM2 : null };
  if (!(await updatePlaceRow(tdb, { tenantId: scope.tenantId, id, rowVersion }, values)))
    throw new AppError('STALE_VERSION', `place ${id}`);
  const isChanged = values.roomKind !== row.roomKind || values.areaM2 !== row.areaM2;
  if (isRoom && (isChanged || input.since !== undefined)) await keepVersion(tdb, scope, { id, ...values }, input.since);
  const before = { name: row.name, capacityMm: row.ownCapacityMm, roomKind: row.roomKind, areaM2: row.areaM2 };
  await audit(tdb, scope, {
    action: 'storage.updatePlace',
    objectKind: 'storage_place',
    objectId: id,
    objectLabel: row.code,
    detail: { from: before, to: { ...values, since: input.since ?? null } },
  });
  return viewOf(tdb, scope, id);
};

/** Takes an empty place out of use. Its label and its past stay. */
export const closePlace = async (tdb: TenantDb, scope: TenantScope, input: { id: string }): Promise<PlaceView> => {
  const row = await lockPlace(tdb, scope.tenantId, input.id);
  if (!row || row.state === 'closed') throw new AppError('NOT_FOUND', `place ${input.id} is not there`);
  const sums = await viewOf(tdb, scope, row.id);
  if (sums.boxCount > 0 || sums.hasChildren) throw new AppError('PLACE_NOT_EMPTY', row.code, { boxes: sums.boxCount });
  await closePlaceRow(tdb, scope.tenantId, row.id);
  await endRoomVersion(tdb, scope.tenantId, row.id, await readShanghaiToday(tdb));
  await audit(tdb, scope, {
    action: 'storage.closePlace',
    objectKind: 'storage_place',
    objectId: row.id,
    objectLabel: row.code,
  });
  return viewOf(tdb, scope, row.id);
};
