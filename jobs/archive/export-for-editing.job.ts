import { bindStepwise } from '@/jobs/bind';
import { exportForEditingJob } from '@/server/features/archive/archive.jobs';
import { writeForEditing } from '@/server/features/archive/import/export-for-editing';

export const exportForEditingHandler = bindStepwise(exportForEditingJob, (steps) =>
  writeForEditing(steps, steps.objects),
);
