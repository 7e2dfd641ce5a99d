import {
  callStatesInput,
  callStatesView,
  checksInput,
  digitalLevelsInput,
  digitalLevelsView,
  ownChecksView,
  ownSafetyView,
  receivedChecksInput,
  receivedChecksView,
  receivedSafetyInput,
  receivedSafetyView,
  sentView,
} from '@/server/domain/inspection/work-state';
import { fileReference } from '@/server/domain/shared/file-reference';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { callStates } from './call-states.ts';
import { getOwnChecks, getOwnSafety } from './own-state.ts';
import {
  exportDigitalArchives,
  exportReceivedChecks,
  exportReceivedSafety,
  listDigitalArchives,
  listReceivedChecks,
  listReceivedSafety,
} from './received-states.ts';
import { sendChecks, sendSafety } from './send-state.ts';

/** 工作情况上报: what a district did of checks, how safe an archives is, which level it has; as those above read it. */
export const workStateRouter = router({
  checks: tenantProcedure('inspection.plan')
    .input(receivedChecksInput)
    .output(receivedChecksView)
    .query(({ ctx, input }) => listReceivedChecks(ctx.tdb, ctx.scope, input)),
  downloadChecks: tenantProcedure('inspection.plan')
    .input(receivedChecksInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportReceivedChecks(ctx.tdb, ctx.scope, ctx.objects, input)),
  safety: tenantProcedure('inspection.plan')
    .input(receivedSafetyInput)
    .output(receivedSafetyView)
    .query(({ ctx, input }) => listReceivedSafety(ctx.tdb, ctx.scope, input)),
  downloadSafety: tenantProcedure('inspection.plan')
    .input(receivedSafetyInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportReceivedSafety(ctx.tdb, ctx.scope, ctx.objects, input)),
  digital: tenantProcedure('inspection.plan')
    .input(digitalLevelsInput)
    .output(digitalLevelsView)
    .query(({ ctx, input }) => listDigitalArchives(ctx.tdb, ctx.scope, input)),
  downloadDigital: tenantProcedure('inspection.plan')
    .input(digitalLevelsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportDigitalArchives(ctx.tdb, ctx.scope, ctx.objects, input)),

  askReports: creatingProcedure('inspection.plan')
    .input(callStatesInput)
    .output(callStatesView)
    .mutation(({ ctx, input }) => callStates(ctx.tdb, ctx.scope, input)),

  ownChecks: tenantProcedure('inspection.plan')
    .input(checksInput)
    .output(ownChecksView)
    .query(({ ctx, input }) => getOwnChecks(ctx.tdb, ctx.scope, input)),
  sendChecks: creatingProcedure('inspection.plan')
    .input(checksInput)
    .output(sentView)
    .mutation(({ ctx, input }) => sendChecks(ctx.tdb, ctx.scope, input)),
  ownSafety: tenantProcedure('inspection.answer')
    .output(ownSafetyView)
    .query(({ ctx }) => getOwnSafety(ctx.tdb, ctx.scope)),
  sendSafety: creatingProcedure('inspection.answer')
    .output(sentView)
    .mutation(({ ctx }) => sendSafety(ctx.tdb, ctx.scope)),
});
