import { writeFile } from '@/server/features/register/make-file';
import { makeFileJob } from '@/server/features/register/register.jobs';
import { bindStepwise } from '../bind.ts';

export const makeFileHandler = bindStepwise(makeFileJob, (steps) => writeFile(steps, steps.objects));
