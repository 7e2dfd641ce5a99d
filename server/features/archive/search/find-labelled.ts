import type { TenantDb } from '@/db/client';
import { findItemsByCode } from '@/db/queries/archive-label.queries';
import { findBoxesByLabel } from '@/db/queries/storage-box.queries';
import { findPlaceByText } from '@/db/queries/storage-place.queries';
import { type LabelledInput, type LabelledView, readLabel } from '@/server/domain/archive/label';
import type { TenantScope } from '@/server/tenancy/scope';

/** What a label hangs on, for one's own house only. Whatever it cannot say is left to the search by words. */
export const findLabelled = async (tdb: TenantDb, scope: TenantScope, input: LabelledInput): Promise<LabelledView> => {
  const read = readLabel(input.label);
  if (read?.kind === 'code') {
    const [id, second] = await findItemsByCode(tdb, scope.tenantId, read.sort);
    return id === undefined || second !== undefined ? { kind: 'none' } : { kind: 'item', id };
  }
  if (!read) return { kind: 'none' };
  const [box] = await findBoxesByLabel(tdb, scope.tenantId, [read.label]);
  if (box) return { kind: 'box', id: box.id, text: box.boxNumber };
  const place = await findPlaceByText(tdb, scope.tenantId, read.label);
  return place ? { kind: 'place', id: place.id, text: place.code } : { kind: 'none' };
};
