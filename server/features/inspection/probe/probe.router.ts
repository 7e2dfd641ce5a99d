import { z } from 'zod';
import {
  demandProbesInput,
  demandProbeView,
  findingProbesInput,
  grantedProbeRowsInput,
  ownProbeRowsInput,
  probeResultView,
  probeRow,
  runOwnProbesInput,
  runProbesInput,
  runProbesResult,
} from '@/server/domain/inspection/probe-views';
import { pageOf } from '@/server/domain/shared/pagination';
import { creatingProcedure, grantProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { listDemandProbes, listFindingProbes, runDemandProbes } from './demand-probes.ts';
import { listGrantedProbeRows, runGrantedProbes } from './run-granted-probes.ts';
import { listOwnProbeRows, listOwnResults, runOwnProbes } from './run-own-probes.ts';

/** 自动核查: the unit looks at itself; an inspector looks under the grant. */
export const probeRouter = router({
  runOwn: creatingProcedure('inspection.answer')
    .input(runOwnProbesInput)
    .output(z.object({ ran: z.number().int() }))
    .mutation(({ ctx, input }) => runOwnProbes(ctx.tdb, ctx.scope, input)),
  ownResults: tenantProcedure('inspection.answer')
    .output(z.array(probeResultView))
    .query(({ ctx }) => listOwnResults(ctx.tdb, ctx.scope)),
  ownRows: tenantProcedure('inspection.answer')
    .input(ownProbeRowsInput)
    .output(pageOf(probeRow))
    .query(({ ctx, input }) => listOwnProbeRows(ctx.tdb, ctx.scope, input)),
  ofDemand: tenantProcedure('inspection.answer')
    .input(demandProbesInput)
    .output(z.array(demandProbeView))
    .query(({ ctx, input }) => listDemandProbes(ctx.tdb, ctx.scope, input)),
  runDemand: creatingProcedure('inspection.answer')
    .input(demandProbesInput)
    .output(z.array(demandProbeView))
    .mutation(({ ctx, input }) => runDemandProbes(ctx.tdb, ctx.scope, input)),
  ofFinding: tenantProcedure('inspection.read')
    .input(findingProbesInput)
    .output(z.array(demandProbeView))
    .query(({ ctx, input }) => listFindingProbes(ctx.tdb, ctx.scope, input)),
  run: creatingProcedure('inspection.inspect')
    .input(runProbesInput)
    .output(runProbesResult)
    .mutation(({ ctx, input }) => runGrantedProbes(ctx.pools, ctx.tdb, ctx.scope, input)),
  grantedRows: grantProcedure('inspection.inspect')
    .input(grantedProbeRowsInput)
    .output(pageOf(probeRow))
    .query(({ ctx, input }) => listGrantedProbeRows(ctx.gdb, ctx.scope, input)),
});
