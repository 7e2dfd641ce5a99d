import { bindStepwise } from '@/jobs/bind';
import { fileImportJob } from '@/server/features/archive/archive.jobs';
import { fileImport } from '@/server/features/archive/import/file-import';

export const fileImportHandler = bindStepwise(fileImportJob, fileImport);
