import { bindStepwise } from '@/jobs/bind';
import { runCheckJob } from '@/server/features/archive/archive.jobs';
import { runCheck } from '@/server/features/archive/check/run-check';

export const runCheckHandler = bindStepwise(runCheckJob, runCheck);
