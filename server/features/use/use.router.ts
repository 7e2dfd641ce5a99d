import { z } from 'zod';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import {
  correctVisitInput,
  exportVisitsInput,
  listGrantedVisitsInput,
  listVisitsInput,
  registerVisitInput,
  visitPage,
  visitView,
  voidVisitInput,
} from '@/server/domain/use/reading-visit';
import { creatingProcedure, grantProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { correctVisit } from './correct-visit.ts';
import { exportVisits } from './export-visits.ts';
import { getVisit } from './get-visit.ts';
import { listGrantedVisits } from './list-granted-visits.ts';
import { listVisits } from './list-visits.ts';
import { registerVisit } from './register-visit.ts';
import { voidVisit } from './void-visit.ts';

export const useRouter = router({
  visits: tenantProcedure('use.read')
    .input(listVisitsInput)
    .output(visitPage)
    .query(({ ctx, input }) => listVisits(ctx.tdb, ctx.scope, input)),
  visit: tenantProcedure('use.read')
    .input(z.strictObject({ visitId: uuid }))
    .output(visitView)
    .query(({ ctx, input }) => getVisit(ctx.tdb, ctx.scope, input)),
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
});
