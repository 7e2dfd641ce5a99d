import { z } from 'zod';
import { attachFilesInput, beginUploadInput, digitalFileView } from '@/server/domain/digital/digital-file';
import { storageView } from '@/server/domain/digital/fixity';
import {
  assignFilesInput,
  bareItemPage,
  bareItemsFilter,
  bareItemsInput,
  batchUploadPage,
  batchUploadsInput,
  beginUploadsInput,
  begunUploads,
  createLinkBatchInput,
  exportLinkFilesInput,
  linkBatchDetail,
  linkBatchInput,
  linkBatchView,
  linkEventPage,
  linkFilePage,
  linkFilesInput,
  linkHistoryInput,
  linkListGapPage,
  linkListGapsInput,
  setLinkListInput,
  setLinkListView,
  setPageInput,
} from '@/server/domain/digital/linking';
import {
  correctPageInput,
  fieldSuggestion,
  grantedPageTextsInput,
  layeredView,
  pageHitView,
  pageTextInput,
  pageTextView,
} from '@/server/domain/digital/page-text';
import {
  grantedPreviewsInput,
  openGrantedViewerInput,
  openViewerInput,
  previewsInput,
  previewView,
  viewerView,
} from '@/server/domain/digital/viewer';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { creatingProcedure, grantProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { attachFiles } from './attach-files.ts';
import { beginUpload } from './begin-upload.ts';
import { fourPropertyProcedures } from './four-property/four-property.router.ts';
import { askForLayered, downloadLayered, getLayered } from './layered/make-layered.ts';
import { beginUploads, createLinkBatch } from './linking/collect-files.ts';
import { exportBareItems, exportLinkBatches, exportLinkFiles } from './linking/export-links.ts';
import { confirmLinking } from './linking/link-batch.ts';
import { askForMatching } from './linking/match-batch.ts';
import { assignFiles, listHistory, setPage } from './linking/mend-batch.ts';
import { getBatch, listBareItems, listBatches, listBatchGaps, listFilesOfBatch } from './linking/read-batches.ts';
import { listGapsOfList, setLinkList } from './linking/set-list.ts';
import { undoLinking } from './linking/undo-linking.ts';
import { downloadFile, listFiles } from './list-files.ts';
import { openGrantedViewer, openViewer } from './open-viewer.ts';
import { correctPage, getGrantedPageTexts, getPageText, searchTexts, suggestFromText } from './page-texts.ts';
import { previewFiles, previewGrantedFiles } from './preview-files.ts';
import { readStorage } from './storage-use.ts';

export const digitalRouter = router({
  ...fourPropertyProcedures,
  beginUpload: creatingProcedure('digital.write')
    .input(beginUploadInput)
    .output(z.object({ uploadId: uuid }))
    .mutation(({ ctx, input }) => beginUpload(ctx.tdb, ctx.scope, ctx.objects, input)),
  storage: tenantProcedure('archive.read')
    .output(storageView)
    .query(({ ctx }) => readStorage(ctx.tdb, ctx.scope)),
  attach: creatingProcedure('digital.write')
    .input(attachFilesInput)
    .output(z.object({ fileIds: z.array(uuid), jobId: uuid }))
    .mutation(({ ctx, input }) => attachFiles(ctx.tdb, ctx.scope, input)),
  files: tenantProcedure('archive.read')
    .input(
      z.strictObject({
        itemId: uuid,
        withOlder: z.boolean().default(false),
        after: z.number().int().min(0).default(0),
      }),
    )
    .output(z.object({ files: z.array(digitalFileView), hasMore: z.boolean() }))
    .query(({ ctx, input }) => listFiles(ctx.tdb, ctx.scope, input)),
  previews: tenantProcedure('archive.read')
    .input(previewsInput)
    .output(z.array(previewView))
    .query(({ ctx, input }) => previewFiles(ctx.tdb, ctx.scope, ctx.objects.viewTokens, input)),
  grantedPreviews: grantProcedure('inspection.inspect')
    .input(grantedPreviewsInput)
    .output(z.array(previewView))
    .query(({ ctx, input }) => previewGrantedFiles(ctx.gdb, ctx.scope, ctx.objects.viewTokens, input)),
  viewer: tenantProcedure('archive.read')
    .input(openViewerInput)
    .output(viewerView)
    .query(({ ctx, input }) => openViewer(ctx.tdb, ctx.scope, ctx.objects.viewTokens, input)),
  grantedViewer: grantProcedure('inspection.inspect')
    .input(openGrantedViewerInput)
    .output(viewerView)
    .query(({ ctx, input }) => openGrantedViewer(ctx.gdb, ctx.scope, ctx.objects.viewTokens, input)),
  makeLayeredPdf: creatingProcedure('archive.read')
    .input(z.strictObject({ itemId: uuid }))
    .output(z.object({ jobId: uuid.nullable() }))
    .mutation(({ ctx, input }) => askForLayered(ctx.tdb, ctx.scope, input)),
  layeredPdf: tenantProcedure('archive.read')
    .input(z.strictObject({ itemId: uuid }))
    .output(layeredView)
    .query(({ ctx, input }) => getLayered(ctx.tdb, ctx.scope, input)),
  downloadLayeredPdf: tenantProcedure('archive.read')
    .input(z.strictObject({ itemId: uuid }))
    .output(fileReference)
    .query(({ ctx, input }) => downloadLayered(ctx.tdb, ctx.scope, input)),
  pageText: tenantProcedure('archive.read')
    .input(pageTextInput)
    .output(pageTextView)
    .query(({ ctx, input }) => getPageText(ctx.tdb, ctx.scope, input)),
  grantedPageTexts: grantProcedure('inspection.inspect')
    .input(grantedPageTextsInput)
    .output(z.array(pageTextView))
    .query(({ ctx, input }) => getGrantedPageTexts(ctx.gdb, ctx.scope, input)),
  correctPage: tenantProcedure('digital.write')
    .input(correctPageInput)
    .output(pageTextView)
    .mutation(({ ctx, input }) => correctPage(ctx.tdb, ctx.scope, input)),
  suggestFields: tenantProcedure('archive.read')
    .input(z.strictObject({ itemId: uuid }))
    .output(z.object({ suggestions: z.array(fieldSuggestion), isSecret: z.boolean() }))
    .query(({ ctx, input }) => suggestFromText(ctx.tdb, ctx.scope, input)),
  searchText: tenantProcedure('archive.read')
    .input(
      z.strictObject({
        q: z.string().trim().min(1).max(200),
        cursor: z.string().max(500).optional(),
        limit: z.number().int().min(1).max(100).default(20),
      }),
    )
    .output(z.object({ hits: z.array(pageHitView), next: z.string().nullable() }))
    .query(({ ctx, input }) => searchTexts(ctx.tdb, input)),
  createLinkBatch: creatingProcedure('digital.write')
    .input(createLinkBatchInput)
    .output(z.object({ batchId: uuid }))
    .mutation(({ ctx, input }) => createLinkBatch(ctx.tdb, ctx.scope, input)),
  beginUploads: creatingProcedure('digital.write')
    .input(beginUploadsInput)
    .output(begunUploads)
    .mutation(({ ctx, input }) => beginUploads(ctx.tdb, ctx.scope, ctx.objects, input)),
  batchUploads: tenantProcedure('archive.read')
    .input(batchUploadsInput)
    .output(batchUploadPage)
    .query(({ ctx, input }) => listBatchGaps(ctx.tdb, ctx.scope, input)),
  linkBatches: tenantProcedure('archive.read')
    .input(z.strictObject(pageInput))
    .output(pageOf(linkBatchView))
    .query(({ ctx, input }) => listBatches(ctx.tdb, ctx.scope, input)),
  downloadLinkBatches: tenantProcedure('archive.read')
    .input(z.strictObject({}))
    .output(fileReference)
    .query(({ ctx }) => exportLinkBatches(ctx.tdb, ctx.scope, ctx.objects)),
  downloadLinkFiles: tenantProcedure('archive.read')
    .input(exportLinkFilesInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportLinkFiles(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadBareItems: tenantProcedure('archive.read')
    .input(bareItemsFilter)
    .output(fileReference)
    .query(({ ctx, input }) => exportBareItems(ctx.tdb, ctx.scope, ctx.objects, input)),
  linkBatchById: tenantProcedure('archive.read')
    .input(linkBatchInput)
    .output(linkBatchDetail)
    .query(({ ctx, input }) => getBatch(ctx.tdb, ctx.scope, input)),
  linkFiles: tenantProcedure('archive.read')
    .input(linkFilesInput)
    .output(linkFilePage)
    .query(({ ctx, input }) => listFilesOfBatch(ctx.tdb, ctx.scope, input)),
  matchBatch: creatingProcedure('digital.write')
    .input(linkBatchInput)
    .output(z.object({ jobId: uuid }))
    .mutation(({ ctx, input }) => askForMatching(ctx.tdb, ctx.scope, input)),
  assignFiles: tenantProcedure('digital.write')
    .input(assignFilesInput)
    .output(linkBatchView)
    .mutation(({ ctx, input }) => assignFiles(ctx.tdb, ctx.scope, input)),
  setPage: tenantProcedure('digital.write')
    .input(setPageInput)
    .output(linkBatchView)
    .mutation(({ ctx, input }) => setPage(ctx.tdb, ctx.scope, input)),
  setLinkList: creatingProcedure('digital.write')
    .input(setLinkListInput)
    .output(setLinkListView)
    .mutation(({ ctx, input }) => setLinkList(ctx.tdb, ctx.scope, ctx.objects, input)),
  linkListGaps: tenantProcedure('archive.read')
    .input(linkListGapsInput)
    .output(linkListGapPage)
    .query(({ ctx, input }) => listGapsOfList(ctx.tdb, ctx.scope, input)),
  linkHistory: tenantProcedure('archive.read')
    .input(linkHistoryInput)
    .output(linkEventPage)
    .query(({ ctx, input }) => listHistory(ctx.tdb, ctx.scope, input)),
  confirmLinking: creatingProcedure('digital.write')
    .input(linkBatchInput)
    .output(z.object({ jobId: uuid, files: z.number().int() }))
    .mutation(({ ctx, input }) => confirmLinking(ctx.tdb, ctx.scope, input)),
  undoLinking: creatingProcedure('digital.write')
    .input(linkBatchInput)
    .output(z.object({ jobId: uuid }))
    .mutation(({ ctx, input }) => undoLinking(ctx.tdb, ctx.scope, input)),
  itemsWithoutFiles: tenantProcedure('archive.read')
    .input(bareItemsInput)
    .output(bareItemPage)
    .query(({ ctx, input }) => listBareItems(ctx.tdb, ctx.scope, input)),
  downloadFile: tenantProcedure('archive.read')
    .input(z.strictObject({ id: uuid }))
    .output(fileReference)
    .query(({ ctx, input }) => downloadFile(ctx.tdb, ctx.scope, input)),
});
