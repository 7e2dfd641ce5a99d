import type { GrantDb } from '@/db/client';
import { enterGrants, type LiveGrant, listLiveGrants } from '@/db/queries/grant.queries';
import { listGrantedBoxes, listGrantedPlaces } from '@/db/queries/granted-place.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { auditGrantRead } from '@/server/audit/audit';
import type { PinnedPlaceRef } from '@/server/domain/inspection/finding';
import {
  type GrantedPlacesInput,
  type GrantedPlacesView,
  grantedPlacesView,
} from '@/server/domain/inspection/granted-place';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { factsOfPlace, type PlaceFacts } from './place-facts.ts';

/** More than a choice can show; a place with more boxes has layers of its own. */
const MOST_CHOICES = 300;

/**
 * Opens the inspection's own grant over the unit's rooms. Which register a choice needs is asked here, for the database
 * shows places with any register of the class.
 */
const enterRooms = async (
  gdb: GrantDb,
  registers: readonly string[],
  isWanted: (grant: LiveGrant) => boolean,
): Promise<LiveGrant> => {
  const grant = (await listLiveGrants(gdb, 'storage')).find(
    (one) => isWanted(one) && one.registers?.some((register) => registers.includes(register)),
  );
  if (!grant || (await enterGrants(gdb, 'storage', [grant.grantId])).length === 0) {
    throw new AppError('NOT_FOUND', `no live grant of the inspection over ${registers}`);
  }
  return grant;
};

/** The unit's rooms, what lies in one of them, and the boxes that stand there. The unit's log says what was looked at. */
export const listPlacesUnderGrant = async (
  gdb: GrantDb,
  scope: TenantScope,
  { inspectionId, placeId }: GrantedPlacesInput,
): Promise<GrantedPlacesView> => {
  const grant = await enterRooms(gdb, ['rooms', 'boxes'], (one) => one.inspectionId === inspectionId);
  const place = placeId ? await factsOfPlace(gdb, grant.unitTenantId, { kind: 'room', id: placeId }) : null;
  if (placeId && !place) throw new AppError('NOT_FOUND', `place ${placeId} is outside grant ${grant.grantId}`);
  const most = MOST_CHOICES + 1;
  const places = await listGrantedPlaces(gdb, grant.unitTenantId, placeId ?? null, most);
  const opensBoxes = grant.registers?.includes('boxes') && placeId !== undefined;
  const boxes = opensBoxes ? await listGrantedBoxes(gdb, grant.unitTenantId, placeId, most) : [];
  await auditGrantRead(
    gdb,
    scope,
    { recordClass: 'storage', grantIds: [grant.grantId] },
    {
      action: 'inspection.grantedPlaces',
      objectKind: 'storage_place',
      ...(placeId ? { objectId: placeId } : {}),
      objectLabel: place?.label ?? '库房',
      detail: { places: places.length, boxes: boxes.length },
    },
  );
  return grantedPlacesView.parse({
    places: places.slice(0, MOST_CHOICES),
    boxes: boxes.slice(0, MOST_CHOICES),
    isCut: places.length > MOST_CHOICES || boxes.length > MOST_CHOICES,
  });
};

/**
 * A room, a place in it or a box as the unit's own books had it when a finding was pinned to it, read under the grant of
 * that very inspection and written into the unit's log.
 */
export const freezePlace = async (
  gdb: GrantDb,
  scope: TenantScope,
  pin: { grantId: string | null; unitSlug: string; place: PinnedPlaceRef },
): Promise<PlaceFacts> => {
  const { kind, id } = pin.place;
  const register = kind === 'room' ? 'rooms' : 'boxes';
  const grant = await enterRooms(
    gdb,
    [register],
    (one) => one.grantId === pin.grantId && one.unitSlug === pin.unitSlug,
  );
  const seen = await factsOfPlace(gdb, grant.unitTenantId, pin.place);
  if (!seen) throw new AppError('NOT_FOUND', `${kind} ${id} is outside grant ${grant.grantId}`);
  await auditGrantRead(
    gdb,
    scope,
    { recordClass: 'storage', grantIds: [grant.grantId] },
    {
      action: kind === 'room' ? 'inspection.pinRoom' : 'inspection.pinBox',
      objectKind: kind === 'room' ? 'storage_place' : 'box',
      objectId: id,
      objectLabel: seen.label,
    },
  );
  return {
    label: seen.label,
    facts: [
      ...seen.facts,
      { label: '查看日期', value: (await readClock(gdb)).today },
      { label: '查看人', value: scope.actorName },
    ],
  };
};
