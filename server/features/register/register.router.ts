import { z } from 'zod';
import { madeFileView } from '@/server/domain/archive/print-form';
import {
  entryGrantView,
  grantedEntryInput,
  grantedEntryView,
  grantedFileInput,
  grantedFileView,
  grantedPageInput,
  listGrantedEntriesInput,
} from '@/server/domain/register/granted-entry';
import {
  attachInput,
  attachmentKey,
  changeEntryInput,
  chartInput,
  chartView,
  enterInput,
  enterRowsInput,
  entryHistoryView,
  entryPage,
  exportEntriesInput,
  lateInput,
  latePage,
  listEntriesInput,
  makeFileInput,
  refusedFiles,
  registerCode,
  registerView,
  removeAttachmentInput,
  voidEntryInput,
} from '@/server/domain/register/register-entry';
import {
  importNotePage,
  listImportNotesInput,
  registerImportView,
  startRegisterImportInput,
  undoImportInput,
} from '@/server/domain/register/register-import';
import { enterSheetInput, keepSheetInput, sheetResult, sheetView } from '@/server/domain/register/register-sheet';
import { draftTimetableInput, keepTimetableInput, timetableView } from '@/server/domain/register/timetable';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, grantProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { attachFiles, downloadAttachment, removeAttachment } from './attach-files.ts';
import { changeEntry, voidEntry } from './change-entry.ts';
import { enter } from './enter.ts';
import { enterRows } from './enter-rows.ts';
import { exportEntries, exportTemplate } from './export-entries.ts';
import { getEntry } from './get-entry.ts';
import { getGrantedEntry, listEntryGrants, listGrantedEntries } from './granted-entries.ts';
import { openGrantedFile, showGrantedPage } from './granted-files.ts';
import { listEntries } from './list-entries.ts';
import { listLate } from './list-late.ts';
import { listRegisters } from './list-registers.ts';
import { downloadFile, getFile, startFile } from './make-file.ts';
import { printEntry } from './print-register.ts';
import { enterSheet, getSheet, keepSheet } from './sheet.ts';
import { showChart } from './show-chart.ts';
import { getImport, listNotes, startImport, undoImport } from './start-import.ts';
import { draftTimetable, keepTimetable } from './timetable.ts';

const entryId = z.strictObject({ entryId: uuid });
const jobId = z.strictObject({ jobId: uuid });
const importId = z.strictObject({ importId: uuid });

