import { z } from 'zod';
import { uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import type { Permission } from '@/server/domain/tenancy/permission';

/** 消息: what a person should know. One row per person, so that reading is personal. */
export const listNoticesInput = z.strictObject({ ...pageInput, unreadOnly: z.boolean().default(false) });
export type ListNoticesInput = z.infer<typeof listNoticesInput>;

export const noticeView = z.object({
  id: uuid,
  kind: z.string(),
  title: z.string(),
  link: z.string().nullable(),
  createdAt: z.string(),
  readAt: z.string().nullable(),
});
export type NoticeView = z.infer<typeof noticeView>;
export const noticePage = pageOf(noticeView);

/** No ids: all of mine. */
export const markNoticesReadInput = z.strictObject({ ids: z.array(uuid).min(1).max(200).optional() });

/** A job of the person's own has ended; the title is then the name of the job, which each language has a word for. */
export const JOB_NOTICES = { done: 'job_done', failed: 'job_failed' } as const;

export interface NotifyInput {
  kind: string;
  title: string;
  link?: string | undefined;
  /** Everybody who works here when absent; with `permission`, those who have it; with `accountIds`, those persons. */
  accountIds?: readonly string[] | undefined;
  permission?: Permission | undefined;
}
