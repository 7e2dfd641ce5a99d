import { z } from 'zod';
import { defineJobContract } from '@/server/outbox/job-contract';

/** 续报提醒 of the unit that owes a report and of the authority that waits for it. */
export const remindReportsJob = defineJobContract({
  name: 'safety.remind-reports',
  payload: z.object({}),
  mode: 'single',
  resultLink: () => 'todo',
});
