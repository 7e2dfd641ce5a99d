import { z } from 'zod';
import { exportListInput, fondsView, itemPage, listItemsInput, treeView } from '@/server/domain/archive/archive-list';
import { correctItemInput, createItemInput, itemDetailView, itemView } from '@/server/domain/archive/archive-record';
import { configureSchemeInput, schemeView } from '@/server/domain/archive/classification-scheme';
import {
  grantedItemInput,
  grantedItemView,
  grantedPage,
  grantUseView,
  listGrantedInput,
} from '@/server/domain/archive/granted-archive';
import {
  batchInput,
  fixImportRowInput,
  importBatchRow,
  importBatchView,
  importRowPage,
  importRowsInput,
  importRowView,
  startImportInput,
} from '@/server/domain/archive/import-batch';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { creatingProcedure, grantProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { configureScheme, listSchemes } from './configure-scheme.ts';
import { correctItem } from './correct-item.ts';
import { createItem } from './create-item.ts';
import { downloadExport, exportList, getExport } from './export-list.ts';
import { getItem } from './get-item.ts';
import { getTree, listFonds } from './get-tree.ts';
import { fixImportRow } from './import/fix-import-row.ts';
import { getImport, listImports } from './import/get-import.ts';
import { listImportRows } from './import/list-import-rows.ts';
import { downloadImportErrors, makeErrorWorkbook } from './import/make-error-workbook.ts';
import { startImport } from './import/start-import.ts';
import { submitImport } from './import/submit-import.ts';
import { getGranted, listGranted, listGrantedUnits } from './list-granted.ts';
import { listItems } from './list-items.ts';

const jobId = z.object({ jobId: uuid });

export const archiveRouter = router({
  fonds: tenantProcedure('archive.read')
    .output(z.array(fondsView))
    .query(({ ctx }) => listFonds(ctx.tdb, ctx.scope)),
  schemes: tenantProcedure('archive.read')
    .output(z.array(schemeView))
    .query(({ ctx }) => listSchemes(ctx.tdb, ctx.scope)),
  configureScheme: creatingProcedure('archive.configure')
    .input(configureSchemeInput)
    .output(schemeView)
    .mutation(({ ctx, input }) => configureScheme(ctx.tdb, ctx.scope, input)),
  tree: tenantProcedure('archive.read')
    .output(treeView)
    .query(({ ctx }) => getTree(ctx.tdb, ctx.scope)),

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

  startImport: creatingProcedure('archive.import')
    .input(startImportInput)
    .output(z.object({ batchId: uuid, jobId: uuid }))
    .mutation(({ ctx, input }) => startImport(ctx.tdb, ctx.scope, input)),
  imports: tenantProcedure('archive.import')
    .input(z.strictObject(pageInput))
    .output(pageOf(importBatchRow))
    .query(({ ctx, input }) => listImports(ctx.tdb, ctx.scope, input)),
  importById: tenantProcedure('archive.import')
    .input(batchInput)
    .output(importBatchView)
    .query(({ ctx, input }) => getImport(ctx.tdb, ctx.scope, input)),
  importRows: tenantProcedure('archive.import')
    .input(importRowsInput)
    .output(importRowPage)
    .query(({ ctx, input }) => listImportRows(ctx.tdb, ctx.scope, input)),
  fixImportRow: tenantProcedure('archive.import')
    .input(fixImportRowInput)
    .output(importRowView)
    .mutation(({ ctx, input }) => fixImportRow(ctx.tdb, ctx.scope, input)),
  fileImport: creatingProcedure('archive.import')
    .input(batchInput)
    .output(z.object({ jobId: uuid, rows: z.number().int() }))
    .mutation(({ ctx, input }) => submitImport(ctx.tdb, ctx.scope, input)),
  makeImportErrors: creatingProcedure('archive.import')
    .input(batchInput)
    .output(z.object({ objectId: uuid }))
    .mutation(({ ctx, input }) => makeErrorWorkbook(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadImportErrors: tenantProcedure('archive.import')
    .input(batchInput)
    .output(fileReference)
    .query(({ ctx, input }) => downloadImportErrors(ctx.tdb, ctx.scope, input)),

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
});
