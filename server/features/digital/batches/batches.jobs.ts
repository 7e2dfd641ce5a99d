import { z } from 'zod';
import { uuid } from '@/server/domain/shared/ids';
import { defineJobContract } from '@/server/outbox/job-contract';

/** Measures the frames of a digitisation batch that nobody has measured. */
export const checkPagesJob = defineJobContract({
  name: 'digital.check-pages',
  payload: z.strictObject({ batchId: uuid }),
  mode: 'stepwise',
  resultLink: ({ batchId }) => `digitisation/${batchId}?view=problems`,
});
