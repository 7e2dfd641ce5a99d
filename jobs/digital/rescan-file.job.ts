import { bindStepwise } from '@/jobs/bind';
import { rescanFileJob } from '@/server/features/digital/digital.jobs';
import { rescanFile } from '@/server/features/digital/fixity/release-file';

export const rescanFileHandler = bindStepwise(rescanFileJob, (steps) => rescanFile(steps));
