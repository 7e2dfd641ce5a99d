import { z } from 'zod';
import {
  addTransferItemsInput,
  batchIdInput,
  candidatePage,
  createTransferInput,
  dueListInput,
  dueListView,
  exportDueRecordsInput,
  exportTransfersInput,
  listCandidatesInput,
  listDueRecordsInput,
  listTransferItemsInput,
  listTransfersInput,
  removeTransferItemsInput,
  signTransferInput,
  startedWork,
  takeReceiptInput,
  transferCheckView,
  transferDetail,
  transferItemPage,
  transferPage,
  updateTransferInput,
} from '@/server/domain/disposition/transfer';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, tenantProcedure } from '@/server/trpc/init';
import { checkTransfer } from './check-transfer.ts';
import { createTransfer } from './create-transfer.ts';
import {
  addTransferItems,
  cancelTransfer,
  removeTransferItems,
  signTransfer,
  updateTransfer,
} from './edit-transfer.ts';
import { listCandidates } from './list-candidates.ts';
import { listDue } from './list-due.ts';
import { exportDue, exportDueRecords, listDueRecords } from './list-due-records.ts';
import { exportTransfers, getTransfer, listTransferItems, listTransfers } from './list-transfers.ts';
import { sendTransfer } from './send-transfer.ts';
import { getTransferCheck, takeCheckReport } from './take-check-report.ts';
import { takeReceipt } from './take-receipt.ts';
import { exportTransferList, printTransferDeed } from './transfer-deed.ts';

/** A part of the router `disposition`. */
export const transferProcedures = {
  due: tenantProcedure('disposition.read')
    .input(dueListInput)
    .output(dueListView)
    .query(({ ctx, input }) => listDue(ctx.tdb, ctx.scope, input)),
  downloadDue: tenantProcedure('disposition.read')
    .input(dueListInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportDue(ctx.tdb, ctx.scope, ctx.objects, input)),
  dueRecords: tenantProcedure('disposition.read')
    .input(listDueRecordsInput)
    .output(candidatePage)
    .query(({ ctx, input }) => listDueRecords(ctx.tdb, ctx.scope, input)),
  downloadDueRecords: tenantProcedure('disposition.read')
    .input(exportDueRecordsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportDueRecords(ctx.tdb, ctx.scope, ctx.objects, input)),
  transfers: tenantProcedure('disposition.read')
    .input(listTransfersInput)
    .output(transferPage)
    .query(({ ctx, input }) => listTransfers(ctx.tdb, ctx.scope, input)),
  downloadTransfers: tenantProcedure('disposition.read')
    .input(exportTransfersInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportTransfers(ctx.tdb, ctx.scope, ctx.objects, input)),
  transferById: tenantProcedure('disposition.read')
    .input(batchIdInput)
    .output(transferDetail)
    .query(({ ctx, input }) => getTransfer(ctx.tdb, ctx.scope, input)),
  transferItems: tenantProcedure('disposition.read')
    .input(listTransferItemsInput)
    .output(transferItemPage)
    .query(({ ctx, input }) => listTransferItems(ctx.tdb, ctx.scope, input)),
  createTransfer: creatingProcedure('disposition.transfer')
    .input(createTransferInput)
    .output(z.object({ batchId: uuid, itemCount: z.number() }))
    .mutation(({ ctx, input }) => createTransfer(ctx.tdb, ctx.scope, input)),
  transferCandidates: tenantProcedure('disposition.transfer')
    .input(listCandidatesInput)
    .output(candidatePage)
    .query(({ ctx, input }) => listCandidates(ctx.tdb, ctx.scope, input)),
  addTransferItems: tenantProcedure('disposition.transfer')
    .input(addTransferItemsInput)
    .output(z.object({ added: z.number() }))
    .mutation(({ ctx, input }) => addTransferItems(ctx.tdb, ctx.scope, input)),
  removeTransferItems: tenantProcedure('disposition.transfer')
    .input(removeTransferItemsInput)
    .output(z.object({ removed: z.number() }))
    .mutation(({ ctx, input }) => removeTransferItems(ctx.tdb, ctx.scope, input)),
  transferCheck: tenantProcedure('disposition.read')
    .input(batchIdInput)
    .output(transferCheckView)
    .query(({ ctx, input }) => getTransferCheck(ctx.tdb, ctx.scope, input)),
  takeCheckReport: tenantProcedure('disposition.transfer')
    .input(batchIdInput)
    .output(z.object({ runId: uuid }))
    .mutation(({ ctx, input }) => takeCheckReport(ctx.tdb, ctx.scope, input)),
  updateTransfer: tenantProcedure('disposition.transfer')
    .input(updateTransferInput)
    .output(z.object({ rowVersion: z.number() }))
    .mutation(({ ctx, input }) => updateTransfer(ctx.tdb, ctx.scope, input)),
  checkTransfer: tenantProcedure('disposition.transfer')
    .input(batchIdInput)
    .output(
      z.object({ wrong: z.number(), warned: z.number(), missingAnnexes: z.array(z.string()), isReady: z.boolean() }),
    )
    .mutation(({ ctx, input }) => checkTransfer(ctx.tdb, ctx.scope, input)),
  signTransfer: tenantProcedure('disposition.transfer')
    .input(signTransferInput)
    .output(z.void())
    .mutation(({ ctx, input }) => signTransfer(ctx.tdb, ctx.scope, input)),
  sendTransfer: creatingProcedure('disposition.transfer')
    .input(batchIdInput)
    .output(startedWork)
    .mutation(({ ctx, input }) => sendTransfer(ctx.tdb, ctx.scope, input, ctx.objects)),
  cancelTransfer: tenantProcedure('disposition.transfer')
    .input(batchIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => cancelTransfer(ctx.tdb, ctx.scope, input)),
  takeReceipt: creatingProcedure('disposition.transfer')
    .input(takeReceiptInput)
    .output(startedWork)
    .mutation(({ ctx, input }) => takeReceipt(ctx.tdb, ctx.scope, input, ctx.objects)),
  downloadTransferList: tenantProcedure('disposition.read')
    .input(batchIdInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportTransferList(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadTransferDeed: tenantProcedure('disposition.read')
    .input(batchIdInput)
    .output(fileReference)
    .query(({ ctx, input }) => printTransferDeed(ctx.tdb, ctx.scope, ctx.objects, input)),
};
