import { z } from 'zod';
import { defineJobContract } from '@/server/outbox/job-contract';

/** 到期提醒, 逾期催还 and 效果回访 of an office, once a day. */
export const remindUseJob = defineJobContract({
  name: 'use.remind',
  payload: z.object({}),
  mode: 'single',
  resultLink: () => 'visits/loans?state=overdue',
});
