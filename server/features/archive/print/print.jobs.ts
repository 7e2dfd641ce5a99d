import { exportFondsInput, printInput } from '@/server/domain/archive/print-form';
import { defineJobContract } from '@/server/outbox/job-contract';

/** Sets a form and keeps the file. The payload is the question, not the answer. */
export const printFormJob = defineJobContract({ name: 'archive.print-form', payload: printInput, mode: 'stepwise' });
/** Writes a whole fonds for another system. */
export const exportFondsJob = defineJobContract({
  name: 'archive.export-fonds',
  payload: exportFondsInput,
  mode: 'stepwise',
});
