import { z } from 'zod';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import {
  acknowledgeInput,
  dispatchDetailView,
  dispatchPage,
  downloadAttachmentInput,
  listDispatchesInput,
} from '@/server/domain/tenancy/dispatch';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { acknowledgeDispatch } from './dispatch/acknowledge-dispatch.ts';
import { downloadAttachment } from './dispatch/download-attachment.ts';
import { getDispatch } from './dispatch/get-dispatch.ts';
import { listDispatches } from './dispatch/list-dispatches.ts';

export const dispatchRouter = router({
  list: tenantProcedure('dispatch.read')
    .input(listDispatchesInput)
    .output(dispatchPage)
    .query(({ ctx, input }) => listDispatches(ctx.tdb, ctx.scope, input)),
  byId: tenantProcedure('dispatch.read')
    .input(z.strictObject({ id: uuid }))
    .output(dispatchDetailView)
    .query(({ ctx, input }) => getDispatch(ctx.tdb, ctx.scope, input)),
  acknowledge: creatingProcedure('dispatch.read')
    .input(acknowledgeInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => acknowledgeDispatch(ctx.tdb, ctx.scope, input)),
  downloadAttachment: tenantProcedure('dispatch.read')
    .input(downloadAttachmentInput)
    .output(fileReference)
    .query(({ ctx, input }) => downloadAttachment(ctx.tdb, ctx.scope, input)),
});
