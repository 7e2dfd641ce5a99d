import { fileReference } from '@/server/domain/shared/file-reference';
import { courseSessionView } from '@/server/domain/training/course-session';
import {
  exportPlanLinesInput,
  holdPlanLineInput,
  listPlanLinesInput,
  planLinePage,
} from '@/server/domain/training/study-plan';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { exportPlanLines, holdPlanLine, listPlanLines } from './plan-lines.ts';

/** 学习计划: lines of the register, and the sessions that they became. */
export const studyPlanRouter = router({
  lines: tenantProcedure('training.read')
    .input(listPlanLinesInput)
    .output(planLinePage)
    .query(({ ctx, input }) => listPlanLines(ctx.tdb, ctx.scope, input)),
  hold: creatingProcedure('training.organise')
    .input(holdPlanLineInput)
    .output(courseSessionView)
    .mutation(({ ctx, input }) => holdPlanLine(ctx.tdb, ctx.scope, input)),
  downloadLines: tenantProcedure('training.read')
    .input(exportPlanLinesInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportPlanLines(ctx.tdb, ctx.scope, ctx.objects, input)),
});
