import { z } from 'zod';
import { defineJobContract } from '@/server/outbox/job-contract';

/** 到时交卷 of a tenant's people whose time is over. */
export const handInDueJob = defineJobContract({
  name: 'exam.hand-in-due',
  payload: z.object({}),
  mode: 'single',
});
