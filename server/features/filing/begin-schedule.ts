import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { findApprovedSchedule, insertRules, insertSchedule, listRuleRows } from '@/db/queries/filing-schedule.queries';
import { audit } from '@/server/audit/audit';
import type { ScheduleView } from '@/server/domain/filing/retention-schedule';
import { scheduleKindFor, seedRules } from '@/server/domain/filing/schedule-seeds';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { getSchedule, scheduleLabel } from './list-schedules.ts';

/** A new version as a draft: from the list for the unit's kind, or from the version in force. One draft at a time. */
export const beginSchedule = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { from: 'seed' | 'approved' },
): Promise<ScheduleView> => {
  const { tenantId, accountId } = scope;
  if (accountId === null) throw new AppError('FORBIDDEN', 'a schedule is drafted by a person');
  const kind = scheduleKindFor(scope.tenantKind);
  const approved = await findApprovedSchedule(tdb, tenantId);
  if (input.from === 'approved' && !approved) throw new AppError('NOT_FOUND', 'no schedule is in force');
  const rules =
    input.from === 'approved' && approved ? await listRuleRows(tdb, tenantId, approved.id) : seedRules(kind);
  const id = uuidv7();
  await insertSchedule(tdb, { tenantId, id, kind, createdBy: accountId });
  await insertRules(
    tdb,
    { tenantId, scheduleId: id },
    rules.map((rule) => ({ ...rule, id: uuidv7() })),
  );
  const made = await getSchedule(tdb, scope, { scheduleId: id });
  await audit(tdb, scope, {
    action: 'filing.beginSchedule',
    objectKind: 'retention_schedule',
    objectId: id,
    objectLabel: scheduleLabel(made),
    detail: { from: input.from, rules: rules.length },
  });
  return made;
};
