import type { TenantDb } from '@/db/client';
import { findItem } from '@/db/queries/archive-item.queries';
import { findBox } from '@/db/queries/storage-box.queries';
import { findHolder } from '@/db/queries/storage-out.queries';
import { AppError } from '@/server/domain/shared/app-error';
import { type ItemPlaceView, itemPlaceView } from '@/server/domain/storage/box';
import type { TenantScope } from '@/server/tenancy/scope';
import { readSetting } from './read-setting.ts';

/** Where a record is now: its box, the shelf that the box stands on, and who has taken either of them out. */
export const getPlaceOfItem = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { itemId: string },
): Promise<ItemPlaceView> => {
  const { tenantId } = scope;
  const item = await findItem(tdb, tenantId, input.itemId);
  if (!item) throw new AppError('NOT_FOUND', `record ${input.itemId} is not in tenant ${tenantId}`);
  // What is part of a volume lies where the volume lies.
  const carrier = item.boxId === null && item.parentId !== null ? await findItem(tdb, tenantId, item.parentId) : item;
  const boxId = carrier?.boxId ?? null;
  const itemIds = [...new Set([item.id, carrier?.id ?? item.id])];
  const box = boxId === null ? undefined : await findBox(tdb, tenantId, boxId, await readSetting(tdb, scope));
  const out = await findHolder(tdb, tenantId, itemIds, boxId);
  return itemPlaceView.parse({
    current: box ? { boxId: box.id, boxNumber: box.boxNumber, boxLabel: box.label, placeCode: box.placeCode } : null,
    holderName: out?.holderName ?? null,
    dueOn: out?.dueOn ?? null,
  });
};
