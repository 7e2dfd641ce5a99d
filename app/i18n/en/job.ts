import type { SameKeys } from '../messages';
import type { job as zh } from '../zh-CN/job';

export const job: SameKeys<typeof zh> = {
  'archive.read-import': 'Check an import file',
  'archive.file-import': 'File imported rows',
  'archive.export-list': 'Export the catalogue',
  'audit.seal': 'Seal the audit log',
  'digital.commit-files': 'Store files',
  'digital.recognise-file': 'Recognise text',
  'digital.match-batch': 'Match files to records',
  'digital.link-batch': 'Link files',
  'digital.undo-linking': 'Undo linking',
};
