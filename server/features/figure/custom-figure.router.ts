import { z } from 'zod';
import {
  changeCustomInput,
  createCustomInput,
  customGroupsInput,
  customListInput,
  customListView,
  customNameView,
  customPreviewInput,
  customPreviewView,
  customRowsInput,
  customRowsView,
  receivedCustomInput,
  receivedCustomView,
  releaseCustomInput,
  retireCustomInput,
} from '@/server/domain/figure/custom-figure';
import { releaseFiguresView } from '@/server/domain/figure/figure-views';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { changeCustom, createCustom, retireCustom } from './custom/define-custom.ts';
import {
  exportCustom,
  exportCustomGroups,
  listCustomRows,
  nameCustomFigures,
  previewCustom,
  readCustomFigures,
} from './custom/read-custom.ts';
import { exportReceivedCustom, listReceivedCustom } from './custom/received-custom.ts';
import { releaseCustom } from './custom/release-custom.ts';

/** 自定义指标. */
export const customFigureRouter = router({
  list: tenantProcedure('figure.read')
    .input(customListInput)
    .output(customListView)
    .query(({ ctx, input }) => readCustomFigures(ctx.tdb, ctx.scope, input)),
  names: tenantProcedure('figure.read')
    .input(z.strictObject({}))
    .output(customNameView.array())
    .query(({ ctx }) => nameCustomFigures(ctx.tdb, ctx.scope)),
  rows: tenantProcedure('figure.read')
    .input(customRowsInput)
    .output(customRowsView)
    .query(({ ctx, input }) => listCustomRows(ctx.tdb, ctx.scope, input)),
  preview: tenantProcedure('figure.release')
    .input(customPreviewInput)
    .output(customPreviewView)
    .query(({ ctx, input }) => previewCustom(ctx.tdb, ctx.scope, input)),
  create: creatingProcedure('figure.release')
    .input(createCustomInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => createCustom(ctx.tdb, ctx.scope, input)),
  change: tenantProcedure('figure.release')
    .input(changeCustomInput)
    .output(z.void())
    .mutation(({ ctx, input }) => changeCustom(ctx.tdb, ctx.scope, input)),
  retire: tenantProcedure('figure.release')
    .input(retireCustomInput)
    .output(z.void())
    .mutation(({ ctx, input }) => retireCustom(ctx.tdb, ctx.scope, input)),
  release: creatingProcedure('figure.release')
    .input(releaseCustomInput)
    .output(releaseFiguresView)
    .mutation(({ ctx, input }) => releaseCustom(ctx.tdb, ctx.scope, input)),
  received: tenantProcedure('figure.rollUp')
    .input(receivedCustomInput)
    .output(receivedCustomView)
    .query(({ ctx, input }) => listReceivedCustom(ctx.tdb, ctx.scope, input)),
  downloadReceived: tenantProcedure('figure.rollUp')
    .input(receivedCustomInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportReceivedCustom(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadCustom: tenantProcedure('figure.read')
    .input(customListInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportCustom(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadGroups: tenantProcedure('figure.read')
    .input(customGroupsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportCustomGroups(ctx.tdb, ctx.scope, ctx.objects, input)),
});
