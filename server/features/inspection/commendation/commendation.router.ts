import { z } from 'zod';
import {
  caseRef,
  caseView,
  decideHonourInput,
  exportHonoursInput,
  honourView,
  judgeCaseInput,
  listCasesInput,
  listHonoursInput,
  listMyCasesInput,
  myCaseView,
  proposeHonourInput,
  publishedCasesInput,
  publishedCaseView,
  registerHonourInput,
  revokeHonourInput,
  submitCaseInput,
} from '@/server/domain/assessment/commendation';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { pageOf } from '@/server/domain/shared/pagination';
import { creatingProcedure, pressingProcedure, publicProcedure, router, tenantProcedure } from '@/server/trpc/init';
import {
  judgeCase,
  listCases,
  listMyCases,
  listPublishedCasesBy,
  publishCase,
  submitCase,
  withdrawCase,
} from './cases.ts';
import { decideHonour, exportHonours, listHonours, proposeHonour, registerHonour, revokeHonour } from './honours.ts';

const idView = z.object({ id: uuid });

/** 表彰 and 优秀案例. */
export const commendationRouter = router({
  honours: tenantProcedure('inspection.plan')
    .input(listHonoursInput)
    .output(pageOf(honourView))
    .query(({ ctx, input }) => listHonours(ctx.tdb, ctx.scope, input)),
  downloadHonours: tenantProcedure('inspection.plan')
    .input(exportHonoursInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportHonours(ctx.tdb, ctx.scope, ctx.objects, input)),
  registerHonour: creatingProcedure('inspection.plan')
    .input(registerHonourInput)
    .output(idView)
    .mutation(({ ctx, input }) => registerHonour(ctx.tdb, ctx.scope, input)),
  proposeHonour: creatingProcedure('inspection.plan')
    .input(proposeHonourInput)
    .output(idView)
    .mutation(({ ctx, input }) => proposeHonour(ctx.tdb, ctx.scope, input)),
  decideHonour: pressingProcedure('inspection.approve')
    .input(decideHonourInput)
    .output(z.object({ documentNumber: z.string().nullable() }))
    .mutation(({ ctx, input }) => decideHonour(ctx.tdb, ctx.scope, ctx.press, input)),
  revokeHonour: tenantProcedure('inspection.approve')
    .input(revokeHonourInput)
    .output(z.void())
    .mutation(({ ctx, input }) => revokeHonour(ctx.tdb, ctx.scope, input)),

  cases: tenantProcedure('inspection.plan')
    .input(listCasesInput)
    .output(pageOf(caseView))
    .query(({ ctx, input }) => listCases(ctx.tdb, ctx.scope, input)),
  judgeCase: creatingProcedure('inspection.plan')
    .input(judgeCaseInput)
    .output(z.object({ caseId: uuid }))
    .mutation(({ ctx, input }) => judgeCase(ctx.tdb, ctx.scope, input)),
  publishCase: tenantProcedure('inspection.approve')
    .input(caseRef)
    .output(z.void())
    .mutation(({ ctx, input }) => publishCase(ctx.tdb, ctx.scope, input)),
  withdrawCase: tenantProcedure('inspection.approve')
    .input(caseRef)
    .output(z.void())
    .mutation(({ ctx, input }) => withdrawCase(ctx.tdb, ctx.scope, input)),
  publishedCases: publicProcedure('what an office has put before the public as model cases of its units')
    .input(publishedCasesInput)
    .output(pageOf(publishedCaseView).extend({ name: z.string() }))
    .query(({ ctx, input }) => listPublishedCasesBy(ctx.pools, input)),

  submitCase: creatingProcedure('inspection.answer')
    .input(submitCaseInput)
    .output(z.object({ dispatchId: uuid }))
    .mutation(({ ctx, input }) => submitCase(ctx.tdb, ctx.scope, input)),
  myCases: tenantProcedure('inspection.answer')
    .input(listMyCasesInput)
    .output(pageOf(myCaseView))
    .query(({ ctx, input }) => listMyCases(ctx.tdb, ctx.scope, input)),
});
