import { bindStepwise } from '@/jobs/bind';
import { checkPagesJob } from '@/server/features/digital/batches/batches.jobs';
import { checkPages } from '@/server/features/digital/batches/check-pages';

/** The first argument only: the measurer is the process's own. */
export const checkPagesHandler = bindStepwise(checkPagesJob, (steps) => checkPages(steps));
