import { z } from 'zod';
import { defineJobContract } from '@/server/outbox/job-contract';

/** 到期提醒 of a tenant's ledger of ratings, once a day. */
export const warnExpiryJob = defineJobContract({
  name: 'rating.warn-expiry',
  payload: z.object({}),
  mode: 'single',
  resultLink: () => 'ratings?standing=expiring',
});
