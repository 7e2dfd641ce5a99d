import { bindStepwise } from '@/jobs/bind';
import { repairFileJob } from '@/server/features/digital/digital.jobs';
import { repairFile } from '@/server/features/digital/fixity/repair-file';

export const repairFileHandler = bindStepwise(repairFileJob, repairFile);
