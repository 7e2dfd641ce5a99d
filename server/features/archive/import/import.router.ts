import { z } from 'zod';
import {
  applyChangesInput,
  batchInput,
  exportForEditingInput,
  fixImportRowInput,
  importBatchRow,
  importBatchView,
  importRowPage,
  importRowsInput,
  importRowView,
  makeTemplateInput,
  rebaseRowInput,
  remapImportInput,
  startImportInput,
  undoCheckView,
} from '@/server/domain/archive/import-batch';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { creatingProcedure, tenantProcedure } from '@/server/trpc/init';
import { applyChanges } from './apply-changes.ts';
import { downloadEditingExport, exportForEditing, getEditingExport } from './export-for-editing.ts';
import { fixImportRow } from './fix-import-row.ts';
import { getImport, listImports } from './get-import.ts';
import { listImportRows } from './list-import-rows.ts';
import { downloadImportErrors, makeErrorWorkbook } from './make-error-workbook.ts';
import { downloadTemplate, makeTemplate } from './make-template.ts';
import { rebaseRow } from './rebase-row.ts';
import { remapImport } from './remap-import.ts';
import { startImport } from './start-import.ts';
import { submitImport } from './submit-import.ts';
import { checkUndo, undoImport } from './undo-import.ts';

const jobId = z.object({ jobId: uuid });
const jobAndRows = z.object({ jobId: uuid, rows: z.number().int() });
const objectId = z.object({ objectId: uuid });

/** 目录导入 and 修改回导, part of the archive router. */
export const importProcedures = {
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
  remapImport: creatingProcedure('archive.import')
    .input(remapImportInput)
    .output(jobId)
    .mutation(({ ctx, input }) => remapImport(ctx.tdb, ctx.scope, input)),
  fixImportRow: tenantProcedure('archive.import')
    .input(fixImportRowInput)
    .output(importRowView)
    .mutation(({ ctx, input }) => fixImportRow(ctx.tdb, ctx.scope, input)),
  fileImport: creatingProcedure('archive.import')
    .input(batchInput)
    .output(jobAndRows)
    .mutation(({ ctx, input }) => submitImport(ctx.tdb, ctx.scope, input)),
  importUndoCheck: tenantProcedure('archive.import')
    .input(batchInput)
    .output(undoCheckView)
    .query(({ ctx, input }) => checkUndo(ctx.tdb, ctx.scope, input)),
  undoImport: creatingProcedure('archive.import')
    .input(batchInput)
    .output(z.object({ jobId: uuid, items: z.number().int() }))
    .mutation(({ ctx, input }) => undoImport(ctx.tdb, ctx.scope, input)),
  makeImportErrors: creatingProcedure('archive.import')
    .input(batchInput)
    .output(objectId)
    .mutation(({ ctx, input }) => makeErrorWorkbook(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadImportErrors: tenantProcedure('archive.import')
    .input(batchInput)
    .output(fileReference)
    .query(({ ctx, input }) => downloadImportErrors(ctx.tdb, ctx.scope, input)),
  makeImportTemplate: creatingProcedure('archive.import')
    .input(makeTemplateInput)
    .output(objectId)
    .mutation(({ ctx, input }) => makeTemplate(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadImportTemplate: tenantProcedure('archive.import')
    .input(z.strictObject({ objectId: uuid }))
    .output(fileReference)
    .query(({ ctx, input }) => downloadTemplate(ctx.tdb, ctx.scope, input)),

  exportForEditing: creatingProcedure('archive.import')
    .input(exportForEditingInput)
    .output(jobId)
    .mutation(({ ctx, input }) => exportForEditing(ctx.tdb, ctx.scope, input)),
  editingExportById: tenantProcedure('archive.import')
    .input(z.strictObject({ jobId: uuid }))
    .output(
      z.object({ state: z.string(), done: z.number().int(), isReady: z.boolean(), errorCode: z.string().nullable() }),
    )
    .query(({ ctx, input }) => getEditingExport(ctx.tdb, ctx.scope, input)),
  downloadEditingExport: tenantProcedure('archive.import')
    .input(z.strictObject({ jobId: uuid }))
    .output(fileReference)
    .query(({ ctx, input }) => downloadEditingExport(ctx.tdb, ctx.scope, input)),
  rebaseImportRow: tenantProcedure('archive.import')
    .input(rebaseRowInput)
    .output(importRowView)
    .mutation(({ ctx, input }) => rebaseRow(ctx.tdb, ctx.scope, input)),
  applyChanges: creatingProcedure('archive.write')
    .input(applyChangesInput)
    .output(jobAndRows)
    .mutation(({ ctx, input }) => applyChanges(ctx.tdb, ctx.scope, input)),
};
