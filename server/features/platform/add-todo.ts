import { v7 as uuidv7 } from 'uuid';
import type { TenantDb } from '@/db/client';
import { endTodosAbout, insertTodo } from '@/db/queries/todo.queries';
import type { AddTodoInput } from '@/server/domain/platform/todo';
import type { TenantScope } from '@/server/tenancy/scope';

/** Leaves a to-do for people of this tenant. A part of the caller's act, which the caller audits. */
export const addTodo = async (tdb: TenantDb, scope: TenantScope, input: AddTodoInput): Promise<void> => {
  await insertTodo(tdb, {
    tenantId: scope.tenantId,
    id: uuidv7(),
    kind: input.kind,
    title: input.title,
    source: input.source,
    link: input.link,
    objectId: input.objectId ?? null,
    permission: input.permission,
    assigneeAccountId: input.assigneeAccountId ?? null,
    createdBy: scope.accountId,
    dueOn: input.dueOn ?? null,
  });
};

/** Ends what is open of a kind about an object. Nothing open is no fault. */
export const closeTodo = async (
  tdb: TenantDb,
  scope: TenantScope,
  about: { kind: string; objectId: string; state?: 'done' | 'withdrawn' },
): Promise<void> => {
  await endTodosAbout(tdb, scope.tenantId, { state: 'done', ...about, doneBy: scope.accountId });
};
