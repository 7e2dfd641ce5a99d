import { z } from 'zod';
import {
  exportGuidanceInput,
  guidancePage,
  listGuidanceInput,
  registerGuidanceInput,
  voidGuidanceInput,
} from '@/server/domain/guidance/guidance-event';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { knownUnitView } from '@/server/domain/tenancy/known-unit';
import { listUnitsBelow } from '@/server/tenancy/list-units-below';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { exportGuidance } from './export-guidance.ts';
import { listGuidance } from './list-guidance.ts';
import { registerGuidance } from './register-guidance.ts';
import { voidGuidance } from './void-guidance.ts';

export const guidanceRouter = router({
  list: tenantProcedure('guidance.read')
    .input(listGuidanceInput)
    .output(guidancePage)
    .query(({ ctx, input }) => listGuidance(ctx.tdb, ctx.scope, input)),
  units: tenantProcedure('guidance.read')
    .output(z.array(knownUnitView))
    .query(({ ctx }) => listUnitsBelow(ctx.tdb)),
  register: creatingProcedure('guidance.register')
    .input(registerGuidanceInput)
    .output(z.object({ guidanceIds: z.array(uuid) }))
    .mutation(({ ctx, input }) => registerGuidance(ctx.tdb, ctx.scope, input)),
  void: tenantProcedure('guidance.register')
    .input(voidGuidanceInput)
    .output(z.void())
    .mutation(({ ctx, input }) => voidGuidance(ctx.tdb, ctx.scope, input)),
  downloadEvents: tenantProcedure('guidance.read')
    .input(exportGuidanceInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportGuidance(ctx.tdb, ctx.scope, ctx.objects, input)),
});
