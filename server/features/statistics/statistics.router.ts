import { z } from 'zod';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import {
  callReturnInput,
  consolidatedView,
  formRefInput,
  handOnReturnView,
  importReturnInput,
  importReturnView,
  indicatorRowsInput,
  indicatorRowsView,
  ownFormView,
  receivedFormView,
  receivedReturnInput,
  receivedReturnView,
  returnRowView,
  returnView,
  reviewReturnInput,
  saveFormInput,
  saveReturnInput,
  statisticsInput,
  submitReturnView,
  unitReturnView,
} from '@/server/domain/statistics/statistics';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { exportConsolidated, exportReturn, importReturn, printReturn } from './export-return.ts';
import { saveReturn, submitReturn } from './fill-return.ts';
import { listIndicatorRows } from './list-indicator-rows.ts';
import { getReturn, listReturns } from './list-returns.ts';
import { listForms, retireForm, saveForm } from './own-forms.ts';
import { findReceivedYear, getConsolidated, getReceivedReturn, listReceivedForms } from './received-returns.ts';
import { callReturns, handOnReturns, reviewReturn } from './review-returns.ts';

export const statisticsRouter = router({
  list: tenantProcedure('figure.read')
    .input(statisticsInput)
    .output(z.array(returnRowView))
    .query(({ ctx, input }) => listReturns(ctx.tdb, ctx.scope, input)),
  get: tenantProcedure('figure.read')
    .input(formRefInput)
    .output(returnView)
    .query(({ ctx, input }) => getReturn(ctx.tdb, ctx.scope, input)),
  rows: tenantProcedure('figure.read')
    .input(indicatorRowsInput)
    .output(indicatorRowsView)
    .query(({ ctx, input }) => listIndicatorRows(ctx.tdb, ctx.scope, input)),
  save: tenantProcedure('figure.release')
    .input(saveReturnInput)
    .output(z.object({ rowVersion: z.number().int() }))
    .mutation(({ ctx, input }) => saveReturn(ctx.tdb, ctx.scope, input)),
  importFile: creatingProcedure('figure.release')
    .input(importReturnInput)
    .output(importReturnView)
    .mutation(({ ctx, input }) => importReturn(ctx.tdb, ctx.scope, ctx.objects, input)),
  submit: creatingProcedure('figure.release')
    .input(formRefInput)
    .output(submitReturnView)
    .mutation(({ ctx, input }) => submitReturn(ctx.tdb, ctx.scope, input)),
  downloadReturn: tenantProcedure('figure.read')
    .input(formRefInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportReturn(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadPrint: tenantProcedure('figure.read')
    .input(formRefInput)
    .output(fileReference)
    .query(({ ctx, input }) => printReturn(ctx.tdb, ctx.scope, ctx.objects, input)),

  receivedYear: tenantProcedure('figure.rollUp')
    .input(z.strictObject({}))
    .output(z.number().int().nullable())
    .query(({ ctx }) => findReceivedYear(ctx.tdb, ctx.scope)),
  receivedForms: tenantProcedure('figure.rollUp')
    .input(statisticsInput)
    .output(z.array(receivedFormView))
    .query(({ ctx, input }) => listReceivedForms(ctx.tdb, ctx.scope, input)),
  received: tenantProcedure('figure.rollUp')
    .input(formRefInput)
    .output(consolidatedView)
    .query(({ ctx, input }) => getConsolidated(ctx.tdb, ctx.scope, input)),
  receivedReturn: tenantProcedure('figure.rollUp')
    .input(receivedReturnInput)
    .output(receivedReturnView)
    .query(({ ctx, input }) => getReceivedReturn(ctx.tdb, ctx.scope, input)),
  downloadReceived: tenantProcedure('figure.rollUp')
    .input(formRefInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportConsolidated(ctx.tdb, ctx.scope, ctx.objects, input)),
  callUnits: creatingProcedure('figure.call')
    .input(callReturnInput)
    .output(z.object({ sent: z.number().int() }))
    .mutation(({ ctx, input }) => callReturns(ctx.tdb, ctx.scope, input)),
  review: creatingProcedure('figure.call')
    .input(reviewReturnInput)
    .output(unitReturnView)
    .mutation(({ ctx, input }) => reviewReturn(ctx.tdb, ctx.scope, input)),
  handOn: creatingProcedure('figure.release')
    .input(formRefInput)
    .output(handOnReturnView)
    .mutation(({ ctx, input }) => handOnReturns(ctx.tdb, ctx.scope, input)),

  forms: tenantProcedure('figure.call')
    .input(z.strictObject({}))
    .output(z.array(ownFormView))
    .query(({ ctx }) => listForms(ctx.tdb, ctx.scope)),
  saveForm: creatingProcedure('figure.call')
    .input(saveFormInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => saveForm(ctx.tdb, ctx.scope, input)),
  retireForm: tenantProcedure('figure.call')
    .input(z.strictObject({ id: uuid }))
    .output(z.void())
    .mutation(({ ctx, input }) => retireForm(ctx.tdb, ctx.scope, input)),
});
