import type { Page } from '@/server/domain/shared/pagination';

/* Views that the screens below expect of the server, until server/domain/platform declares them. */

export const TODO_TABS = ['open', 'done', 'mine'] as const;
export type TodoTab = (typeof TODO_TABS)[number];

export interface TodoView {
  id: string;
  kind: string;
  title: string;
  /** Who or what it comes from, in words. */
  source: string;
  /** Below the workspace: 'inspections/…'. */
  link: string;
  dueOn: string | null;
  state: 'open' | 'done' | 'withdrawn';
  createdAt: string;
  doneAt: string | null;
}

export interface JobView {
  id: string;
  name: string;
  state: 'owed' | 'running' | 'done' | 'failed' | 'cancelled';
  progressDone: number;
  progressTotal: number | null;
  requestedByName: string | null;
  createdAt: string;
  finishedAt: string | null;
  errorCode: string | null;
  /** Whether `platform.retryJob` would take it. */
  retryable: boolean;
}

export interface AuditEventView {
  id: string;
  at: string;
  actorName: string;
  actorTenantName: string;
  action: string;
  objectKind: string;
  objectLabel: string | null;
  grantId: string | null;
  /** Why the grant exists, for the column. */
  grantReason: string | null;
  sealNumber: number | null;
  requestId: string | null;
}

interface PageQuery {
  cursor?: string;
  direction?: 'after' | 'before';
  limit?: number;
}

export interface AuditQuery extends PageQuery {
  q?: string;
  /** Undefined: both. */
  underGrant?: boolean;
  /** Days in Shanghai, both included. */
  from?: string;
  to?: string;
}

export interface PlatformApi {
  todos(input: PageQuery & { tab: TodoTab }): Promise<Page<TodoView>>;
  jobs(input: PageQuery): Promise<Page<JobView>>;
  auditEvents(input: AuditQuery): Promise<Page<AuditEventView>>;
}
