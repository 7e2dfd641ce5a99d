import { bindStepwise } from '@/jobs/bind';
import { exportListJob } from '@/server/features/archive/archive.jobs';
import { writeExport } from '@/server/features/archive/export-list';

export const exportListHandler = bindStepwise(exportListJob, (steps) => writeExport(steps, steps.objects));
