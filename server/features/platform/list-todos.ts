import { z } from 'zod';
import type { TenantDb } from '@/db/client';
import { countTodoRows, countUrgentTodos, listTodoRows, type TodoRow } from '@/db/queries/todo.queries';
import { type ListTodosInput, type TodoView, urgencyOf } from '@/server/domain/platform/todo';
import { uuid } from '@/server/domain/shared/ids';
import { cutPage, decodeCursor, encodeCursor, type Page } from '@/server/domain/shared/pagination';
import type { TenantScope } from '@/server/tenancy/scope';
import { todoViewer } from './todo-viewer.ts';

const cursorKey = z.tuple([z.string().max(40), uuid]);

export const toTodoView = ({ sortKey: _sortKey, isLate, ...row }: TodoRow): TodoView => ({
  ...row,
  state: row.state as TodoView['state'],
  urgency: urgencyOf(row.daysLeft, isLate),
});

/** 待办, 已办 and 我发起的 of one person. */
export const listTodos = async (tdb: TenantDb, scope: TenantScope, input: ListTodosInput): Promise<Page<TodoView>> => {
  const { tab, limit, direction } = input;
  const viewer = todoViewer(scope);
  const cursor = decodeCursor(cursorKey, input.cursor);
  const read = await listTodoRows(tdb, viewer, tab, { cursor, direction, limit });
  const total = await countTodoRows(tdb, viewer, tab);
  const page = cutPage(read, { limit, direction, hasCursor: cursor !== undefined, total }, (row) =>
    encodeCursor([row.sortKey, row.id]),
  );
  return { rows: page.rows.map(toTodoView), page: page.page };
};

/** How much is open, how much of it late or due within a week. */
export const countTodos = (
  tdb: TenantDb,
  scope: TenantScope,
): Promise<{ overdue: number; soon: number; open: number }> => countUrgentTodos(tdb, todoViewer(scope));
