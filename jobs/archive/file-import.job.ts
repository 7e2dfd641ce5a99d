import { fileImportJob } from '@/server/features/archive/archive.jobs';
import { fileImport } from '@/server/features/archive/import/file-import';
import { bindStepwise } from '../bind.ts';

export const fileImportHandler = bindStepwise(fileImportJob, fileImport);
