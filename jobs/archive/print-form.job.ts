import { bindStepwise } from '@/jobs/bind';
import { printFormJob } from '@/server/features/archive/print/print.jobs';
import { writePrint } from '@/server/features/archive/print/write-print';

export const printFormHandler = bindStepwise(printFormJob, (steps) => writePrint(steps, steps.objects));
