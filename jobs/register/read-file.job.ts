import { readImport } from '@/server/features/register/read-import';
import { readImportJob } from '@/server/features/register/register.jobs';
import { bindStepwise } from '../bind.ts';

export const readFileHandler = bindStepwise(readImportJob, (steps) => readImport(steps, steps.objects));
