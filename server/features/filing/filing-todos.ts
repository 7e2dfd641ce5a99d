import type { TenantDb } from '@/db/client';
import { listHandlerAccounts } from '@/db/queries/filing-department.queries';
import { countHandedIn } from '@/db/queries/filing-handed.queries';
import { listOwedLines } from '@/db/queries/filing-owed.queries';
import type { PlanLineRow } from '@/db/queries/filing-plan.queries';
import { addTodo, closeTodo } from '@/server/features/platform';
import type { TenantScope } from '@/server/tenancy/scope';

/* 待办 of both sides of a hand-in. */
export const FIX_TODO = 'filing.fix';
export const REMIND_TODO = 'filing.remind';
const REVIEW_TODO = 'filing.review';

/** What still has to come: neither accepted nor with the archivist. */
export const owedOf = (line: Pick<PlanLineRow, 'expectedCount' | 'accepted' | 'handedIn'>): number =>
  Math.max(0, line.expectedCount - line.accepted - line.handedIn);

/** The archivist's to-do of a department says how many wait; none waiting, none to do. */
export const settleReviewTodo = async (
  tdb: TenantDb,
  scope: TenantScope,
  department: { departmentId: string; departmentName: string },
): Promise<void> => {
  const waiting = await countHandedIn(tdb, scope.tenantId, department.departmentId, 'submitted');
  const about = { kind: REVIEW_TODO, objectId: department.departmentId };
  await closeTodo(tdb, scope, { ...about, state: waiting > 0 ? 'withdrawn' : 'done' });
  if (waiting === 0) return;
  await addTodo(tdb, scope, {
    ...about,
    title: `${department.departmentName}移交${waiting}件，待接收`,
    source: department.departmentName,
    link: `filing/inbox?department=${department.departmentId}`,
    permission: 'filing.manage',
  });
};

/** Ends the reminders of a department's people when none of its lines owes anything any more. */
export const endReminders = async (tdb: TenantDb, scope: TenantScope, departmentId: string): Promise<void> => {
  const lines = await listOwedLines(tdb, scope.tenantId, [departmentId]);
  if (lines.some((line) => owedOf(line) > 0)) return;
  for (const { accountId } of await listHandlerAccounts(tdb, scope.tenantId, departmentId))
    await closeTodo(tdb, scope, { kind: REMIND_TODO, objectId: accountId });
};
