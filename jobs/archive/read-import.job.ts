import { bindStepwise } from '@/jobs/bind';
import { readImportJob } from '@/server/features/archive/archive.jobs';
import { readImport } from '@/server/features/archive/import/read-import';

export const readImportHandler = bindStepwise(readImportJob, (steps) => readImport(steps, steps.objects));
