import { z } from 'zod';
import {
  exportFondsInput,
  madeFileView,
  printFormCode,
  printInput,
  printSettingView,
  savePrintSettingInput,
} from '@/server/domain/archive/print-form';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, tenantProcedure } from '@/server/trpc/init';
import {
  downloadPrint,
  getPrint,
  getPrintSetting,
  savePrintSetting,
  startExportFonds,
  startPrint,
} from './start-print.ts';

const jobId = z.strictObject({ jobId: uuid });

/** Printing and handing over, part of the router `archive`. */
export const printProcedures = {
  printSetting: tenantProcedure('archive.read')
    .input(z.strictObject({ form: printFormCode }))
    .output(printSettingView)
    .query(({ ctx, input }) => getPrintSetting(ctx.tdb, ctx.scope, input)),
  savePrintSetting: tenantProcedure('archive.write')
    .input(savePrintSettingInput)
    .output(printSettingView)
    .mutation(({ ctx, input }) => savePrintSetting(ctx.tdb, ctx.scope, input)),
  print: creatingProcedure('archive.read')
    .input(printInput)
    .output(jobId)
    .mutation(({ ctx, input }) => startPrint(ctx.tdb, ctx.scope, input)),
  exportFonds: creatingProcedure('archive.read')
    .input(exportFondsInput)
    .output(jobId)
    .mutation(({ ctx, input }) => startExportFonds(ctx.tdb, ctx.scope, input)),
  printById: tenantProcedure('archive.read')
    .input(jobId)
    .output(madeFileView)
    .query(({ ctx, input }) => getPrint(ctx.tdb, ctx.scope, input)),
  downloadPrint: tenantProcedure('archive.read')
    .input(jobId)
    .output(fileReference)
    .query(({ ctx, input }) => downloadPrint(ctx.tdb, ctx.scope, input)),
};
