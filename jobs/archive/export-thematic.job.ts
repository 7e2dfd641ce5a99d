import { bindStepwise } from '@/jobs/bind';
import { exportThematicJob } from '@/server/features/archive/archive.jobs';
import { writeThematicExport } from '@/server/features/archive/search/export-thematic';

export const exportThematicHandler = bindStepwise(exportThematicJob, (steps) =>
  writeThematicExport(steps, steps.objects),
);
