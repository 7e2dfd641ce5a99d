import { z } from 'zod';
import {
  changeEntryInput,
  enterInput,
  enterRowsInput,
  entryHistoryView,
  entryPage,
  exportEntriesInput,
  listEntriesInput,
  registerCode,
  registerView,
  seriesInput,
  seriesView,
  voidEntryInput,
} from '@/server/domain/register/register-entry';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { changeEntry, voidEntry } from './change-entry.ts';
import { enter } from './enter.ts';
import { enterRows } from './enter-rows.ts';
import { exportEntries, exportTemplate } from './export-entries.ts';
import { getEntry, listEntries, showSeries } from './list-entries.ts';
import { listRegisters } from './list-registers.ts';

export const registerRouter = router({
  list: tenantProcedure('register.read')
    .output(z.array(registerView))
    .query(({ ctx }) => listRegisters(ctx.tdb, ctx.scope)),
  entries: tenantProcedure('register.read')
    .input(listEntriesInput)
    .output(entryPage)
    .query(({ ctx, input }) => listEntries(ctx.tdb, ctx.scope, input)),
  entry: tenantProcedure('register.read')
    .input(z.strictObject({ entryId: uuid }))
    .output(entryHistoryView)
    .query(({ ctx, input }) => getEntry(ctx.tdb, ctx.scope, input.entryId)),
  series: tenantProcedure('register.read')
    .input(seriesInput)
    .output(seriesView)
    .query(({ ctx, input }) => showSeries(ctx.tdb, ctx.scope, input)),
  enter: creatingProcedure('register.keep')
    .input(enterInput)
    .output(z.object({ entryId: uuid }))
    .mutation(({ ctx, input }) => enter(ctx.tdb, ctx.scope, input)),
  change: tenantProcedure('register.keep')
    .input(changeEntryInput)
    .output(z.void())
    .mutation(({ ctx, input }) => changeEntry(ctx.tdb, ctx.scope, input)),
  void: tenantProcedure('register.keep')
    .input(voidEntryInput)
    .output(z.void())
    .mutation(({ ctx, input }) => voidEntry(ctx.tdb, ctx.scope, input)),
  enterRows: creatingProcedure('register.keep')
    .input(enterRowsInput)
    .output(z.object({ entered: z.number().int(), known: z.number().int() }))
    .mutation(({ ctx, input }) => enterRows(ctx.tdb, ctx.scope, input)),
  downloadEntries: tenantProcedure('register.read')
    .input(exportEntriesInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportEntries(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadTemplate: tenantProcedure('register.keep')
    .input(z.strictObject({ code: registerCode }))
    .output(fileReference)
    .query(({ ctx, input }) => exportTemplate(ctx.tdb, ctx.scope, ctx.objects, input.code)),
});
