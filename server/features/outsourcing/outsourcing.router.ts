import { z } from 'zod';
import {
  decideFilingInput,
  exportProvidersInput,
  filingFileRef,
  filingPage,
  filingRef,
  filingView,
  listFilingsInput,
  listProvidersInput,
  listReceivedFilingsInput,
  ownCapabilityView,
  providerPage,
  receivedFilingPage,
  receivedFilingRef,
  receivedFilingView,
  saveFilingInput,
  setStandingInput,
  submitFilingInput,
} from '@/server/domain/outsourcing/outsourcing';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { downloadFilingFile, getFiling, listCapabilities, listFilings } from './list-filings.ts';
import { exportProviders, listProviders, setStanding } from './providers.ts';
import { decideFiling, getReceivedFiling, listReceivedFilings } from './review-filings.ts';
import { saveFiling, submitFiling } from './save-filing.ts';

/** 档案服务外包: the unit files a contract before it starts; the authority accepts or returns it and knows the providers. */
export const outsourcingRouter = router({
  list: tenantProcedure('inspection.answer')
    .input(listFilingsInput)
    .output(filingPage)
    .query(({ ctx, input }) => listFilings(ctx.tdb, ctx.scope, input)),
  capabilities: tenantProcedure('inspection.answer')
    .output(z.array(ownCapabilityView))
    .query(({ ctx }) => listCapabilities(ctx.tdb, ctx.scope)),
  byId: tenantProcedure('inspection.answer')
    .input(filingRef)
    .output(filingView)
    .query(({ ctx, input }) => getFiling(ctx.tdb, ctx.scope, input)),
  downloadFile: tenantProcedure('inspection.answer')
    .input(filingFileRef)
    .output(fileReference)
    .query(({ ctx, input }) => downloadFilingFile(ctx.tdb, ctx.scope, input)),
  save: creatingProcedure('inspection.answer')
    .input(saveFilingInput)
    .output(z.object({ id: uuid, rowVersion: z.number().int() }))
    .mutation(({ ctx, input }) => saveFiling(ctx.tdb, ctx.scope, input)),
  submit: creatingProcedure('inspection.answer')
    .input(submitFilingInput)
    .output(z.object({ dispatchId: uuid, isLate: z.boolean() }))
    .mutation(({ ctx, input }) => submitFiling(ctx.tdb, ctx.scope, input)),

  received: tenantProcedure('inspection.plan')
    .input(listReceivedFilingsInput)
    .output(receivedFilingPage)
    .query(({ ctx, input }) => listReceivedFilings(ctx.tdb, ctx.scope, input)),
  receivedById: tenantProcedure('inspection.plan')
    .input(receivedFilingRef)
    .output(receivedFilingView)
    .query(({ ctx, input }) => getReceivedFiling(ctx.tdb, ctx.scope, input)),
  decide: creatingProcedure('inspection.plan')
    .input(decideFilingInput)
    .output(z.object({ filingNumber: z.string().nullable() }))
    .mutation(({ ctx, input }) => decideFiling(ctx.tdb, ctx.scope, input)),
  providers: tenantProcedure('inspection.plan')
    .input(listProvidersInput)
    .output(providerPage)
    .query(({ ctx, input }) => listProviders(ctx.tdb, ctx.scope, input)),
  downloadProviders: tenantProcedure('inspection.plan')
    .input(exportProvidersInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportProviders(ctx.tdb, ctx.scope, ctx.objects, input)),
  setStanding: tenantProcedure('inspection.plan')
    .input(setStandingInput)
    .output(z.void())
    .mutation(({ ctx, input }) => setStanding(ctx.tdb, ctx.scope, input)),
});
