import type { GrantDb } from '@/db/client';
import { enterGrants, listLiveGrants } from '@/db/queries/grant.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { findRegisterEntry } from '@/db/queries/register.queries';
import { auditGrantRead } from '@/server/audit/audit';
import type { PinnedFacts } from '@/server/domain/inspection/finding';
import { registerOfCode } from '@/server/domain/register/registers';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { factsOfEntry } from './entry-facts.ts';

/**
 * 登记条目 as it was when a finding was pinned to it, read under the grant of that very inspection. The read is written
 * into the unit's log like any other.
 */
export const freezeEntry = async (
  gdb: GrantDb,
  scope: TenantScope,
  pin: { grantId: string | null; unitSlug: string; entryId: string },
): Promise<{ label: string; facts: PinnedFacts }> => {
  const live = await listLiveGrants(gdb, 'register');
  const grant = live.find((candidate) => candidate.grantId === pin.grantId && candidate.unitSlug === pin.unitSlug);
  if (!grant) throw new AppError('NOT_FOUND', `no live grant of the inspection over registers of ${pin.unitSlug}`);
  const opened = await enterGrants(gdb, 'register', [grant.grantId]);
  const row = opened.length === 0 ? undefined : await findRegisterEntry(gdb, grant.unitTenantId, pin.entryId);
  const definition = registerOfCode(row?.registerCode);
  if (!row || !definition) throw new AppError('NOT_FOUND', `entry ${pin.entryId} is outside grant ${grant.grantId}`);
  const label = `${definition.name.zh} ${row.entryOn} ${row.title}`;
  await auditGrantRead(
    gdb,
    scope,
    { recordClass: 'register', grantIds: [grant.grantId] },
    { action: 'inspection.pinEntry', objectKind: 'register_entry', objectId: row.id, objectLabel: label },
  );
  return {
    label,
    facts: [
      ...factsOfEntry(definition, row),
      { label: '查看日期', value: (await readClock(gdb)).today },
      { label: '查看人', value: scope.actorName },
    ],
  };
};
