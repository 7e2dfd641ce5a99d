import { z } from 'zod';
import {
  checkResultPage,
  checkResultsInput,
  checkRunDetailView,
  checkRunView,
  explainInput,
  exportCheckInput,
  startCheckInput,
  withdrawExplanationInput,
} from '@/server/domain/archive/check-run';
import { uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { creatingProcedure, tenantProcedure } from '@/server/trpc/init';
import { explainResults, withdrawExplained } from './explain-results.ts';
import { exportCheck } from './export-check.ts';
import { getCheck, listChecks, listResults } from './list-checks.ts';
import { startCheck } from './run-check.ts';

/** 整理校验: part of the archive router. */
export const checkProcedures = {
  startCheck: creatingProcedure('archive.write')
    .input(startCheckInput)
    .output(z.object({ runId: uuid, jobId: uuid }))
    .mutation(({ ctx, input }) => startCheck(ctx.tdb, ctx.scope, input)),
  checks: tenantProcedure('archive.read')
    .input(z.strictObject(pageInput))
    .output(pageOf(checkRunView))
    .query(({ ctx, input }) => listChecks(ctx.tdb, ctx.scope, input)),
  checkById: tenantProcedure('archive.read')
    .input(z.strictObject({ runId: uuid }))
    .output(checkRunDetailView)
    .query(({ ctx, input }) => getCheck(ctx.tdb, ctx.scope, input)),
  checkResults: tenantProcedure('archive.read')
    .input(checkResultsInput)
    .output(checkResultPage)
    .query(({ ctx, input }) => listResults(ctx.tdb, ctx.scope, input)),
  explainCheck: creatingProcedure('archive.write')
    .input(explainInput)
    .output(z.object({ explained: z.number().int() }))
    .mutation(({ ctx, input }) => explainResults(ctx.tdb, ctx.scope, input)),
  withdrawExplanation: tenantProcedure('archive.write')
    .input(withdrawExplanationInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => withdrawExplained(ctx.tdb, ctx.scope, input)),
  exportCheck: creatingProcedure('archive.read')
    .input(exportCheckInput)
    .output(z.object({ jobId: uuid }))
    .mutation(({ ctx, input }) => exportCheck(ctx.tdb, ctx.scope, input)),
};
