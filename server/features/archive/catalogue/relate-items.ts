import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findItem, type ItemRow } from '@/db/queries/archive-item.queries';
import { insertRelation, removeRelation } from '@/db/queries/archive-relation.queries';
import { audit } from '@/server/audit/audit';
import type { RelateItemsInput } from '@/server/domain/archive/item-relation';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { personOf } from './save-draft.ts';

const requireItem = async (tdb: TenantDb, tenantId: number, id: string): Promise<ItemRow> => {
  const row = await findItem(tdb, tenantId, id);
  if (!row) throw new AppError('NOT_FOUND', `record ${id} is not in tenant ${tenantId}`);
  return row;
};

/** Both records keep it in their history, each with the other's code. */
const auditBoth = async (
  tdb: TenantDb,
  scope: TenantScope,
  action: 'archive.relateItems' | 'archive.unrelateItems',
  [one, other]: readonly [ItemRow, ItemRow],
  detail: { relationId: string; reason?: string },
): Promise<void> => {
  for (const [item, subject] of [
    [one, other.referenceCode],
    [other, one.referenceCode],
  ] as const)
    await audit(tdb, scope, {
      action,
      objectKind: 'archive_item',
      objectId: item.id,
      objectLabel: item.referenceCode,
      detail: { ...detail, subject },
    });
};

/** 关联: says that two records of the unit belong together. Neither of them changes. */
export const relateItems = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RelateItemsInput,
): Promise<{ id: string }> => {
  const { tenantId, accountId } = personOf(scope);
  const { itemId, otherItemId, note } = input;
  if (note !== undefined) refuseClassified(note);
  const one = await requireItem(tdb, tenantId, itemId);
  const other = await requireItem(tdb, tenantId, otherItemId);
  if (one.id === other.id) throw new AppError('BAD_INPUT', 'a record and itself', { otherItemId: 'FIELD_INVALID' });
  for (const item of [one, other])
    if (item.state !== 'filed') throw new AppError('CONFLICT', `record ${item.id} is ${item.state}`);
  const id = uuidv7();
  const isNew = await insertRelation(tdb, {
    tenantId,
    id,
    itemIds: [one.id, other.id],
    note: note ?? null,
    createdBy: accountId,
    createdByName: scope.actorName,
  });
  if (!isNew) throw new AppError('ITEMS_RELATED_ALREADY', `${one.referenceCode} and ${other.referenceCode}`);
  await auditBoth(tdb, scope, 'archive.relateItems', [one, other], {
    relationId: id,
    ...(note ? { reason: note } : {}),
  });
  return { id };
};

/** Takes a relation back. That it was there stays in the history of both records. */
export const unrelateItems = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { id: string },
): Promise<{ id: string }> => {
  const { tenantId } = scope;
  const removed = await removeRelation(tdb, { tenantId, id: input.id }, scope.actorName);
  if (!removed) throw new AppError('NOT_FOUND', `relation ${input.id} is not in tenant ${tenantId}`);
  const one = await requireItem(tdb, tenantId, removed.firstItemId);
  const other = await requireItem(tdb, tenantId, removed.secondItemId);
  await auditBoth(tdb, scope, 'archive.unrelateItems', [one, other], { relationId: input.id });
  return { id: input.id };
};
