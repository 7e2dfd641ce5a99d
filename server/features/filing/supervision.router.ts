import { z } from 'zod';
import {
  addCheckInput,
  answerCheckInput,
  checkPage,
  checkView,
  exportChecksInput,
  judgeCheckInput,
  listChecksInput,
} from '@/server/domain/filing/collection-check';
import {
  exportUnitYearsInput,
  listUnitYearsInput,
  releaseYearInput,
  releaseYearView,
  remindUnitsInput,
  remindUnitsView,
  unitYearDetail,
  unitYearInput,
  unitYearPage,
  unitYearsSummary,
  unitYearsSummaryInput,
} from '@/server/domain/filing/year-release';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { knownUnitView } from '@/server/domain/tenancy/known-unit';
import { creatingProcedure, tenantProcedure } from '@/server/trpc/init';
import { addCheck, answerCheck, getCheck, judgeCheck, listChecks } from './collection-checks.ts';
import { listUnitsForTasks } from './key-tasks.ts';
import { exportUnitYears, getUnitYear, listUnitYears, summariseUnitYears } from './list-unit-years.ts';
import { exportChecks, printCheck } from './print-checks.ts';
import { releaseYear } from './release-year.ts';
import { remindUnits } from './remind-units.ts';

const checkId = z.strictObject({ checkId: uuid });

/** Between a unit and those above it: 年度归档情况报送, 催办, 收集检查. Part of `filing`. */
export const supervisionProcedures = {
  releaseYear: creatingProcedure('filing.manage')
    .input(releaseYearInput)
    .output(releaseYearView)
    .mutation(({ ctx, input }) => releaseYear(ctx.tdb, ctx.scope, input)),
  unitYears: tenantProcedure('filing.supervise')
    .input(listUnitYearsInput)
    .output(unitYearPage)
    .query(({ ctx, input }) => listUnitYears(ctx.tdb, ctx.scope, input)),
  unitYearsSummary: tenantProcedure('filing.supervise')
    .input(unitYearsSummaryInput)
    .output(unitYearsSummary)
    .query(({ ctx, input }) => summariseUnitYears(ctx.tdb, ctx.scope, input)),
  unitYear: tenantProcedure('filing.supervise')
    .input(unitYearInput)
    .output(unitYearDetail)
    .query(({ ctx, input }) => getUnitYear(ctx.tdb, ctx.scope, input)),
  downloadUnitYears: tenantProcedure('filing.supervise')
    .input(exportUnitYearsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportUnitYears(ctx.tdb, ctx.scope, ctx.objects, input)),
  remindUnits: creatingProcedure('filing.supervise')
    .input(remindUnitsInput)
    .output(remindUnitsView)
    .mutation(({ ctx, input }) => remindUnits(ctx.tdb, ctx.scope, input)),

  unitsBelow: tenantProcedure('filing.supervise')
    .output(z.array(knownUnitView))
    .query(({ ctx }) => listUnitsForTasks(ctx.tdb)),
  checks: tenantProcedure('dispatch.read')
    .input(listChecksInput)
    .output(checkPage)
    .query(({ ctx, input }) => listChecks(ctx.tdb, ctx.scope, input)),
  check: tenantProcedure('dispatch.read')
    .input(checkId)
    .output(checkView)
    .query(({ ctx, input }) => getCheck(ctx.tdb, ctx.scope, input)),
  addCheck: creatingProcedure('filing.supervise')
    .input(addCheckInput)
    .output(checkView)
    .mutation(({ ctx, input }) => addCheck(ctx.tdb, ctx.scope, input)),
  answerCheck: creatingProcedure('filing.manage')
    .input(answerCheckInput)
    .output(checkView)
    .mutation(({ ctx, input }) => answerCheck(ctx.tdb, ctx.scope, input)),
  judgeCheck: creatingProcedure('filing.supervise')
    .input(judgeCheckInput)
    .output(checkView)
    .mutation(({ ctx, input }) => judgeCheck(ctx.tdb, ctx.scope, input)),
  downloadChecks: tenantProcedure('dispatch.read')
    .input(exportChecksInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportChecks(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadCheckPdf: tenantProcedure('dispatch.read')
    .input(checkId)
    .output(fileReference)
    .query(({ ctx, input }) => printCheck(ctx.tdb, ctx.scope, ctx.objects, input)),
};
