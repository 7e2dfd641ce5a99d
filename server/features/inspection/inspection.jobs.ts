import { z } from 'zod';
import { defineJobContract } from '@/server/outbox/job-contract';

/** 逾期督办 of a tenant's findings, once a day. */
export const escalateOverdueJob = defineJobContract({
  name: 'inspection.escalate-overdue',
  payload: z.object({}),
  mode: 'single',
  resultLink: () => 'findings?overdue=yes',
});
