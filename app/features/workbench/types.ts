import type { TodoView } from '@/app/features/platform/types';

/* What the workbench expects of `workspace.home()`, until server/domain/tenancy declares it. */

export interface LiveGrantView {
  id: string;
  /** Who may read. */
  readerName: string;
  /** Whose records. */
  unitName: string;
  unitSlug: string;
  /** True in the workspace of the reader. */
  held: boolean;
  inspectors: string[];
  recordClasses: ('archive' | 'use' | 'training')[];
  yearFrom: number | null;
  yearTo: number | null;
  validTo: string;
  reason: string;
  viewsToday: number;
}

export interface HomeFigureView {
  code: string;
  label: { zh: string; en: string };
  /** A share is 0–1. */
  kind: 'count' | 'share';
  value: number;
  lastYear: number | null;
}

export interface NoticeView {
  id: string;
  kind: string;
  title: string;
  link: string | null;
  createdAt: string;
  readAt: string | null;
}

export interface HomeView {
  /** The soonest twenty. */
  todos: TodoView[];
  todoTotal: number;
  grants: LiveGrantView[];
  /** At most six. */
  figures: HomeFigureView[];
  notices: NoticeView[];
}
