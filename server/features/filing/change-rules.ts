import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { TenantDb } from '@/db/client';
import {
  deleteRuleRow,
  insertRules,
  MOST_RULES,
  type ScheduleRecord,
  updateRuleRow,
  updateSchedule,
} from '@/db/queries/filing-schedule.queries';
import { audit } from '@/server/audit/audit';
import {
  type addRuleInput,
  isEditable,
  type RuleInput,
  type removeRuleInput,
  type ScheduleView,
  type updateRuleInput,
} from '@/server/domain/filing/retention-schedule';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import type { TenantScope } from '@/server/tenancy/scope';
import { getSchedule, requireSchedule, scheduleLabel } from './list-schedules.ts';

/** The schedule when it may be edited, marked as edited: two editors of one version do not overwrite each other. */
export const takeForEditing = async (
  tdb: TenantDb,
  scope: TenantScope,
  key: { scheduleId: string; rowVersion: number },
): Promise<ScheduleRecord> => {
  const schedule = await requireSchedule(tdb, scope, key.scheduleId);
  if (!isEditable(schedule.state))
    throw new AppError('SCHEDULE_STATE_WRONG', `schedule ${schedule.id} is ${schedule.state}`);
  const isMine = await updateSchedule(
    tdb,
    { tenantId: scope.tenantId, id: schedule.id, rowVersion: key.rowVersion, states: ['draft', 'returned'] },
    {},
  );
  if (!isMine) throw new AppError('STALE_VERSION', `schedule ${schedule.id} is at version ${schedule.rowVersion}`);
  return schedule;
};

const valuesOf = ({ code, categoryCode, description, retentionCode, basis, isMinimum, source }: RuleInput) => ({
  code,
  categoryCode,
  description,
  retentionCode,
  basis,
  isMinimum,
  source: source ?? null,
});

const noted = async (
  tdb: TenantDb,
  scope: TenantScope,
  schedule: ScheduleRecord,
  act: { action: string; detail: Record<string, unknown> },
): Promise<ScheduleView> => {
  await audit(tdb, scope, {
    ...act,
    objectKind: 'retention_schedule',
    objectId: schedule.id,
    objectLabel: scheduleLabel(schedule),
  });
  return getSchedule(tdb, scope, { scheduleId: schedule.id });
};

export const addRule = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: z.infer<typeof addRuleInput>,
): Promise<ScheduleView> => {
  refuseClassified(input.description, input.source);
  const schedule = await takeForEditing(tdb, scope, input);
  if (schedule.ruleCount >= MOST_RULES) throw new AppError('BATCH_TOO_LARGE', 'too many rules', { rules: MOST_RULES });
  const rule = { ...valuesOf(input), id: uuidv7() };
  await insertRules(tdb, { tenantId: scope.tenantId, scheduleId: schedule.id }, [rule]);
  return noted(tdb, scope, schedule, { action: 'filing.addRule', detail: { code: input.code } });
};

export const updateRule = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: z.infer<typeof updateRuleInput>,
): Promise<ScheduleView> => {
  refuseClassified(input.description, input.source);
  const schedule = await takeForEditing(tdb, scope, input);
  const key = { tenantId: scope.tenantId, scheduleId: schedule.id, id: input.ruleId };
  if (!(await updateRuleRow(tdb, key, valuesOf(input))))
    throw new AppError('NOT_FOUND', `rule ${input.ruleId} is not in schedule ${schedule.id}`);
  return noted(tdb, scope, schedule, {
    action: 'filing.updateRule',
    detail: { code: input.code, retentionCode: input.retentionCode },
  });
};

export const removeRule = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: z.infer<typeof removeRuleInput>,
): Promise<ScheduleView> => {
  const schedule = await takeForEditing(tdb, scope, input);
  const key = { tenantId: scope.tenantId, scheduleId: schedule.id, id: input.ruleId };
  if (!(await deleteRuleRow(tdb, key)))
    throw new AppError('NOT_FOUND', `rule ${input.ruleId} is not in schedule ${schedule.id}`);
  return noted(tdb, scope, schedule, { action: 'filing.removeRule', detail: { ruleId: input.ruleId } });
};
