import type { TenantDb } from '@/db/client';
import {
  insertReminder,
  listOwnOwedReports,
  listReceivedOwedReports,
  type OwedReportRow,
  settleReminders,
} from '@/db/queries/safety-reminder.queries';
import { audit } from '@/server/audit/audit';
import { shanghaiDay } from '@/server/domain/safety/safety-vocabulary';
import type { Permission } from '@/server/domain/tenancy/permission';
import { addTodo, closeTodo, notify } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { OWED_TODO, owedTodo } from './owed-todo.ts';

const OVERDUE_ABOVE = 'safety.overdue';

const moment = (instant: string): string => {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${Number(local.slice(5, 7))}月${Number(local.slice(8, 10))}日${local.slice(11, 16)}`;
};

/** What the unit reads: soon, so that it is not late; overdue, in the place of the to-do that was not done. */
const tellUnit = async (tdb: TenantDb, scope: TenantScope, owed: OwedReportRow): Promise<void> => {
  const isOverdue = owed.stage === 'overdue';
  const words = isOverdue ? '续报已逾期' : `请在${moment(owed.dueAt)}前续报`;
  const todo = owedTodo(scope, { id: owed.incidentId, title: owed.title, nextDueAt: owed.dueAt });
  if (isOverdue) {
    await closeTodo(tdb, scope, { kind: OWED_TODO, objectId: owed.incidentId, state: 'withdrawn' });
    await addTodo(tdb, scope, { ...todo, title: `${words}：${owed.title}` });
  }
  const { link, permission } = todo;
  await notify(tdb, scope, { kind: OWED_TODO, title: `${words}：${owed.title}`, link, permission });
};

/** What the authority reads. A grave incident reaches its leader too. */
const tellAbove = async (tdb: TenantDb, scope: TenantScope, owed: OwedReportRow): Promise<void> => {
  const permission: Permission = owed.level === 'I' || owed.level === 'II' ? 'inspection.approve' : 'inspection.plan';
  const title = `安全事件逾期未续报：${owed.unitName} ${owed.title}`;
  const link = `incidents/received/${owed.incidentId}`;
  await addTodo(tdb, scope, {
    kind: OVERDUE_ABOVE,
    title,
    source: owed.unitName,
    link,
    permission: 'inspection.plan',
    objectId: owed.incidentId,
    dueOn: shanghaiDay(owed.dueAt),
  });
  await notify(tdb, scope, { kind: OVERDUE_ABOVE, title, link, permission });
};

/**
 * 续报提醒: what falls due within hours is said to the unit, what is overdue to the unit and to the authority above it.
 * Once for each deadline, so that a clock that strikes twice tells nobody twice. What came meanwhile is taken away.
 */
export const remindReports = async (
  tdb: TenantDb,
  scope: TenantScope,
): Promise<{ soon: number; overdue: number; received: number; settled: number }> => {
  const told = { soon: 0, overdue: 0, received: 0, settled: 0 };
  for (const { incidentId, unitTenantId, stage } of await settleReminders(tdb, scope.tenantId)) {
    if (unitTenantId !== scope.tenantId && stage === 'overdue')
      await closeTodo(tdb, scope, { kind: OVERDUE_ABOVE, objectId: incidentId });
    told.settled += 1;
  }
  for (const owed of await listOwnOwedReports(tdb, scope.tenantId)) {
    if (!(await insertReminder(tdb, scope.tenantId, owed))) continue;
    await tellUnit(tdb, scope, owed);
    told[owed.stage] += 1;
  }
  for (const owed of await listReceivedOwedReports(tdb, scope.tenantId)) {
    if (!(await insertReminder(tdb, scope.tenantId, owed))) continue;
    await tellAbove(tdb, scope, owed);
    told.received += 1;
  }
  await audit(tdb, scope, { action: 'safety.remind', objectKind: 'safety_incident', detail: told });
  return told;
};
