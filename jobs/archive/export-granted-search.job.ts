import { bindStepwise } from '@/jobs/bind';
import { exportGrantedSearchJob } from '@/server/features/archive/archive.jobs';
import { writeGrantedSearchExport } from '@/server/features/archive/search/export-granted-search';

export const exportGrantedSearchHandler = bindStepwise(exportGrantedSearchJob, (steps) =>
  writeGrantedSearchExport(steps, steps.objects),
);
