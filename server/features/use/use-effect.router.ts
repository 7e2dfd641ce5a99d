import { z } from 'zod';
import { fileReference } from '@/server/domain/shared/file-reference';
import {
  decideSoughtInput,
  demandInput,
  demandView,
  liftRestrictionInput,
  listRestrictionsInput,
  listSoughtInput,
  restrictionPage,
  restrictionView,
  setRestrictionInput,
  soughtPage,
} from '@/server/domain/use/demand';
import {
  askLaterInput,
  effectPage,
  effectView,
  exportEffectsInput,
  listEffectsInput,
  listToAskInput,
  registerEffectInput,
  toAskPage,
  voidEffectInput,
} from '@/server/domain/use/use-effect';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { decideSought, listSought, showDemand } from './demand.ts';
import { askLater, listEffects, listToAsk, registerEffect, voidEffect } from './effects.ts';
import { exportDemand, exportEffects, exportSought } from './export-use.ts';
import { liftRestriction, listRestrictions, setRestriction } from './use-rules.ts';

/** What follows from use: its effect, what was sought in vain, the demand, and what is kept to some persons. */
export const useEffectRouter = router({
  list: tenantProcedure('use.read')
    .input(listEffectsInput)
    .output(effectPage)
    .query(({ ctx, input }) => listEffects(ctx.tdb, ctx.scope, input)),
  toAsk: tenantProcedure('use.register')
    .input(listToAskInput)
    .output(toAskPage)
    .query(({ ctx, input }) => listToAsk(ctx.tdb, ctx.scope, input)),
  register: creatingProcedure('use.register')
    .input(registerEffectInput)
    .output(effectView)
    .mutation(({ ctx, input }) => registerEffect(ctx.tdb, ctx.scope, input)),
  void: tenantProcedure('use.register')
    .input(voidEffectInput)
    .output(effectView)
    .mutation(({ ctx, input }) => voidEffect(ctx.tdb, ctx.scope, input)),
  askLater: tenantProcedure('use.register')
    .input(askLaterInput)
    .output(z.void())
    .mutation(({ ctx, input }) => askLater(ctx.tdb, ctx.scope, input)),
  downloadEffects: tenantProcedure('use.read')
    .input(exportEffectsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportEffects(ctx.tdb, ctx.scope, ctx.objects, input)),
  sought: tenantProcedure('use.read')
    .input(listSoughtInput)
    .output(soughtPage)
    .query(({ ctx, input }) => listSought(ctx.tdb, ctx.scope, input)),
  decideSought: tenantProcedure('use.register')
    .input(decideSoughtInput)
    .output(z.void())
    .mutation(({ ctx, input }) => decideSought(ctx.tdb, ctx.scope, input)),
  downloadSought: tenantProcedure('use.read')
    .input(listSoughtInput.pick({ state: true, q: true }))
    .output(fileReference)
    .query(({ ctx, input }) => exportSought(ctx.tdb, ctx.scope, ctx.objects, input)),
  demand: tenantProcedure('use.read')
    .input(demandInput)
    .output(demandView)
    .query(({ ctx, input }) => showDemand(ctx.tdb, ctx.scope, input)),
  downloadDemand: tenantProcedure('use.read')
    .input(demandInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportDemand(ctx.tdb, ctx.scope, ctx.objects, input)),
  restrictions: tenantProcedure('use.read')
    .input(listRestrictionsInput)
    .output(restrictionPage)
    .query(({ ctx, input }) => listRestrictions(ctx.tdb, ctx.scope, input)),
  setRestriction: creatingProcedure('use.register')
    .input(setRestrictionInput)
    .output(restrictionView)
    .mutation(({ ctx, input }) => setRestriction(ctx.tdb, ctx.scope, input)),
  liftRestriction: tenantProcedure('use.register')
    .input(liftRestrictionInput)
    .output(z.void())
    .mutation(({ ctx, input }) => liftRestriction(ctx.tdb, ctx.scope, input)),
});
