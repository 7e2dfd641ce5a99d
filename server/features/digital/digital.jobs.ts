import { z } from 'zod';
import { uuid } from '@/server/domain/shared/ids';
import { defineJobContract } from '@/server/outbox/job-contract';

/** Puts the promised files of a record into its OCFL object. */
export const commitFilesJob = defineJobContract({
  name: 'digital.commit-files',
  payload: z.strictObject({ itemId: uuid }),
  mode: 'single',
});
/** Reads the pages of a stored file. */
export const recogniseFileJob = defineJobContract({
  name: 'digital.recognise-file',
  payload: z.strictObject({ fileId: uuid }),
  mode: 'stepwise',
});
