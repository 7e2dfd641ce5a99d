import { type Pools, withSystemDb } from '@/db/client';
import { purgeExpired } from '@/db/queries/job-run.queries';
import { sealAudit } from '@/server/audit/seal-events';
import { startEscalations } from './escalate-due.ts';
import { startHandingIn } from './hand-in-papers.ts';
import { sweepOutbox } from './outbox-relay.ts';
import type { JobQueue } from './queue.ts';
import { readAgain, readWithNewReader } from './read-again.ts';
import { startIncidentReminders } from './remind-incidents.ts';
import { startRegisterReminders } from './remind-registers.ts';
import { startTrainingReminders } from './remind-training.ts';
import { startUseReminders } from './remind-use.ts';
import { startScans } from './scan-due.ts';
import { forgetUploads, startDueRechecks, startDueSweeps } from './verify-due.ts';
import { startExpiryWarnings } from './warn-ratings.ts';
import { startReportWatch } from './watch-reports.ts';

export const TIME_ZONE = 'Asia/Shanghai';

export interface SystemContext {
  pools: Pools;
  dataDir: string;
  stopping: AbortSignal;
}

/** Work that belongs to no tenant. Each run may be repeated or missed without harm. */
export interface Schedule {
  name: string;
  pattern: string;
  run(context: SystemContext): Promise<Record<string, number>>;
}

export const SCHEDULES: readonly Schedule[] = [
  {
    name: 'audit.seal',
    pattern: '* * * * *',
    run: ({ pools, dataDir, stopping }) => sealAudit(pools, dataDir, stopping),
  },
  { name: 'outbox.sweep', pattern: '* * * * *', run: async ({ pools }) => ({ revived: await sweepOutbox(pools) }) },
  {
    // Every minute: whoever went away during an exam has handed in soon after the time is over.
    name: 'exam.hand-in',
    pattern: '* * * * *',
    run: ({ pools, stopping }) => startHandingIn(pools, stopping),
  },
  {
    // Every hour, one sweep a day for each tenant: an hour that was missed is made good by the next.
    name: 'fixity.sweep',
    pattern: '23 * * * *',
    run: ({ pools, stopping }) => startDueSweeps(pools, stopping),
  },
  {
    // Four times a day, one run a day for each tenant: what did not fit into it is taken by the next.
    name: 'four-property.recheck',
    pattern: '53 1,7,13,19 * * *',
    run: ({ pools, stopping }) => startDueRechecks(pools, stopping),
  },
  {
    // Every morning before work: what has become late is put before those who follow it.
    name: 'inspection.escalate',
    pattern: '10 6 * * *',
    run: ({ pools, stopping }) => startEscalations(pools, stopping),
  },
  {
    name: 'rating.warn-expiry',
    pattern: '25 6 * * *',
    run: ({ pools, stopping }) => startExpiryWarnings(pools, stopping),
  },
  {
    // Every morning before work: what registers lack.
    name: 'register.remind',
    pattern: '40 5 * * *',
    run: ({ pools, stopping }) => startRegisterReminders(pools, stopping),
  },
  {
    // Twice an hour, because the gravest incidents are followed up within hours and not within days.
    name: 'safety.remind',
    pattern: '8,38 * * * *',
    run: ({ pools, stopping }) => startIncidentReminders(pools, stopping),
  },
  {
    name: 'training.remind-people',
    pattern: '40 6 * * *',
    run: ({ pools, stopping }) => startTrainingReminders(pools, stopping),
  },
  {
    name: 'use.remind',
    pattern: '35 6 * * *',
    run: ({ pools, stopping }) => startUseReminders(pools, stopping),
  },
  {
    // Before work: what the records say differently than a frozen report.
    name: 'report.watch',
    pattern: '40 5 * * *',
    run: ({ pools, stopping }) => startReportWatch(pools, stopping),
  },
  {
    // Documents first: while they are owed, pages wait for the next hour.
    name: 'text.read-again',
    pattern: '37 * * * *',
    run: async ({ pools, stopping }) => ({
      ...(await readWithNewReader(pools, stopping)),
      ...(await readAgain(pools, stopping)),
    }),
  },
  {
    // Four times a day: what the scanner has no word for is asked again then, not every hour.
    name: 'virus.scan-again',
    pattern: '47 2,8,14,20 * * *',
    run: ({ pools, stopping }) => startScans(pools, stopping),
  },
  { name: 'upload.forget', pattern: '41 * * * *', run: ({ pools, dataDir }) => forgetUploads(pools, dataDir) },
  {
    name: 'session.purge',
    pattern: '17 * * * *',
    run: async ({ pools }) => ({ ...(await withSystemDb(pools, purgeExpired)) }),
  },
];

/** Makes the queue's schedules equal to the table: also takes away those that the table no longer has. */
export const installSchedules = async (queue: JobQueue, schedules: readonly Schedule[] = SCHEDULES): Promise<void> => {
  const wanted = new Set(schedules.map((schedule) => schedule.name));
  for (const { key } of await queue.producer.getJobSchedulers()) {
    if (!wanted.has(key)) await queue.producer.removeJobScheduler(key);
  }
  for (const { name, pattern } of schedules) {
    await queue.producer.upsertJobScheduler(
      name,
      { pattern, tz: TIME_ZONE },
      { name, data: {}, opts: { attempts: 1 } },
    );
  }
};
