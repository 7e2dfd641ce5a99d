import { z } from 'zod';
import {
  exportListInput,
  fondsView,
  itemPage,
  listItemsInput,
  treeInput,
  treeView,
} from '@/server/domain/archive/archive-list';
import {
  correctItemInput,
  correctRetentionInput,
  createItemInput,
  itemDetailView,
  itemView,
  movePieceInput,
} from '@/server/domain/archive/archive-record';
import { schemeView } from '@/server/domain/archive/classification-scheme';
import {
  grantedChildrenView,
  grantedItemInput,
  grantedItemView,
  grantedPage,
  grantUseView,
  listGrantedChildrenInput,
  listGrantedInput,
} from '@/server/domain/archive/granted-archive';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, grantProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { catalogueProcedures } from './catalogue/catalogue.router.ts';
import { checkProcedures } from './check/check.router.ts';
import { correctItem } from './correct-item.ts';
import { correctRetention } from './correct-retention.ts';
import { createItem } from './create-item.ts';
import { downloadExport, exportList, getExport } from './export-list.ts';
import { getItem } from './get-item.ts';
import { getTree, listFonds } from './get-tree.ts';
import { importProcedures } from './import/import.router.ts';
import { getGranted, listGranted, listGrantedChildren, listGrantedUnits } from './list-granted.ts';
import { listItems } from './list-items.ts';
import { listSchemes } from './list-schemes.ts';
import { movePiece } from './move-piece.ts';
import { printProcedures } from './print/print.router.ts';
import { projectProcedures } from './project/project.router.ts';
import { searchProcedures } from './search/search.router.ts';

const jobId = z.object({ jobId: uuid });

export const archiveRouter = router({
  fonds: tenantProcedure('archive.read')
    .output(z.array(fondsView))
    .query(({ ctx }) => listFonds(ctx.tdb, ctx.scope)),
  schemes: tenantProcedure('archive.read')
    .output(z.array(schemeView))
    .query(({ ctx }) => listSchemes(ctx.tdb, ctx.scope)),
  tree: tenantProcedure('archive.read')
    .input(treeInput)
    .output(treeView)
    .query(({ ctx, input }) => getTree(ctx.tdb, ctx.scope, input)),

  list: tenantProcedure('archive.read')
    .input(listItemsInput)
    .output(itemPage)
    .query(({ ctx, input }) => listItems(ctx.tdb, ctx.scope, input)),
  byId: tenantProcedure('archive.read')
    .input(z.strictObject({ id: uuid }))
    .output(itemDetailView)
    .query(({ ctx, input }) => getItem(ctx.tdb, ctx.scope, input)),
  create: creatingProcedure('archive.write')
    .input(createItemInput)
    .output(z.object({ id: uuid, referenceCode: z.string() }))
    .mutation(({ ctx, input }) => createItem(ctx.tdb, ctx.scope, input)),
  correct: tenantProcedure('archive.write')
    .input(correctItemInput)
    .output(itemView)
    .mutation(({ ctx, input }) => correctItem(ctx.tdb, ctx.scope, input)),
  movePiece: tenantProcedure('archive.write')
    .input(movePieceInput)
    .output(itemView)
    .mutation(({ ctx, input }) => movePiece(ctx.tdb, ctx.scope, input)),
  correctRetention: tenantProcedure('archive.write')
    .input(correctRetentionInput)
    .output(itemView)
    .mutation(({ ctx, input }) => correctRetention(ctx.tdb, ctx.scope, input)),

  exportList: creatingProcedure('archive.read')
    .input(exportListInput)
    .output(jobId)
    .mutation(({ ctx, input }) => exportList(ctx.tdb, ctx.scope, input)),
  exportById: tenantProcedure('archive.read')
    .input(z.strictObject({ jobId: uuid }))
    .output(
      z.object({ state: z.string(), done: z.number().int(), isReady: z.boolean(), errorCode: z.string().nullable() }),
    )
    .query(({ ctx, input }) => getExport(ctx.tdb, ctx.scope, input)),
  downloadExport: tenantProcedure('archive.read')
    .input(z.strictObject({ jobId: uuid }))
    .output(fileReference)
    .query(({ ctx, input }) => downloadExport(ctx.tdb, ctx.scope, input)),

  ...importProcedures,
  ...catalogueProcedures,
  ...searchProcedures,
  ...checkProcedures,
  ...printProcedures,
  ...projectProcedures,

  grantedUnits: tenantProcedure('inspection.inspect')
    .output(z.array(grantUseView))
    .query(({ ctx }) => listGrantedUnits(ctx.tdb)),
  grantedList: grantProcedure('inspection.inspect')
    .input(listGrantedInput)
    .output(grantedPage)
    .query(({ ctx, input }) => listGranted(ctx.gdb, ctx.scope, input)),
  grantedById: grantProcedure('inspection.inspect')
    .input(grantedItemInput)
    .output(grantedItemView)
    .query(({ ctx, input }) => getGranted(ctx.gdb, ctx.scope, input)),
  grantedChildren: grantProcedure('inspection.inspect')
    .input(listGrantedChildrenInput)
    .output(grantedChildrenView)
    .query(({ ctx, input }) => listGrantedChildren(ctx.gdb, ctx.scope, input)),
});
