import { bindStepwise } from '@/jobs/bind';
import { recogniseFileJob } from '@/server/features/digital/digital.jobs';
import { recogniseFile } from '@/server/features/digital/recognise-file';

export const recogniseFileHandler = bindStepwise(recogniseFileJob, (steps) => recogniseFile(steps));
