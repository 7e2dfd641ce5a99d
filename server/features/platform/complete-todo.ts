import type { TenantDb } from '@/db/client';
import { completeTodoRow } from '@/db/queries/todo.queries';
import { audit } from '@/server/audit/audit';
import { AppError } from '@/server/domain/shared/app-error';
import type { TenantScope } from '@/server/tenancy/scope';
import { todoViewer } from './todo-viewer.ts';

/** Ticks a to-do off. A received document is not one of these rows: it ends by being answered. */
export const completeTodo = async (tdb: TenantDb, scope: TenantScope, input: { id: string }): Promise<void> => {
  const done = await completeTodoRow(tdb, todoViewer(scope), input.id);
  if (!done) throw new AppError('NOT_FOUND', `to-do ${input.id} is not open for this person`);
  await audit(tdb, scope, {
    action: 'todo.complete',
    objectKind: 'todo',
    objectId: input.id,
    objectLabel: done.title,
  });
};
