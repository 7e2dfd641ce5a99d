import type { TenantDb } from '@/db/client';
import { listHandlerAccounts } from '@/db/queries/filing-department.queries';
import { findPlan, listPlanLineRows, markReminded } from '@/db/queries/filing-plan.queries';
import { audit } from '@/server/audit/audit';
import type { RemindInput } from '@/server/domain/filing/filing-plan';
import { AppError } from '@/server/domain/shared/app-error';
import { addTodo, closeTodo } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';
import { owedOf, REMIND_TODO } from './filing-todos.ts';

/**
 * 催办: one to-do for each part-time archivist of a department that still owes something. A second reminder takes the
 * place of the first. Departments without anybody to remind are counted apart.
 */
export const remindDepartments = async (
  tdb: TenantDb,
  scope: TenantScope,
  input: RemindInput,
): Promise<{ departments: number; persons: number; withoutPerson: number }> => {
  const { tenantId } = scope;
  const plan = await findPlan(tdb, tenantId, input.year);
  if (!plan) throw new AppError('NOT_FOUND', `no plan of ${input.year}`);
  if (plan.state !== 'open') throw new AppError('FILING_STATE_WRONG', `the plan of ${input.year} is closed`);
  const all = await listPlanLineRows(tdb, tenantId, plan.id);
  const wanted = input.lineIds ? all.filter((line) => input.lineIds?.includes(line.id)) : all;
  if (input.lineIds && wanted.length !== new Set(input.lineIds).size)
    throw new AppError('NOT_FOUND', 'a line is not in this plan');
  const owing = wanted.filter((line) => owedOf(line) > 0);
  const byPerson = new Map<string, typeof owing>();
  let withoutPerson = 0;
  for (const departmentId of new Set(owing.map((line) => line.departmentId))) {
    const lines = owing.filter((line) => line.departmentId === departmentId);
    const handlers = await listHandlerAccounts(tdb, tenantId, departmentId);
    if (handlers.length === 0) withoutPerson += 1;
    for (const { accountId } of handlers) byPerson.set(accountId, [...(byPerson.get(accountId) ?? []), ...lines]);
  }
  for (const [accountId, lines] of byPerson) {
    const names = [...new Set(lines.map((line) => line.departmentName))].join('、');
    const count = lines.reduce((sum, line) => sum + owedOf(line), 0);
    await closeTodo(tdb, scope, { kind: REMIND_TODO, objectId: accountId, state: 'withdrawn' });
    await addTodo(tdb, scope, {
      kind: REMIND_TODO,
      title: `请交${input.year}年归档文件：还差${count}件（${names}）`,
      source: scope.tenantName,
      link: 'hand-in',
      permission: 'filing.handIn',
      objectId: accountId,
      assigneeAccountId: accountId,
      dueOn: lines.map((line) => line.dueOn).sort()[0],
    });
  }
  await markReminded(
    tdb,
    tenantId,
    owing.map((line) => line.id),
  );
  const departments = new Set(owing.map((line) => line.departmentId)).size;
  await audit(tdb, scope, {
    action: 'filing.remind',
    objectKind: 'filing_plan',
    objectId: plan.id,
    objectLabel: String(input.year),
    detail: { departments, persons: byPerson.size, lines: owing.length },
  });
  return { departments, persons: byPerson.size, withoutPerson };
};
