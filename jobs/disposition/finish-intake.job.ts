import { bindSingle } from '@/jobs/bind';
import { finishIntakeJob } from '@/server/features/disposition/disposition.jobs';
import { completeIntake } from '@/server/features/disposition/intake/complete-intake';

export const finishIntakeHandler = bindSingle(finishIntakeJob, (tdb, scope, payload, job) =>
  completeIntake(tdb, scope, payload, job.objects),
);
