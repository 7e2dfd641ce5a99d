import type { TodoView } from '@/app/features/platform/types';
import { daysBetween } from '@/app/lib/format';

export const TODO_GROUPS = ['overdue', 'soon', 'later', 'openEnded'] as const;
export type TodoGroup = (typeof TODO_GROUPS)[number];

const SOON_DAYS = 7;

const groupOf = (dueOn: string | null, today: string): TodoGroup => {
  if (dueOn === null) {
    return 'openEnded';
  }
  const days = daysBetween(today, dueOn);
  return days < 0 ? 'overdue' : days <= SOON_DAYS ? 'soon' : 'later';
};

/** By urgency, in the order that the server gave. */
export const groupTodos = (todos: readonly TodoView[], today: string): Record<TodoGroup, TodoView[]> => {
  const groups: Record<TodoGroup, TodoView[]> = { overdue: [], soon: [], later: [], openEnded: [] };
  for (const todo of todos) {
    groups[groupOf(todo.dueOn, today)].push(todo);
  }
  return groups;
};
