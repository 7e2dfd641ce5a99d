import type { TenantDb } from '@/db/client';
import { findDispatchRow } from '@/db/queries/dispatch.queries';
import { markReturnedRules, supersedeApproved, updateSchedule } from '@/db/queries/filing-schedule.queries';
import { audit } from '@/server/audit/audit';
import { decisionBody, type ScheduleView } from '@/server/domain/filing/retention-schedule';
import { AppError } from '@/server/domain/shared/app-error';
import { shanghaiDay } from '@/server/domain/shared/dates';
import { sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { getSchedule, requireSchedule, scheduleLabel } from './list-schedules.ts';

/**
 * The unit takes the authority's decision in: approved, it is in force from that day and the older version is
 * superseded; returned, the reasons stand beside the rules. A receipt goes back.
 */
export const receiveDecision = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: { scheduleId: string },
): Promise<ScheduleView> => {
  const { tenantId } = scope;
  const schedule = await requireSchedule(tdb, scope, input.scheduleId);
  if (schedule.state !== 'submitted' || schedule.decisionId === null)
    throw new AppError('SCHEDULE_STATE_WRONG', `schedule ${schedule.id} waits for no decision`);
  const received = await findDispatchRow(tdb, tenantId, schedule.decisionId);
  if (!received?.dispatchedAt) throw new AppError('NOT_FOUND', `decision ${schedule.decisionId}`);
  const body = decisionBody.parse(received.body);
  const decidedOn = shanghaiDay(received.dispatchedAt);
  const key = { tenantId, id: schedule.id, rowVersion: schedule.rowVersion, states: ['submitted'] };
  if (body.decision === 'approve') await supersedeApproved(tdb, tenantId, decidedOn);
  const isMine = await updateSchedule(
    tdb,
    key,
    body.decision === 'approve'
      ? { state: 'approved', approvalNumber: received.documentNumber ?? '', approvedOn: decidedOn }
      : { state: 'returned', returnedReason: body.reason },
  );
  if (!isMine) throw new AppError('STALE_VERSION', `schedule ${schedule.id} changed`);
  if (body.decision === 'return') await markReturnedRules(tdb, { tenantId, scheduleId: schedule.id }, body.ruleReasons);
  await sendDispatch(tdb, scope, {
    addresseeTenantId: received.tenantId,
    kind: 'receipt',
    title: received.title,
    body: { receivedBy: scope.actorName, note: null },
    objectId: schedule.id,
    inReplyTo: received.id,
  });
  await audit(tdb, scope, {
    action: 'filing.receiveDecision',
    objectKind: 'retention_schedule',
    objectId: schedule.id,
    objectLabel: scheduleLabel(schedule),
    detail: { decision: body.decision, documentNumber: received.documentNumber, by: received.senderName },
  });
  return getSchedule(tdb, scope, { scheduleId: schedule.id });
};
