import { bindStepwise } from '@/jobs/bind';
import { writeFondsExport } from '@/server/features/archive/print/export-fonds';
import { exportFondsJob } from '@/server/features/archive/print/print.jobs';

export const exportFondsHandler = bindStepwise(exportFondsJob, (steps) => writeFondsExport(steps, steps.objects));
