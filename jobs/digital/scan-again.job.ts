import { bindStepwise } from '@/jobs/bind';
import { scanAgainJob } from '@/server/features/digital/digital.jobs';
import { scanAgain } from '@/server/features/digital/fixity/scan-again';

export const scanAgainHandler = bindStepwise(scanAgainJob, (steps) => scanAgain(steps));
