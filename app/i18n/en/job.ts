import type { SameKeys } from '../messages';
import type { job as zh } from '../zh-CN/job';

export const job: SameKeys<typeof zh> = {
  'archive.read-import': 'Check an import file',
  'archive.file-import': 'File imported rows',
  'archive.export-list': 'Export the catalogue',
  'archive.undo-import': 'Undo import',
  'archive.apply-changes': 'Apply corrections',
  'archive.export-for-editing': 'Export to edit',
  'archive.print-form': 'Print',
  'archive.export-fonds': 'Export a fonds',
  'disposition.send-transfer': 'Send a transfer',
  'disposition.read-delivery': 'Read a delivery',
  'disposition.finish-intake': 'Take records in',
  'disposition.take-receipt': 'Enter a receipt',
  'disposition.apply-opening': 'Apply an opening decision',
  'audit.seal': 'Seal the audit log',
  'digital.commit-files': 'Store files',
  'digital.recognise-file': 'Recognise text',
  'digital.match-batch': 'Match files to records',
  'digital.link-batch': 'Link files',
  'digital.four-property': 'Four-property check',
  'digital.make-layered-pdf': 'Make a searchable PDF',
  'digital.verify-files': 'Verify files',
  'digital.repair-file': 'Repair a file',
  'digital.undo-linking': 'Undo linking',
  'digital.check-pages': 'Check scanned pages',
};
