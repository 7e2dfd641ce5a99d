import { bindSingle } from '@/jobs/bind';
import { applyOpeningJob } from '@/server/features/disposition/disposition.jobs';
import { applyOpening } from '@/server/features/disposition/opening/decide-opening';

export const applyOpeningHandler = bindSingle(applyOpeningJob, applyOpening);
