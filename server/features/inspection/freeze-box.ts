import type { GrantDb } from '@/db/client';
import { listGrantedBox } from '@/db/queries/finding-pin.queries';
import { enterGrants, listLiveGrants } from '@/db/queries/grant.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { auditGrantRead } from '@/server/audit/audit';
import type { PinnedFacts } from '@/server/domain/inspection/finding';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';

/** A box holds some dozens of pieces; more than this is a number that stands for a room. */
const MOST_PIECES = 300;
const FIRST_TITLES = 5;

/**
 * 盒 as it was when a finding was pinned to it: how many pieces the inspection's own grant shows in it, from which code
 * to which. The read is written into the unit's log like any other.
 */
export const freezeBox = async (
  gdb: GrantDb,
  scope: TenantScope,
  pin: { grantId: string | null; unitSlug: string; boxNumber: string },
): Promise<PinnedFacts> => {
  const live = await listLiveGrants(gdb, 'archive');
  const grant = live.find((candidate) => candidate.grantId === pin.grantId && candidate.unitSlug === pin.unitSlug);
  if (!grant) throw new AppError('NOT_FOUND', `no live grant of the inspection over ${pin.unitSlug}`);
  const opened = await enterGrants(gdb, 'archive', [grant.grantId]);
  const pieces =
    opened.length === 0 ? [] : await listGrantedBox(gdb, grant.unitTenantId, pin.boxNumber, MOST_PIECES + 1);
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) throw new AppError('NOT_FOUND', `box ${pin.boxNumber} is outside grant ${grant.grantId}`);
  const grants = { recordClass: 'archive', grantIds: [grant.grantId] };
  await auditGrantRead(gdb, scope, grants, {
    action: 'inspection.pinBox',
    objectKind: 'box',
    objectLabel: pin.boxNumber,
  });
  const isMore = pieces.length > MOST_PIECES;
  return [
    { label: '盒号', value: pin.boxNumber },
    { label: '盒内件数', value: isMore ? `${MOST_PIECES} 件以上` : `${pieces.length} 件` },
    { label: '档号起止', value: `${first.referenceCode} 至 ${last.referenceCode}` },
    {
      label: '题名',
      value: pieces
        .slice(0, FIRST_TITLES)
        .map((piece) => piece.title)
        .join('；'),
    },
    { label: '查看日期', value: (await readClock(gdb)).today },
    { label: '查看人', value: scope.actorName },
  ];
};