export const registerRouter = router({
  list: tenantProcedure('register.read')
    .output(z.array(registerView))
    .query(({ ctx }) => listRegisters(ctx.tdb, ctx.scope)),
  late: tenantProcedure('register.read')
    .input(lateInput)
    .output(latePage)
    .query(({ ctx, input }) => listLate(ctx.tdb, ctx.scope, input)),
  entries: tenantProcedure('register.read')
    .input(listEntriesInput)
    .output(entryPage)
    .query(({ ctx, input }) => listEntries(ctx.tdb, ctx.scope, input)),
  entry: tenantProcedure('register.read')
    .input(entryId)
    .output(entryHistoryView)
    .query(({ ctx, input }) => getEntry(ctx.tdb, ctx.scope, input.entryId)),
  chart: tenantProcedure('register.read')
    .input(chartInput)
    .output(chartView)
    .query(({ ctx, input }) => showChart(ctx.tdb, ctx.scope, input)),
  enter: creatingProcedure('register.keep')
    .input(enterInput)
    .output(z.object({ entryId: uuid, refused: refusedFiles }))
    .mutation(({ ctx, input }) => enter(ctx.tdb, ctx.scope, ctx.objects, input)),
  change: tenantProcedure('register.keep')
    .input(changeEntryInput)
    .output(z.void())
    .mutation(({ ctx, input }) => changeEntry(ctx.tdb, ctx.scope, input)),
  void: tenantProcedure('register.keep')
    .input(voidEntryInput)
    .output(z.void())
    .mutation(({ ctx, input }) => voidEntry(ctx.tdb, ctx.scope, input)),
  draftTimetable: tenantProcedure('register.read')
    .input(draftTimetableInput)
    .output(timetableView)
    .query(({ ctx, input }) => draftTimetable(ctx.tdb, ctx.scope, input)),
  keepTimetable: creatingProcedure('register.keep')
    .input(keepTimetableInput)
    .output(z.object({ entered: z.number().int(), known: z.number().int() }))
    .mutation(({ ctx, input }) => keepTimetable(ctx.tdb, ctx.scope, input)),
  enterRows: creatingProcedure('register.keep')
    .input(enterRowsInput)
    .output(z.object({ entered: z.number().int(), known: z.number().int() }))
    .mutation(({ ctx, input }) => enterRows(ctx.tdb, ctx.scope, input)),
  attach: creatingProcedure('register.keep')
    .input(attachInput)
    .output(z.object({ attached: z.number().int(), refused: refusedFiles }))
    .mutation(({ ctx, input }) => attachFiles(ctx.tdb, ctx.scope, ctx.objects, input)),
  removeAttachment: tenantProcedure('register.keep')
    .input(removeAttachmentInput)
    .output(z.void())
    .mutation(({ ctx, input }) => removeAttachment(ctx.tdb, ctx.scope, input)),
  downloadAttachment: tenantProcedure('register.read')
    .input(attachmentKey)
    .output(fileReference)
    .query(({ ctx, input }) => downloadAttachment(ctx.tdb, ctx.scope, input)),
  startImport: creatingProcedure('register.keep')
    .input(startRegisterImportInput)
    .output(z.object({ importId: uuid, jobId: uuid }))
    .mutation(({ ctx, input }) => startImport(ctx.tdb, ctx.scope, input)),
  importById: tenantProcedure('register.read')
    .input(importId)
    .output(registerImportView)
    .query(({ ctx, input }) => getImport(ctx.tdb, ctx.scope, input)),
  importNotes: tenantProcedure('register.read')
    .input(listImportNotesInput)
    .output(importNotePage)
    .query(({ ctx, input }) => listNotes(ctx.tdb, ctx.scope, input)),
  undoImport: tenantProcedure('register.keep')
    .input(undoImportInput)
    .output(z.object({ struck: z.number().int() }))
    .mutation(({ ctx, input }) => undoImport(ctx.tdb, ctx.scope, input)),
  downloadEntries: tenantProcedure('register.read')
    .input(exportEntriesInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportEntries(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadTemplate: tenantProcedure('register.keep')
    .input(z.strictObject({ code: registerCode }))
    .output(fileReference)
    .query(({ ctx, input }) => exportTemplate(ctx.tdb, ctx.scope, ctx.objects, input.code)),
  makeFile: creatingProcedure('register.read')
    .input(makeFileInput)
    .output(jobId)
    .mutation(({ ctx, input }) => startFile(ctx.tdb, ctx.scope, input)),
  fileById: tenantProcedure('register.read')
    .input(jobId)
    .output(madeFileView)
    .query(({ ctx, input }) => getFile(ctx.tdb, ctx.scope, input)),
  downloadFile: tenantProcedure('register.read')
    .input(jobId)
    .output(fileReference)
    .query(({ ctx, input }) => downloadFile(ctx.tdb, ctx.scope, input)),
  downloadEntryForm: tenantProcedure('register.read')
    .input(entryId)
    .output(fileReference)
    .query(({ ctx, input }) => printEntry(ctx.tdb, ctx.scope, ctx.objects, input)),
  sheet: tenantProcedure('register.keep')
    .input(z.strictObject({ code: registerCode }))
    .output(sheetView)
    .query(({ ctx, input }) => getSheet(ctx.tdb, ctx.scope, input.code)),
  keepSheet: tenantProcedure('register.keep')
    .input(keepSheetInput)
    .output(z.object({ rowVersion: z.number().int() }))
    .mutation(({ ctx, input }) => keepSheet(ctx.tdb, ctx.scope, input)),
  enterSheet: creatingProcedure('register.keep')
    .input(enterSheetInput)
    .output(sheetResult)
    .mutation(({ ctx, input }) => enterSheet(ctx.tdb, ctx.scope, input)),
  entryGrants: tenantProcedure('inspection.inspect')
    .output(z.array(entryGrantView))
    .query(({ ctx }) => listEntryGrants(ctx.tdb)),
  grantedEntries: grantProcedure('inspection.inspect')
    .input(listGrantedEntriesInput)
    .output(entryPage)
    .query(({ ctx, input }) => listGrantedEntries(ctx.gdb, ctx.scope, input)),
  grantedEntry: grantProcedure('inspection.inspect')
    .input(grantedEntryInput)
    .output(grantedEntryView)
    .query(({ ctx, input }) => getGrantedEntry(ctx.gdb, ctx.scope, input)),
  grantedFile: grantProcedure('inspection.inspect')
    .input(grantedFileInput)
    .output(grantedFileView)
    .query(({ ctx, input }) => openGrantedFile(ctx.gdb, ctx.scope, ctx.objects, input)),
  downloadGrantedPage: grantProcedure('inspection.inspect')
    .input(grantedPageInput)
    .output(fileReference)
    .query(({ ctx, input }) => showGrantedPage(ctx.gdb, ctx.scope, input)),
});
