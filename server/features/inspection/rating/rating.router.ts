import { z } from 'zod';
import {
  applicationRef,
  applicationView,
  applyInput,
  decideRatingInput,
  exportRatingsInput,
  handUpInput,
  listApplicationsInput,
  listMyRatingsInput,
  listRatingsInput,
  myRatingView,
  progressInput,
  ratingView,
  registerRatingInput,
  setTargetInput,
  targetView,
  withdrawRatingInput,
} from '@/server/domain/assessment/rating';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { pageOf } from '@/server/domain/shared/pagination';
import { creatingProcedure, pressingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import {
  applyForRating,
  handUpApplication,
  listApplications,
  listMyRatings,
  takeUpApplication,
} from './applications.ts';
import { decideRating } from './decide-rating.ts';
import { exportRatings, listRatings, readProgress, registerRating, setTarget, withdrawRating } from './ledger.ts';

const dispatchView = z.object({ dispatchId: uuid });

/** 评级: applications from below, decisions with certificates, the ledger and the year's targets. */
export const ratingRouter = router({
  list: tenantProcedure('inspection.plan')
    .input(listRatingsInput)
    .output(pageOf(ratingView))
    .query(({ ctx, input }) => listRatings(ctx.tdb, ctx.scope, input)),
  download: tenantProcedure('inspection.plan')
    .input(exportRatingsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportRatings(ctx.tdb, ctx.scope, ctx.objects, input)),
  register: creatingProcedure('inspection.plan')
    .input(registerRatingInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => registerRating(ctx.tdb, ctx.scope, input)),
  withdraw: tenantProcedure('inspection.approve')
    .input(withdrawRatingInput)
    .output(z.void())
    .mutation(({ ctx, input }) => withdrawRating(ctx.tdb, ctx.scope, input)),
  setTarget: tenantProcedure('inspection.plan')
    .input(setTargetInput)
    .output(z.void())
    .mutation(({ ctx, input }) => setTarget(ctx.tdb, ctx.scope, input)),
  progress: tenantProcedure('inspection.plan')
    .input(progressInput)
    .output(z.array(targetView))
    .query(({ ctx, input }) => readProgress(ctx.tdb, ctx.scope, input)),

  applications: tenantProcedure('inspection.plan')
    .input(listApplicationsInput)
    .output(pageOf(applicationView))
    .query(({ ctx, input }) => listApplications(ctx.tdb, ctx.scope, input)),
  takeUp: creatingProcedure('inspection.plan')
    .input(applicationRef)
    .output(z.object({ sheetId: uuid }))
    .mutation(({ ctx, input }) => takeUpApplication(ctx.tdb, ctx.scope, input)),
  handUp: creatingProcedure('inspection.plan')
    .input(handUpInput)
    .output(dispatchView)
    .mutation(({ ctx, input }) => handUpApplication(ctx.tdb, ctx.scope, input)),
  decide: pressingProcedure('inspection.approve')
    .input(decideRatingInput)
    .output(z.object({ ratingId: uuid.nullable(), documentNumber: z.string().nullable() }))
    .mutation(({ ctx, input }) => decideRating(ctx.tdb, ctx.scope, ctx.press, input)),

  applyFor: creatingProcedure('inspection.answer')
    .input(applyInput)
    .output(dispatchView)
    .mutation(({ ctx, input }) => applyForRating(ctx.tdb, ctx.scope, input)),
  mine: tenantProcedure('inspection.answer')
    .input(listMyRatingsInput)
    .output(pageOf(myRatingView))
    .query(({ ctx, input }) => listMyRatings(ctx.tdb, ctx.scope, input)),
});
