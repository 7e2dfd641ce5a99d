import type { TenantDb } from '@/db/client';
import { readStorageSummary } from '@/db/queries/storage-out.queries';
import { countUnboxed } from '@/db/queries/storage-pack.queries';
import { findPlaceSums, listChildPlaces, listPlacesAbove } from '@/db/queries/storage-place.queries';
import { listRackRows } from '@/db/queries/storage-rack.queries';
import { listRoomVersions } from '@/db/queries/storage-room.queries';
import { AppError } from '@/server/domain/shared/app-error';
import {
  MOST_CHILDREN,
  type PlaceDetailView,
  type PlaceView,
  placeDetailView,
  type StorageSummaryView,
} from '@/server/domain/storage/place';
import { type RackView, rackView } from '@/server/domain/storage/rack';
import type { TenantScope } from '@/server/tenancy/scope';
import { toPlaceView } from './storage.mapper.ts';

/** What lies in a place, or the rooms; each with what it holds and what is free. */
export const listPlaces = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { parentId?: string | undefined },
): Promise<PlaceView[]> => {
  if (input.parentId && !(await findPlaceSums(tdb, scope.tenantId, input.parentId)))
    throw new AppError('NOT_FOUND', `place ${input.parentId} is not in tenant ${scope.tenantId}`);
  return (await listChildPlaces(tdb, scope.tenantId, input.parentId ?? null, MOST_CHILDREN)).map(toPlaceView);
};

/** One place with the way down to it and what lies in it. */
export const getPlace = async (tdb: TenantDb, scope: TenantScope, input: { id: string }): Promise<PlaceDetailView> => {
  const row = await findPlaceSums(tdb, scope.tenantId, input.id);
  if (!row) throw new AppError('NOT_FOUND', `place ${input.id} is not in tenant ${scope.tenantId}`);
  const above = await listPlacesAbove(tdb, scope.tenantId, row.id);
  const children = await listChildPlaces(tdb, scope.tenantId, row.id, MOST_CHILDREN);
  const versions = row.level === 'room' ? await listRoomVersions(tdb, scope.tenantId, row.id) : [];
  return placeDetailView.parse({ place: row, above, children, versions });
};

export const listRacks = async (tdb: TenantDb, scope: TenantScope): Promise<RackView[]> =>
  (await listRackRows(tdb, scope.tenantId)).map((row) => rackView.parse(row));

/** The store in ten numbers. */
export const getSummary = async (tdb: TenantDb, scope: TenantScope): Promise<StorageSummaryView> => {
  const sums = await readStorageSummary(tdb, scope.tenantId);
  return { ...sums, unboxed: await countUnboxed(tdb, scope.tenantId, {}) };
};
