import { z } from 'zod';
import {
  addRecordsInput,
  batchDetail,
  batchFilter,
  batchInput,
  batchItemPage,
  batchPage,
  changed,
  createBatchInput,
  exportBatchItemsInput,
  handOverView,
  itemStepsInput,
  itemStepView,
  listBatchesInput,
  listBatchItemsInput,
  setPagesInput,
  stepInput,
  withdrawInput,
} from '@/server/domain/digital/digitisation';
import {
  excludeInput,
  exportProposalsInput,
  progressInput,
  progressView,
  proposalPage,
  proposalsInput,
} from '@/server/domain/digital/digitisation-progress';
import {
  decideSampleInput,
  dismissFindingsInput,
  exportFindingsInput,
  findingPage,
  listFindingsInput,
  listSamplePagesInput,
  listScanPagesInput,
  lookAtPageInput,
  recheckInput,
  replaceScanInput,
  samplePagePage,
  sampleView,
  scanPagePage,
  setCoveredInput,
} from '@/server/domain/digital/scan-check';
import { ruleHistory, ruleView, saveRuleInput } from '@/server/domain/digital/scan-rule';
import {
  accessView,
  endAccessInput,
  giveAccessInput,
  openedBatchView,
  openedItemPage,
  openedItemsInput,
  openedViewerInput,
} from '@/server/domain/digital/vendor-access';
import { viewerView } from '@/server/domain/digital/viewer';
import { fileReference } from '@/server/domain/shared/file-reference';
import { text, uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, grantProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { askForCheck } from './check-pages.ts';
import { exportBatches, exportBatchItems, exportFindings, exportProposals } from './export-batches.ts';
import { dismissFindings, listFindings, listScanPages } from './findings.ts';
import { getHandOver, printHandOver } from './hand-over.ts';
import {
  addRecords,
  cancelBatch,
  createBatch,
  excludeRecords,
  finishBatch,
  getBatch,
  getItemSteps,
  listBatches,
  listBatchItems,
} from './manage-batch.ts';
import { getProgress, getProposals } from './progress.ts';
import { recheckPage, replaceScan, setCovered } from './replace-scan.ts';
import { reportStep, setPaperPages, withdrawRecords } from './report-step.ts';
import { decideSample, drawSample, listSamplePages, listSamplesOf, lookAtPage } from './sample.ts';
import { getRules, saveRule } from './scan-rules.ts';
import { endAccess, giveAccess, listAccessesOf } from './vendor-access.ts';
import { listOpened, listOpenedRecords, openVendorViewer } from './vendor-look.ts';

const read = () => tenantProcedure('archive.read');
const write = () => tenantProcedure('digital.write');
const create = () => creatingProcedure('digital.write');

export const digitisationRouter = router({
  createBatch: create()
    .input(createBatchInput)
    .output(z.object({ batchId: uuid, batchNumber: z.string() }))
    .mutation(({ ctx, input }) => createBatch(ctx.tdb, ctx.scope, input)),
  batches: read()
    .input(listBatchesInput)
    .output(batchPage)
    .query(({ ctx, input }) => listBatches(ctx.tdb, ctx.scope, input)),
  downloadBatches: read()
    .input(batchFilter)
    .output(fileReference)
    .query(({ ctx, input }) => exportBatches(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadBatchItems: read()
    .input(exportBatchItemsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportBatchItems(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadFindings: read()
    .input(exportFindingsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportFindings(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadProposals: read()
    .input(exportProposalsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportProposals(ctx.tdb, ctx.scope, ctx.objects, input)),
  batchById: read()
    .input(batchInput)
    .output(batchDetail)
    .query(({ ctx, input }) => getBatch(ctx.tdb, ctx.scope, input)),
  addRecords: create()
    .input(addRecordsInput)
    .output(z.object({ added: z.number().int(), skipped: z.number().int() }))
    .mutation(({ ctx, input }) => addRecords(ctx.tdb, ctx.scope, input)),
  batchItems: read()
    .input(listBatchItemsInput)
    .output(batchItemPage)
    .query(({ ctx, input }) => listBatchItems(ctx.tdb, ctx.scope, input)),
  itemSteps: read()
    .input(itemStepsInput)
    .output(z.object({ steps: z.array(itemStepView) }))
    .query(({ ctx, input }) => getItemSteps(ctx.tdb, ctx.scope, input)),
  reportStep: write()
    .input(stepInput)
    .output(changed.extend({ isDone: z.boolean() }))
    .mutation(({ ctx, input }) => reportStep(ctx.tdb, ctx.scope, input)),
  setPages: write()
    .input(setPagesInput)
    .output(changed)
    .mutation(({ ctx, input }) => setPaperPages(ctx.tdb, ctx.scope, input)),
  withdraw: write()
    .input(withdrawInput)
    .output(changed)
    .mutation(({ ctx, input }) => withdrawRecords(ctx.tdb, ctx.scope, input)),
  finishBatch: write()
    .input(batchInput)
    .output(z.object({ isDone: z.boolean() }))
    .mutation(({ ctx, input }) => finishBatch(ctx.tdb, ctx.scope, input)),
  cancelBatch: write()
    .input(z.strictObject({ batchId: uuid, reason: text(200) }))
    .output(changed)
    .mutation(({ ctx, input }) => cancelBatch(ctx.tdb, ctx.scope, input)),
  exclude: write()
    .input(excludeInput)
    .output(changed)
    .mutation(({ ctx, input }) => excludeRecords(ctx.tdb, ctx.scope, input)),
  handOver: read()
    .input(batchInput)
    .output(handOverView)
    .query(({ ctx, input }) => getHandOver(ctx.tdb, ctx.scope, input)),
  downloadHandOver: read()
    .input(batchInput)
    .output(fileReference)
    .query(({ ctx, input }) => printHandOver(ctx.tdb, ctx.scope, ctx.objects, input)),
  rules: read()
    .input(z.strictObject({}))
    .output(ruleHistory)
    .query(({ ctx }) => getRules(ctx.tdb, ctx.scope)),
  saveRule: create()
    .input(saveRuleInput)
    .output(ruleView)
    .mutation(({ ctx, input }) => saveRule(ctx.tdb, ctx.scope, input)),
  checkPages: create()
    .input(z.strictObject({ batchId: uuid, again: z.boolean().default(false) }))
    .output(z.object({ jobId: uuid, frames: z.number().int() }))
    .mutation(({ ctx, input }) => askForCheck(ctx.tdb, ctx.scope, input)),
  findings: read()
    .input(listFindingsInput)
    .output(findingPage)
    .query(({ ctx, input }) => listFindings(ctx.tdb, ctx.scope, input)),
  dismissFindings: write()
    .input(dismissFindingsInput)
    .output(changed)
    .mutation(({ ctx, input }) => dismissFindings(ctx.tdb, ctx.scope, input)),
  scanPages: read()
    .input(listScanPagesInput)
    .output(scanPagePage)
    .query(({ ctx, input }) => listScanPages(ctx.tdb, ctx.scope, input)),
  replaceScan: create()
    .input(replaceScanInput)
    .output(z.object({ fileId: uuid, jobId: uuid, frames: z.number().int() }))
    .mutation(({ ctx, input }) => replaceScan(ctx.tdb, ctx.scope, input)),
  setCovered: write()
    .input(setCoveredInput)
    .output(changed)
    .mutation(({ ctx, input }) => setCovered(ctx.tdb, ctx.scope, input)),
  recheckPage: write()
    .input(recheckInput)
    .output(changed)
    .mutation(({ ctx, input }) => recheckPage(ctx.tdb, ctx.scope, input)),
  drawSample: create()
    .input(batchInput)
    .output(sampleView)
    .mutation(({ ctx, input }) => drawSample(ctx.tdb, ctx.scope, input)),
  samples: read()
    .input(batchInput)
    .output(z.object({ samples: z.array(sampleView) }))
    .query(({ ctx, input }) => listSamplesOf(ctx.tdb, ctx.scope, input)),
  samplePages: read()
    .input(listSamplePagesInput)
    .output(samplePagePage)
    .query(({ ctx, input }) => listSamplePages(ctx.tdb, ctx.scope, input)),
  lookAtPage: write()
    .input(lookAtPageInput)
    .output(sampleView)
    .mutation(({ ctx, input }) => lookAtPage(ctx.tdb, ctx.scope, input)),
  decideSample: write()
    .input(decideSampleInput)
    .output(sampleView)
    .mutation(({ ctx, input }) => decideSample(ctx.tdb, ctx.scope, input)),
  progress: read()
    .input(progressInput)
    .output(progressView)
    .query(({ ctx, input }) => getProgress(ctx.tdb, ctx.scope, input)),
  proposals: read()
    .input(proposalsInput)
    .output(proposalPage)
    .query(({ ctx, input }) => getProposals(ctx.tdb, ctx.scope, input)),
  accesses: read()
    .input(batchInput)
    .output(z.object({ accesses: z.array(accessView) }))
    .query(({ ctx, input }) => listAccessesOf(ctx.tdb, ctx.scope, input)),
  giveAccess: create()
    .input(giveAccessInput)
    .output(z.object({ accessId: uuid }))
    .mutation(({ ctx, input }) => giveAccess(ctx.tdb, ctx.scope, input)),
  endAccess: write()
    .input(endAccessInput)
    .output(changed)
    .mutation(({ ctx, input }) => endAccess(ctx.tdb, ctx.scope, input)),
  openedBatches: grantProcedure('digital.lookAsVendor')
    .input(z.strictObject({}))
    .output(z.object({ batches: z.array(openedBatchView) }))
    .query(({ ctx }) => listOpened(ctx.gdb, ctx.scope)),
  openedRecords: grantProcedure('digital.lookAsVendor')
    .input(openedItemsInput)
    .output(openedItemPage.extend({ batch: openedBatchView }))
    .query(({ ctx, input }) => listOpenedRecords(ctx.gdb, ctx.scope, input)),
  openedViewer: grantProcedure('digital.lookAsVendor')
    .input(openedViewerInput)
    .output(viewerView)
    .query(({ ctx, input }) => openVendorViewer(ctx.gdb, ctx.scope, ctx.objects.viewTokens, input)),
});
