import { z } from 'zod';
import {
  departmentFileRef,
  departmentReviewInput,
  departmentRoundRef,
  departmentRoundView,
  departmentRoundWithSheets,
  departmentSelfInput,
  departmentSheetRef,
  departmentSheetRowView,
  departmentSheetView,
  listDepartmentRoundsInput,
  listOwnSheetsInput,
  openDepartmentRoundInput,
  returnDepartmentInput,
} from '@/server/domain/assessment/department';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { pageOf } from '@/server/domain/shared/pagination';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import {
  closeDepartmentAssessment,
  exportDepartmentRound,
  getDepartmentRound,
  listDepartmentRounds,
  openDepartmentRound,
} from './rounds.ts';
import {
  downloadDepartmentFile,
  getDepartmentSheet,
  listOwnSheets,
  returnDepartment,
  reviewDepartment,
  saveSelfScore,
} from './sheets.ts';

const versionView = z.object({ rowVersion: z.number().int() });
const countView = z.object({ departments: z.number().int() });

/** 科室考核: the archivist opens, reviews and closes; each department scores itself. */
export const departmentAssessmentRouter = router({
  rounds: tenantProcedure('filing.read')
    .input(listDepartmentRoundsInput)
    .output(pageOf(departmentRoundView))
    .query(({ ctx, input }) => listDepartmentRounds(ctx.tdb, ctx.scope, input)),
  roundById: tenantProcedure('filing.read')
    .input(departmentRoundRef)
    .output(departmentRoundWithSheets)
    .query(({ ctx, input }) => getDepartmentRound(ctx.tdb, ctx.scope, input)),
  open: creatingProcedure('filing.manage')
    .input(openDepartmentRoundInput)
    .output(countView.extend({ id: uuid }))
    .mutation(({ ctx, input }) => openDepartmentRound(ctx.tdb, ctx.scope, input)),
  close: tenantProcedure('filing.manage')
    .input(departmentRoundRef)
    .output(countView)
    .mutation(({ ctx, input }) => closeDepartmentAssessment(ctx.tdb, ctx.scope, input)),
  download: tenantProcedure('filing.read')
    .input(departmentRoundRef)
    .output(fileReference)
    .query(({ ctx, input }) => exportDepartmentRound(ctx.tdb, ctx.scope, ctx.objects, input)),
  sheets: tenantProcedure('filing.handIn')
    .input(listOwnSheetsInput)
    .output(pageOf(departmentSheetRowView))
    .query(({ ctx, input }) => listOwnSheets(ctx.tdb, ctx.scope, input)),
  sheetById: tenantProcedure('filing.handIn')
    .input(departmentSheetRef)
    .output(departmentSheetView)
    .query(({ ctx, input }) => getDepartmentSheet(ctx.tdb, ctx.scope, input)),
  downloadFile: tenantProcedure('filing.handIn')
    .input(departmentFileRef)
    .output(fileReference)
    .query(({ ctx, input }) => downloadDepartmentFile(ctx.tdb, ctx.scope, input)),
  saveSelf: tenantProcedure('filing.handIn')
    .input(departmentSelfInput)
    .output(versionView)
    .mutation(({ ctx, input }) => saveSelfScore(ctx.tdb, ctx.scope, input)),
  review: tenantProcedure('filing.manage')
    .input(departmentReviewInput)
    .output(versionView)
    .mutation(({ ctx, input }) => reviewDepartment(ctx.tdb, ctx.scope, input)),
  return: tenantProcedure('filing.manage')
    .input(returnDepartmentInput)
    .output(versionView)
    .mutation(({ ctx, input }) => returnDepartment(ctx.tdb, ctx.scope, input)),
});
