import type { TenantDb } from '@/db/client';
import { hasFiledChildren, setItemVoid } from '@/db/queries/archive-history.queries';
import { findItem } from '@/db/queries/archive-item.queries';
import { audit } from '@/server/audit/audit';
import { type ItemView, itemView } from '@/server/domain/archive/archive-record';
import type { VoidItemInput } from '@/server/domain/archive/item-history';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';

/**
 * 注销 of a record that was filed wrongly. The row stays where it is, with its reason in the log; it counts no longer,
 * and its code is given to nobody again. A volume is struck out after what lies in it, a box is emptied first.
 */
export const voidItem = async (tdb: TenantDb, scope: TenantScope, input: VoidItemInput): Promise<ItemView> => {
  refuseClassified(input.reason);
  const row = await findItem(tdb, scope.tenantId, input.id);
  if (!row) throw new AppError('NOT_FOUND', `record ${input.id} is not in tenant ${scope.tenantId}`);
  if (row.state !== 'filed') throw new AppError('ITEM_NOT_VOIDABLE', `record ${row.id} is ${row.state}`);
  if (row.rowVersion !== input.rowVersion)
    throw new AppError('STALE_VERSION', `record ${row.id} is at version ${row.rowVersion}`);
  if (row.boxId !== null || (await hasFiledChildren(tdb, scope.tenantId, row.id)))
    throw new AppError('ITEM_NOT_VOIDABLE', `record ${row.id} lies in a box or holds other records`);
  if (!(await setItemVoid(tdb, { tenantId: scope.tenantId, id: row.id, rowVersion: row.rowVersion })))
    throw new AppError('STALE_VERSION', `record ${row.id} was changed meanwhile`);
  await audit(tdb, scope, {
    action: 'archive.void',
    objectKind: 'archive_item',
    objectId: row.id,
    objectLabel: row.referenceCode,
    detail: { reason: input.reason, changes: { state: { from: 'filed', to: 'void' } }, rowVersion: row.rowVersion + 1 },
  });
  return itemView.parse(await findItem(tdb, scope.tenantId, row.id));
};
