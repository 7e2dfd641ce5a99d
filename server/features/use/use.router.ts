import { z } from 'zod';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { checkUseInput, useCheckView } from '@/server/domain/use/access-decision';
import { identifiedReader, identifyReaderInput } from '@/server/domain/use/reader-identity';
import {
  correctVisitInput,
  exportVisitsInput,
  listGrantedVisitsInput,
  listVisitsInput,
  registerVisitInput,
  visitDetail,
  visitPage,
  visitView,
  voidVisitInput,
} from '@/server/domain/use/reading-visit';
import { creatingProcedure, grantProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { checkUse } from './check-use.ts';
import { correctVisit } from './correct-visit.ts';
import { exportVisits } from './export-visits.ts';
import { getVisit } from './get-visit.ts';
import { identifyReader } from './identify-reader.ts';
import { listGrantedVisits } from './list-granted-visits.ts';
import { listVisits } from './list-visits.ts';
import { printRegister, printVisit } from './print-visits.ts';
import { registerVisit } from './register-visit.ts';
import { voidVisit } from './void-visit.ts';

/** 接待登记: who came, what was brought out. Loans stand in `loan`, effects and the analysis in `effect`. */
export const useRouter = router({
  visits: tenantProcedure('use.read')
    .input(listVisitsInput)
    .output(visitPage)
    .query(({ ctx, input }) => listVisits(ctx.tdb, ctx.scope, input)),
  visit: tenantProcedure('use.read')
    .input(z.strictObject({ visitId: uuid }))
    .output(visitDetail)
    .query(({ ctx, input }) => getVisit(ctx.tdb, ctx.scope, input)),
  // A mutation, so that the number of the paper never stands in an address.
  identifyReader: tenantProcedure('use.register')
    .input(identifyReaderInput)
    .output(identifiedReader)
    .mutation(({ ctx, input }) => identifyReader(ctx.tdb, ctx.scope, ctx.objects.viewTokens, input)),
  checkUse: tenantProcedure('use.register')
    .input(checkUseInput)
    .output(useCheckView)
    .query(({ ctx, input }) => checkUse(ctx.tdb, ctx.scope, input)),
  registerVisit: creatingProcedure('use.register')
    .input(registerVisitInput)
    .output(visitView)
    .mutation(({ ctx, input }) => registerVisit(ctx.tdb, ctx.scope, input)),
  correctVisit: tenantProcedure('use.register')
    .input(correctVisitInput)
    .output(visitView)
    .mutation(({ ctx, input }) => correctVisit(ctx.tdb, ctx.scope, input)),
  voidVisit: tenantProcedure('use.register')
    .input(voidVisitInput)
    .output(visitView)
    .mutation(({ ctx, input }) => voidVisit(ctx.tdb, ctx.scope, input)),
  grantedVisits: grantProcedure('inspection.inspect')
    .input(listGrantedVisitsInput)
    .output(visitPage)
    .query(({ ctx, input }) => listGrantedVisits(ctx.gdb, ctx.scope, input)),
  downloadVisits: tenantProcedure('use.read')
    .input(exportVisitsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportVisits(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadVisitForm: tenantProcedure('use.read')
    .input(z.strictObject({ visitId: uuid }))
    .output(fileReference)
    .query(({ ctx, input }) => printVisit(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadRegister: tenantProcedure('use.read')
    .input(exportVisitsInput)
    .output(fileReference)
    .query(({ ctx, input }) => printRegister(ctx.tdb, ctx.scope, ctx.objects, input)),
});
