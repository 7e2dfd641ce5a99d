import { z } from 'zod';
import { defineJobContract } from '@/server/outbox/job-contract';

/** 催报名 for one session. */
export const remindUnitsJob = defineJobContract({
  name: 'training.remind-units',
  payload: z.object({ sessionId: z.uuid() }),
  mode: 'single',
  resultLink: ({ sessionId }) => `training/${sessionId}?tab=units`,
});

/** 批量打印证书 of one session. */
export const printCertificatesJob = defineJobContract({
  name: 'training.print-certificates',
  payload: z.object({ sessionId: z.uuid() }),
  mode: 'single',
});

/** What a tenant owes its people this morning: sessions of tomorrow, certificates that run out, hours still missing. */
export const remindPeopleJob = defineJobContract({
  name: 'training.remind-people',
  payload: z.object({}),
  mode: 'single',
  resultLink: () => 'training/hours',
});
