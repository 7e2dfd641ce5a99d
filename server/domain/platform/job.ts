import { z } from 'zod';
import { uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 任务: work owed to a worker. */
export const JOB_STATES = ['owed', 'running', 'done', 'failed', 'cancelled'] as const;
export const jobState = z.enum(JOB_STATES);
export type JobState = z.infer<typeof jobState>;

export const listJobsInput = z.strictObject({
  ...pageInput,
  state: jobState.optional(),
  mine: z.boolean().default(false),
});
export type ListJobsInput = z.infer<typeof listJobsInput>;

/** What a job that makes a file answers: the id of the stored object, which its requester may download. */
export const jobFileResult = z.looseObject({ objectId: uuid });

export const jobView = z.object({
  id: uuid,
  /** `feature.verb-object`; the screen has a text for each it knows. */
  name: z.string(),
  state: jobState,
  attempts: z.number().int(),
  progressDone: z.number().int(),
  progressTotal: z.number().int().nullable(),
  errorCode: z.string().nullable(),
  requestedByName: z.string().nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  canRetry: z.boolean(),
  hasFile: z.boolean(),
});
export type JobView = z.infer<typeof jobView>;
export const jobPage = pageOf(jobView);
