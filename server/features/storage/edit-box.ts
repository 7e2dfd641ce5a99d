import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findFonds } from '@/db/queries/archive-scheme.queries';
import { discardBoxRow, findBox, insertBoxes, lockBoxes, updateBoxRow } from '@/db/queries/storage-box.queries';
import { lastBoxNumber, lockItemsForBox, moveIntoBoxes } from '@/db/queries/storage-pack.queries';
import { takeLabelNumbers } from '@/db/queries/storage-place.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import {
  type BoxDetailView,
  boxNumberText,
  type CreateBoxInput,
  type MoveItemsInput,
  type UpdateBoxInput,
} from '@/server/domain/storage/box';
import { labelOf } from '@/server/domain/storage/place';
import type { TenantScope } from '@/server/tenancy/scope';
import { getBox } from './list-boxes.ts';
import { boxSortKey } from './pack-year.ts';
import { readSetting } from './read-setting.ts';

/** An empty box with the next number of its year and period, to be filled by hand. */
export const createBox = async (tdb: TenantDb, scope: TenantScope, input: CreateBoxInput): Promise<BoxDetailView> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'a box is made by a person');
  const fonds = await findFonds(tdb, scope.tenantId, input.fondsId);
  if (!fonds) throw new AppError('NOT_FOUND', `fonds ${input.fondsId} is not in tenant ${scope.tenantId}`);
  const number = (await lastBoxNumber(tdb, scope.tenantId, input, { lock: true })) + 1;
  const label = labelOf('box', scope.tenantId, await takeLabelNumbers(tdb, scope.tenantId, 'box', 1));
  const id = uuidv7();
  await insertBoxes(tdb, scope.tenantId, [
    {
      ...input,
      id,
      orgCode: input.orgCode ?? null,
      number,
      boxNumber: boxNumberText(number),
      sortKey: boxSortKey({ ...input, fondsNumber: fonds.number }, number),
      label,
      createdBy: scope.accountId,
    },
  ]);
  await audit(tdb, scope, { action: 'storage.createBox', objectKind: 'box', objectId: id, objectLabel: label });
  return getBox(tdb, scope, { id });
};

/** Spine and 备考表. */
export const updateBox = async (tdb: TenantDb, scope: TenantScope, input: UpdateBoxInput): Promise<BoxDetailView> => {
  refuseClassified(input.situation, input.arranger, input.checker);
  const before = await findBox(tdb, scope.tenantId, input.id, await readSetting(tdb, scope));
  if (before?.state !== 'active') throw new AppError('NOT_FOUND', `box ${input.id} is not in tenant ${scope.tenantId}`);
  const { id, rowVersion, ...values } = input;
  if (!(await updateBoxRow(tdb, { tenantId: scope.tenantId, id, rowVersion }, values)))
    throw new AppError('STALE_VERSION', `box ${id}`);
  const from = {
    spineMm: before.spineMm,
    situation: before.situation,
    arranger: before.arranger,
    arrangedOn: before.arrangedOn,
    checker: before.checker,
    checkedOn: before.checkedOn,
  };
  await audit(tdb, scope, {
    action: 'storage.updateBox',
    objectKind: 'box',
    objectId: id,
    objectLabel: before.label,
    detail: { from, to: values },
  });
  return getBox(tdb, scope, { id });
};

/** Strikes out an empty box that stands nowhere. */
export const discardBox = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<{ id: string; label: string }> => {
  const [locked] = await lockBoxes(tdb, scope.tenantId, [input.id]);
  const box = locked ? await findBox(tdb, scope.tenantId, locked.id, await readSetting(tdb, scope)) : undefined;
  if (!box) throw new AppError('NOT_FOUND', `box ${input.id} is not in tenant ${scope.tenantId}`);
  if (box.itemCount > 0 || box.placeId !== null || box.isOut)
    throw new AppError('BOX_NOT_EMPTY', box.label, { items: box.itemCount });
  await discardBoxRow(tdb, scope.tenantId, box.id);
  await audit(tdb, scope, {
    action: 'storage.discardBox',
    objectKind: 'box',
    objectId: box.id,
    objectLabel: box.label,
  });
  return { id: box.id, label: box.label };
};

/** Records into another box of their fonds, or out of all boxes. 盒号 on the record goes along. */
export const moveItems = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: MoveItemsInput,
): Promise<{ moved: number }> => {
  refuseClassified(input.reason);
  const [box] = input.toBoxId === null ? [] : await lockBoxes(tdb, scope.tenantId, [input.toBoxId]);
  if (input.toBoxId !== null && !box) throw new AppError('NOT_FOUND', `box ${input.toBoxId} is not there`);
  const ids = [...new Set(input.itemIds)];
  const items = await lockItemsForBox(tdb, scope.tenantId, ids);
  if (items.length !== ids.length) throw new AppError('NOT_FOUND', 'a record is not in this tenant');
  if (items.some((item) => item.state !== 'filed' || (box && item.fondsId !== box.fondsId)))
    throw new AppError('BAD_INPUT', 'a record is of another fonds or not filed', { itemIds: 'OTHER_FONDS' });
  const target = { boxId: box?.id ?? null, boxNumber: box?.boxNumber ?? null };
  const moving = items.filter((item) => item.boxId !== target.boxId);
  const by = { name: scope.actorName, reason: input.reason ?? null, onlyUnboxed: false };
  const moved = await moveIntoBoxes(
    tdb,
    scope.tenantId,
    moving.map((item) => ({ itemId: item.id, ...target })),
    by,
  );
  await audit(tdb, scope, {
    action: 'storage.moveItems',
    objectKind: 'box',
    objectId: box?.id ?? null,
    objectLabel: box?.label ?? null,
    detail: { moved, reason: input.reason ?? null, codes: moving.slice(0, 50).map((item) => item.referenceCode) },
  });
  return { moved };
};
