import { bindStepwise } from '@/jobs/bind';
import { exportSearchJob } from '@/server/features/archive/archive.jobs';
import { writeSearchExport } from '@/server/features/archive/search/export-search';

export const exportSearchHandler = bindStepwise(exportSearchJob, (steps) => writeSearchExport(steps, steps.objects));
