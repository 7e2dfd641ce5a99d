import type { SameKeys } from '../messages';
import type { job as zh } from '../zh-CN/job';

export const job: SameKeys<typeof zh> = {
  'archive.read-import': 'Check an import file',
  'archive.file-import': 'File imported rows',
  'archive.export-list': 'Export the catalogue',
  'audit.seal': 'Seal the audit log',
};
