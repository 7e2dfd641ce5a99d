import type { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { findApprovedSchedule, listRuleRows, updateSchedule } from '@/db/queries/filing-schedule.queries';
import { readShanghaiToday } from '@/db/queries/workspace.queries';
import { audit } from '@/server/audit/audit';
import {
  type FrozenRule,
  frozenRule,
  isEditable,
  type ScheduleView,
  type SubmissionBody,
  type submitScheduleInput,
} from '@/server/domain/filing/retention-schedule';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { nearestBureau, sendDispatch } from '@/server/features/tenancy';
import type { TenantScope } from '@/server/tenancy/scope';
import { getSchedule, requireSchedule, scheduleLabel } from './list-schedules.ts';

const sameRule = (left: FrozenRule, right: FrozenRule | undefined): boolean =>
  right !== undefined && JSON.stringify(left) === JSON.stringify(right);

/** What the authority gets: a frozen copy, with the codes of what is new or changed since the version in force. */
const freeze = async (tdb: TenantDb, tenantId: number, scheduleId: string) => {
  const rules = (await listRuleRows(tdb, tenantId, scheduleId)).map((rule) => frozenRule.parse(rule));
  const approved = await findApprovedSchedule(tdb, tenantId);
  const before = approved ? (await listRuleRows(tdb, tenantId, approved.id)).map((rule) => frozenRule.parse(rule)) : [];
  const known = new Map(before.map((rule) => [rule.code, rule]));
  const changedCodes = rules.filter((rule) => !sameRule(rule, known.get(rule.code))).map((rule) => rule.code);
  return { rules, changedCodes };
};

/** 送审: the schedule goes to the authority as a dispatch and cannot be edited until it answers. */
export const submitSchedule = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: z.infer<typeof submitScheduleInput>,
): Promise<ScheduleView> => {
  const { tenantId } = scope;
  const schedule = await requireSchedule(tdb, scope, input.scheduleId);
  if (!isEditable(schedule.state))
    throw new AppError('SCHEDULE_STATE_WRONG', `schedule ${schedule.id} is ${schedule.state}`);
  refuseClassified(input.note);
  const { rules, changedCodes } = await freeze(tdb, tenantId, schedule.id);
  if (rules.length === 0) throw new AppError('BAD_INPUT', 'a schedule without rules');
  const bureau = await nearestBureau(tdb);
  const body: SubmissionBody = {
    versionNumber: schedule.versionNumber,
    kind: schedule.kind as SubmissionBody['kind'],
    note: input.note ?? null,
    submittedBy: scope.actorName,
    rules,
    changedCodes,
  };
  const sent = await sendDispatch(tdb, scope, {
    addresseeTenantId: bureau.tenantId,
    kind: 'retention_schedule',
    title: `${scope.tenantName}${scheduleLabel(schedule)}`,
    body,
    objectId: schedule.id,
  });
  const isMine = await updateSchedule(
    tdb,
    { tenantId, id: schedule.id, rowVersion: input.rowVersion, states: ['draft', 'returned'] },
    {
      state: 'submitted',
      submissionId: sent.id,
      submittedOn: await readShanghaiToday(tdb),
      approverName: bureau.name,
      returnedReason: null,
    },
  );
  if (!isMine) throw new AppError('STALE_VERSION', `schedule ${schedule.id} is at version ${schedule.rowVersion}`);
  await audit(tdb, scope, {
    action: 'filing.submitSchedule',
    objectKind: 'retention_schedule',
    objectId: schedule.id,
    objectLabel: scheduleLabel(schedule),
    detail: { to: bureau.name, rules: rules.length, changed: changedCodes.length },
  });
  return getSchedule(tdb, scope, { scheduleId: schedule.id });
};
