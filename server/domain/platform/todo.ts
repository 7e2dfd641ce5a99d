import { z } from 'zod';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import type { Permission } from '@/server/domain/tenancy/permission';
import { TODO_TABS } from './todo-tab.ts';

/** 待办: what a person of this tenant should do. Nobody writes one for another tenant: received documents are theirs. */
export const todoTab = z.enum(TODO_TABS);

/** 紧急程度, by the day in Shanghai. */
export const TODO_URGENCIES = ['overdue', 'soon', 'later', 'none'] as const;
export type TodoUrgency = (typeof TODO_URGENCIES)[number];
const SOON_DAYS = 7;

/** A day that has passed without being late by the common rule stands with what is due now: a person looks at it. */
export const urgencyOf = (daysLeft: number | null, isLate: boolean): TodoUrgency => {
  if (daysLeft === null) return 'none';
  if (isLate) return 'overdue';
  return daysLeft <= SOON_DAYS ? 'soon' : 'later';
};

export const listTodosInput = z.strictObject({ ...pageInput, tab: todoTab.default('open') });
export type ListTodosInput = z.infer<typeof listTodosInput>;

export const todoView = z.object({
  id: uuid,
  /** `dispatch`: a received document that waits for an answer; it ends by answering and not by ticking off. */
  origin: z.enum(['todo', 'dispatch']),
  kind: z.string(),
  title: z.string(),
  /** Where it comes from: a document number, a unit, a feature. */
  source: z.string(),
  /** Path inside the workspace, such as `dispatches/<id>`. */
  link: z.string(),
  dueOn: isoDate.nullable(),
  /** Counted by the server on the calendar of Shanghai; negative when late. */
  daysLeft: z.number().int().nullable(),
  urgency: z.enum(TODO_URGENCIES),
  state: z.enum(['open', 'done', 'withdrawn']),
  doneAt: z.string().nullable(),
  isMine: z.boolean(),
});
export type TodoView = z.infer<typeof todoView>;
export const todoPage = pageOf(todoView);

/** What a feature hands over. One open to-do of a kind per object: a second call changes nothing. */
export interface AddTodoInput {
  kind: string;
  title: string;
  source: string;
  /** Path inside the workspace without the leading `/w/<slug>/`. */
  link: string;
  /** Whoever has this permission sees it, or only the assignee when one is named. */
  permission: Permission;
  objectId?: string | undefined;
  assigneeAccountId?: string | undefined;
  dueOn?: string | undefined;
}
