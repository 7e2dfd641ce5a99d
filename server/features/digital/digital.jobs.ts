import { z } from 'zod';
import { uuid } from '@/server/domain/shared/ids';
import { defineJobContract } from '@/server/outbox/job-contract';

/** Puts the promised files of a record into its OCFL object. */
export const commitFilesJob = defineJobContract({
  name: 'digital.commit-files',
  payload: z.strictObject({ itemId: uuid }),
  mode: 'single',
});
