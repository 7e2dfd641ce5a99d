import { z } from 'zod';
import { attachFilesInput, beginUploadInput, digitalFileView } from '@/server/domain/digital/digital-file';
import { openGrantedViewerInput, openViewerInput, viewerView } from '@/server/domain/digital/viewer';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, grantProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { attachFiles } from './attach-files.ts';
import { beginUpload } from './begin-upload.ts';
import { downloadFile, listFiles } from './list-files.ts';
import { openGrantedViewer, openViewer } from './open-viewer.ts';

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
  downloadFile: tenantProcedure('archive.read')
    .input(z.strictObject({ id: uuid }))
    .output(fileReference)
    .query(({ ctx, input }) => downloadFile(ctx.tdb, ctx.scope, input)),
});
