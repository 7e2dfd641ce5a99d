import type { GrantDb } from '@/db/client';
import { findGrantedItem } from '@/db/queries/archive-item.queries';
import { enterGrants, listLiveGrants } from '@/db/queries/grant.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { auditGrantRead } from '@/server/audit/audit';
import { type PinnedCopy, pinnedCopy } from '@/server/domain/inspection/finding';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

/**
 * Reads the catalogue entry that a finding is pinned to, under the grant of that very inspection: another grant over
 * the same unit is no title to evidence here. The read is written into the unit's log like any other.
 */
export const freezePinnedItem = async (
  gdb: GrantDb,
  scope: TenantScope,
  pin: { grantId: string | null; unitSlug: string; itemId: string },
): Promise<PinnedCopy> => {
  const live = await listLiveGrants(gdb, 'archive');
  const grant = live.find((candidate) => candidate.grantId === pin.grantId && candidate.unitSlug === pin.unitSlug);
  if (!grant) throw new AppError('NOT_FOUND', `no live grant of the inspection over ${pin.unitSlug}`);
  const opened = await enterGrants(gdb, 'archive', [grant.grantId]);
  const item = opened.length === 0 ? undefined : await findGrantedItem(gdb, grant.unitTenantId, pin.itemId);
  if (!item) throw new AppError('NOT_FOUND', `item ${pin.itemId} is outside grant ${grant.grantId}`);
  const grants = { recordClass: 'archive', grantIds: [grant.grantId] };
  await auditGrantRead(gdb, scope, grants, {
    action: 'inspection.pinRecord',
    objectKind: 'archive_item',
    objectId: item.id,
    objectLabel: item.referenceCode,
  });
  return pinnedCopy.parse({
    ...item,
    itemId: item.id,
    unitSlug: grant.unitSlug,
    unitName: grant.unitName,
    grantId: grant.grantId,
    readAt: (await readClock(gdb)).now,
  });
};
