import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import {
  answerNpcQuestion,
  insertEscalation,
  type LateFindingRow,
  listLateFindings,
} from '@/db/queries/finding-follow-up.queries';
import { findInspection } from '@/db/queries/inspection.queries';
import { readClock } from '@/db/queries/inspection-campaign.queries';
import { audit } from '@/server/audit/audit';
import type { AnswerEscalationInput, EscalateInput } from '@/server/domain/inspection/closure';
import { LEADER_AFTER_WORKING_DAYS } from '@/server/domain/inspection/closure-words';
import { AppError } from '@/server/domain/shared/app-error';
import { refuseClassified } from '@/server/domain/shared/refuse-classified';
import { WORK_CALENDAR } from '@/server/domain/shared/work-calendar';
import { addWorkingDays } from '@/server/domain/shared/working-days';
import type { Permission } from '@/server/domain/tenancy/permission';
import { addTodo, notify } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { requireInspection } from '../require-inspection.ts';
import { requireFinding } from '../update-finding.ts';

interface Step {
  level: 'inspector' | 'leader';
  todoKind: string;
  permission: 'inspection.inspect' | 'inspection.plan';
  to: { accountIds: readonly string[] } | { permission: Permission };
}

/** Whether the leader is to be told: five working days after the deadline, by a calendar that is known. */
const reachesLeader = (dueOn: string, today: string): boolean => {
  const after = addWorkingDays(dueOn, LEADER_AFTER_WORKING_DAYS, WORK_CALENDAR);
  return after.kind === 'known' && after.date < today;
};

const escalateOne = async (tdb: TenantDb, scope: TenantScope, late: LateFindingRow, step: Step): Promise<boolean> => {
  const isNew = await insertEscalation(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    findingId: late.id,
    level: step.level,
    dueOn: late.dueOn,
    reason: `整改期限 ${late.dueOn} 已过，未收到整改回复`,
    escalatedBy: null,
    escalatedByName: scope.actorName,
  });
  if (!isNew) return false;
  const title = `整改逾期：${late.subjectName} 第${late.number}条`;
  const link = `inspections/${late.campaignId}/${late.inspectionId}`;
  const { todoKind: kind, permission, to } = step;
  await addTodo(tdb, scope, {
    kind,
    title,
    source: late.subjectName,
    link,
    permission,
    objectId: late.id,
    dueOn: late.dueOn,
  });
  await notify(tdb, scope, { kind, title, link, ...to });
  return true;
};

/**
 * 逾期督办: what is late today is put before its inspectors, and after five more working days before the leader. Once
 * for each level and deadline, so that a day that is run twice tells nobody twice.
 */
export const escalateOverdue = async (
  tdb: TenantDb,
  scope: TenantScope,
): Promise<{ toInspectors: number; toLeader: number }> => {
  const { today } = await readClock(tdb);
  const told = { toInspectors: 0, toLeader: 0 };
  for (const late of await listLateFindings(tdb, scope.tenantId)) {
    const toInspectors: Step = {
      level: 'inspector',
      todoKind: 'inspection.overdue',
      permission: 'inspection.inspect',
      to: { accountIds: late.inspectorAccountIds },
    };
    if (!late.levels.includes('inspector') && (await escalateOne(tdb, scope, late, toInspectors)))
      told.toInspectors += 1;
    if (late.levels.includes('leader') || !reachesLeader(late.dueOn, today)) continue;
    const toLeader: Step = {
      level: 'leader',
      todoKind: 'inspection.overdueLeader',
      permission: 'inspection.plan',
      to: { permission: 'inspection.approve' },
    };
    if (await escalateOne(tdb, scope, late, toLeader)) told.toLeader += 1;
  }
  await audit(tdb, scope, { action: 'closure.escalateOverdue', objectKind: 'finding', detail: told });
  return told;
};

/** 提交人大督办 (“一年四问”) of a finding that is not settled, by a person and with a reason. Once for a deadline. */
export const askCongress = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: EscalateInput,
): Promise<{ escalationId: string }> => {
  if (scope.accountId === null) throw new AppError('FORBIDDEN', 'an escalation needs a person');
  refuseClassified(input.reason);
  const finding = await requireFinding(tdb, scope, input.findingId);
  await requireInspection(tdb, scope, finding.inspectionId, findInspection);
  if (finding.state !== 'issued' && finding.state !== 'returned') {
    throw new AppError('FINDING_STATE_WRONG', `finding ${finding.id} is ${finding.state}`);
  }
  const id = uuidv7();
  const isNew = await insertEscalation(tdb, {
    tenantId: scope.tenantId,
    id,
    findingId: finding.id,
    level: 'npc_question',
    dueOn: finding.dueOn,
    reason: input.reason,
    escalatedBy: scope.accountId,
    escalatedByName: scope.actorName,
  });
  if (!isNew) throw new AppError('ALREADY_EXISTS', `finding ${finding.id} was put to the congress already`);
  await audit(tdb, scope, {
    action: 'closure.askCongress',
    objectKind: 'finding',
    objectId: finding.id,
    objectLabel: finding.pinnedLabel,
    detail: { reason: input.reason },
  });
  return { escalationId: id };
};

/** What was answered to the question. */
export const answerEscalation = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: AnswerEscalationInput,
): Promise<void> => {
  refuseClassified(input.answer);
  const { today } = await readClock(tdb);
  const key = { tenantId: scope.tenantId, escalationId: input.escalationId };
  const findingId = await answerNpcQuestion(tdb, key, { answer: input.answer, answeredOn: today });
  if (!findingId) throw new AppError('NOT_FOUND', `no question ${input.escalationId} waits for an answer`);
  await audit(tdb, scope, {
    action: 'closure.answerEscalation',
    objectKind: 'finding',
    objectId: findingId,
    detail: { answer: input.answer },
  });
};
