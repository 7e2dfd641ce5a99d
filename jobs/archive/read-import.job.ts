import { readImportJob } from '@/server/features/archive/archive.jobs';
import { readImport } from '@/server/features/archive/import/read-import';
import { bindStepwise } from '../bind.ts';
import { objectStore } from '../object-store.ts';

export const readImportHandler = bindStepwise(readImportJob, (steps) => readImport(steps, objectStore()));
