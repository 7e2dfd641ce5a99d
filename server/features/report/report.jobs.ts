import { z } from 'zod';
import { defineJobContract } from '@/server/outbox/job-contract';

/** 差异提醒 of a tenant's frozen reports, once a day. */
export const checkDifferencesJob = defineJobContract({
  name: 'report.check-differences',
  payload: z.object({}),
  mode: 'single',
  resultLink: () => 'reports?state=frozen',
});
