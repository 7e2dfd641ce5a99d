import { bindStepwise } from '@/jobs/bind';
import { exportCheckJob } from '@/server/features/archive/archive.jobs';
import { writeCheckExport } from '@/server/features/archive/check/export-check';

export const exportCheckHandler = bindStepwise(exportCheckJob, (steps) => writeCheckExport(steps, steps.objects));
