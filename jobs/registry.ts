import { applyChangesHandler } from './archive/apply-changes.job.ts';
import { exportCheckHandler } from './archive/export-check.job.ts';
import { exportFondsHandler } from './archive/export-fonds.job.ts';
import { exportForEditingHandler } from './archive/export-for-editing.job.ts';
import { exportGrantedSearchHandler } from './archive/export-granted-search.job.ts';
import { exportListHandler } from './archive/export-list.job.ts';
import { exportSearchHandler } from './archive/export-search.job.ts';
import { exportThematicHandler } from './archive/export-thematic.job.ts';
import { fileImportHandler } from './archive/file-import.job.ts';
import { printFormHandler } from './archive/print-form.job.ts';
import { readImportHandler } from './archive/read-import.job.ts';
import { runBulkEditHandler } from './archive/run-bulk-edit.job.ts';
import { runCheckHandler } from './archive/run-check.job.ts';
import { undoBulkEditHandler } from './archive/undo-bulk-edit.job.ts';
import { undoImportHandler } from './archive/undo-import.job.ts';
import type { JobBinding } from './bind.ts';
import { checkPagesHandler } from './digital/check-pages.job.ts';
import { commitFilesHandler } from './digital/commit-files.job.ts';
import { fourPropertyHandler } from './digital/four-property.job.ts';
import { linkBatchHandler } from './digital/link-batch.job.ts';
import { makeLayeredPdfHandler } from './digital/make-layered-pdf.job.ts';
import { matchBatchHandler } from './digital/match-batch.job.ts';
import { recogniseFileHandler } from './digital/recognise-file.job.ts';
import { repairFileHandler } from './digital/repair-file.job.ts';
import { rescanFileHandler } from './digital/rescan-file.job.ts';
import { scanAgainHandler } from './digital/scan-again.job.ts';
import { takeStoredFileHandler } from './digital/take-stored-file.job.ts';
import { undoLinkingHandler } from './digital/undo-linking.job.ts';
import { verifyFilesHandler } from './digital/verify-files.job.ts';
import { applyOpeningHandler } from './disposition/apply-opening.job.ts';
import { finishIntakeHandler } from './disposition/finish-intake.job.ts';
import { readDeliveryHandler } from './disposition/read-delivery.job.ts';
import { sendTransferHandler } from './disposition/send-transfer.job.ts';
import { takeReceiptHandler } from './disposition/take-receipt.job.ts';
import { handInDueHandler } from './exam/hand-in-due.job.ts';
import { applyRenumberingHandler } from './fonds/apply-renumbering.job.ts';
import { planRenumberingHandler } from './fonds/plan-renumbering.job.ts';
import { escalateOverdueHandler } from './inspection/escalate-overdue.job.ts';
import { warnExpiryHandler } from './inspection/warn-expiry.job.ts';
import { makeFileHandler } from './register/make-file.job.ts';
import { readFileHandler } from './register/read-file.job.ts';
import { remindPeriodsHandler } from './register/remind-periods.job.ts';
import { checkDifferencesHandler } from './report/check-differences.job.ts';
import { remindReportsHandler } from './safety/remind-reports.job.ts';
import { printCertificatesHandler } from './training/print-certificates.job.ts';
import { remindPeopleHandler } from './training/remind-people.job.ts';
import { remindUnitsHandler } from './training/remind-units.job.ts';
import { remindUseHandler } from './use/remind.job.ts';

/**
 * Every job that a worker can do, once each: a contract of `server/features/<feature>/<feature>.jobs.ts` bound to its
 * use case with `bindSingle` or `bindStepwise` in `jobs/<feature>/`. `registry.test.ts` finds a contract that is
 * missing here.
 */
export const registry: readonly JobBinding[] = [
  planRenumberingHandler,
  applyRenumberingHandler,
  readImportHandler,
  fileImportHandler,
  undoImportHandler,
  applyChangesHandler,
  exportListHandler,
  exportSearchHandler,
  exportGrantedSearchHandler,
  exportThematicHandler,
  exportCheckHandler,
  runCheckHandler,
  exportForEditingHandler,
  exportFondsHandler,
  printFormHandler,
  runBulkEditHandler,
  undoBulkEditHandler,
  sendTransferHandler,
  readDeliveryHandler,
  finishIntakeHandler,
  takeReceiptHandler,
  applyOpeningHandler,
  commitFilesHandler,
  recogniseFileHandler,
  matchBatchHandler,
  linkBatchHandler,
  checkPagesHandler,
  undoLinkingHandler,
  takeStoredFileHandler,
  fourPropertyHandler,
  makeLayeredPdfHandler,
  scanAgainHandler,
  verifyFilesHandler,
  repairFileHandler,
  rescanFileHandler,
  escalateOverdueHandler,
  warnExpiryHandler,
  remindReportsHandler,
  makeFileHandler,
  readFileHandler,
  remindPeriodsHandler,
  remindUnitsHandler,
  remindPeopleHandler,
  printCertificatesHandler,
  handInDueHandler,
  remindUseHandler,
  checkDifferencesHandler,
];

/** By name. Two bindings of one name are a mistake of the programmer, so the worker does not start. */
export const indexBindings = (bindings: readonly JobBinding[]): ReadonlyMap<string, JobBinding> => {
  const byName = new Map<string, JobBinding>();
  for (const binding of bindings) {
    if (byName.has(binding.contract.name)) throw new Error(`job ${binding.contract.name} is bound twice`);
    byName.set(binding.contract.name, binding);
  }
  return byName;
};
