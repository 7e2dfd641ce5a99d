import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findBoxesByLabel, lockBoxes } from '@/db/queries/storage-box.queries';
import { insertBoxMoves, placeBoxes } from '@/db/queries/storage-move.queries';
import { findPlaceByText, lockPlace, type PlaceRow, sumSpinesOn } from '@/db/queries/storage-place.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { ResolvedLabelView, ShelveBoxesInput } from '@/server/domain/storage/box';
import { spineMm } from '@/server/domain/storage/box';
import type { TenantScope } from '@/server/tenancy/scope';

/** What a scanned label hangs on. A label of another house is as unknown as a torn one. */
export const resolveLabel = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { label: string },
): Promise<ResolvedLabelView> => {
  const [box] = await findBoxesByLabel(tdb, scope.tenantId, [input.label]);
  if (box) {
    const { id, label, placeCode } = box;
    return { kind: 'box', id, label, text: box.boxNumber, placeCode, spineMm: spineMm.parse(box.spineMm) };
  }
  const place = await findPlaceByText(tdb, scope.tenantId, input.label);
  if (!place) return { kind: 'unknown', label: input.label };
  const { id, label, code, ownCapacityMm } = place;
  const freeMm = ownCapacityMm === null ? null : ownCapacityMm - (await sumSpinesOn(tdb, scope.tenantId, id));
  return { kind: 'place', id, label, text: code, freeMm };
};

const requireRoom = async (tdb: TenantDb, scope: TenantScope, placeId: string, addedMm: number): Promise<PlaceRow> => {
  const place = await lockPlace(tdb, scope.tenantId, placeId);
  if (!place || place.state === 'closed') throw new AppError('NOT_FOUND', `place ${placeId} is not there`);
  if (place.ownCapacityMm === null) throw new AppError('PLACE_HOLDS_NO_BOXES', place.code, { place: place.code });
  const free = place.ownCapacityMm - (await sumSpinesOn(tdb, scope.tenantId, place.id));
  if (addedMm > free) throw new AppError('PLACE_FULL', place.code, { place: place.code, free, needed: addedMm });
  return place;
};

/** 上架, 移库, 下架: boxes to a shelf that has room for them, with a line in the history of each. */
export const shelveBoxes = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: ShelveBoxesInput,
): Promise<{ moved: number; placeCode: string | null }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'boxes are moved by a person');
  refuseClassified(input.reason);
  const ids = [...new Set(input.boxIds)];
  const boxes = await lockBoxes(tdb, scope.tenantId, ids);
  if (boxes.length !== ids.length) throw new AppError('NOT_FOUND', 'a box is not in this tenant');
  const moving = boxes.filter((box) => box.placeId !== input.placeId);
  const place =
    input.placeId === null
      ? null
      : await requireRoom(
          tdb,
          scope,
          input.placeId,
          moving.reduce((sum, box) => sum + box.spineMm, 0),
        );
  const movedBy = scope.accountId;
  await placeBoxes(
    tdb,
    scope.tenantId,
    moving.map((box) => box.id),
    place?.id ?? null,
  );
  await insertBoxMoves(
    tdb,
    scope.tenantId,
    moving.map((box) => ({
      id: uuidv7(),
      boxId: box.id,
      fromPlaceId: box.placeId,
      toPlaceId: place?.id ?? null,
      fromCode: box.placeCode,
      toCode: place?.code ?? null,
      movedBy,
      movedByName: scope.actorName,
      reason: input.reason ?? null,
    })),
  );
  await audit(tdb, scope, {
    action: place ? 'storage.shelveBoxes' : 'storage.takeOff',
    objectKind: 'storage_place',
    objectId: place?.id ?? null,
    objectLabel: place?.code ?? null,
    detail: { boxes: moving.map((box) => box.label), reason: input.reason ?? null },
  });
  return { moved: moving.length, placeCode: place?.code ?? null };
};
