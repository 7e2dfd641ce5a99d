import type { AddTodoInput } from '@/server/domain/platform/todo';
import { shanghaiDay } from '@/server/domain/safety/safety-vocabulary';
import type { TenantScope } from '@/server/tenancy/scope';

export const OWED_TODO = 'safety.report';

/** The next report of an incident, as it stands before the unit until it is sent. */
export const owedTodo = (
  scope: TenantScope,
  incident: { id: string; title: string; nextDueAt: string },
): AddTodoInput => ({
  kind: OWED_TODO,
  title: `续报：${incident.title}`,
  source: scope.tenantName,
  link: `incidents/${incident.id}`,
  objectId: incident.id,
  permission: 'inspection.answer',
  dueOn: shanghaiDay(incident.nextDueAt),
});
