import { z } from 'zod';
import {
  blockingFilter,
  blockingPage,
  decidedOpening,
  decidedPage,
  decideOpeningInput,
  decisionIdInput,
  listBlockingInput,
  listDecidedInput,
  listOpeningsInput,
  openingDecisionPage,
  openingHistoryInput,
  openingHistoryView,
  openUpToView,
  previewOpeningInput,
  publishOpeningInput,
} from '@/server/domain/disposition/opening';
import { fileReference } from '@/server/domain/shared/file-reference';
import { creatingProcedure, tenantProcedure } from '@/server/trpc/init';
import { decideOpening, previewOpening, publishOpening } from './decide-opening.ts';
import {
  exportBlocking,
  exportOpening,
  getOpenUpTo,
  listBlocking,
  listDecided,
  listOpeningHistory,
  listOpenings,
} from './list-openings.ts';

/** A part of the router `disposition`. */
export const openingProcedures = {
  openings: tenantProcedure('disposition.read')
    .input(listOpeningsInput)
    .output(openingDecisionPage)
    .query(({ ctx, input }) => listOpenings(ctx.tdb, ctx.scope, input)),
  openingRecords: tenantProcedure('disposition.read')
    .input(listDecidedInput)
    .output(decidedPage)
    .query(({ ctx, input }) => listDecided(ctx.tdb, ctx.scope, input)),
  openUpTo: tenantProcedure('disposition.read')
    .output(openUpToView)
    .query(({ ctx }) => getOpenUpTo(ctx.tdb, ctx.scope)),
  openingBlocks: tenantProcedure('disposition.read')
    .input(listBlockingInput)
    .output(blockingPage)
    .query(({ ctx, input }) => listBlocking(ctx.tdb, ctx.scope, input)),
  downloadOpeningBlocks: tenantProcedure('disposition.read')
    .input(blockingFilter)
    .output(fileReference)
    .query(({ ctx, input }) => exportBlocking(ctx.tdb, ctx.scope, ctx.objects, input)),
  openingHistory: tenantProcedure('disposition.read')
    .input(openingHistoryInput)
    .output(z.array(openingHistoryView))
    .query(({ ctx, input }) => listOpeningHistory(ctx.tdb, ctx.scope, input)),
  previewOpening: tenantProcedure('disposition.decideOpening')
    .input(previewOpeningInput)
    .output(z.object({ items: z.number() }))
    .query(({ ctx, input }) => previewOpening(ctx.tdb, ctx.scope, input)),
  decideOpening: creatingProcedure('disposition.decideOpening')
    .input(decideOpeningInput)
    .output(decidedOpening)
    .mutation(({ ctx, input }) => decideOpening(ctx.tdb, ctx.scope, input)),
  publishOpening: tenantProcedure('disposition.decideOpening')
    .input(publishOpeningInput)
    .output(z.object({ published: z.number() }))
    .mutation(({ ctx, input }) => publishOpening(ctx.tdb, ctx.scope, input)),
  downloadOpening: tenantProcedure('disposition.read')
    .input(decisionIdInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportOpening(ctx.tdb, ctx.scope, ctx.objects, input)),
};
