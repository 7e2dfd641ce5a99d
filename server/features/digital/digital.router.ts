import { z } from 'zod';
import { attachFilesInput, beginUploadInput, digitalFileView } from '@/server/domain/digital/digital-file';
import {
  correctPageInput,
  fieldSuggestion,
  pageHitView,
  pageTextInput,
  pageTextView,
} from '@/server/domain/digital/page-text';
import { openGrantedViewerInput, openViewerInput, viewerView } from '@/server/domain/digital/viewer';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, grantProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { attachFiles } from './attach-files.ts';
import { beginUpload } from './begin-upload.ts';
import { downloadFile, listFiles } from './list-files.ts';
import { openGrantedViewer, openViewer } from './open-viewer.ts';
import { correctPage, getPageText, searchTexts, suggestFromText } from './page-texts.ts';

export const digitalRouter = router({
  beginUpload: creatingProcedure('digital.write')
    .input(beginUploadInput)
    .output(z.object({ uploadId: uuid }))
    .mutation(({ ctx, input }) => beginUpload(ctx.tdb, ctx.scope, ctx.objects, input)),
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
  viewer: tenantProcedure('archive.read')
    .input(openViewerInput)
    .output(viewerView)
    .query(({ ctx, input }) => openViewer(ctx.tdb, ctx.scope, ctx.objects.viewTokens, input)),
  grantedViewer: grantProcedure('inspection.inspect')
    .input(openGrantedViewerInput)
    .output(viewerView)
    .query(({ ctx, input }) => openGrantedViewer(ctx.gdb, ctx.scope, ctx.objects.viewTokens, input)),
  pageText: tenantProcedure('archive.read')
    .input(pageTextInput)
    .output(pageTextView)
    .query(({ ctx, input }) => getPageText(ctx.tdb, ctx.scope, input)),
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
  downloadFile: tenantProcedure('archive.read')
    .input(z.strictObject({ id: uuid }))
    .output(fileReference)
    .query(({ ctx, input }) => downloadFile(ctx.tdb, ctx.scope, input)),
});
