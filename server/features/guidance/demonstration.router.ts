import { z } from 'zod';
import {
  addSiteInput,
  checkCriteriaInput,
  listSitesInput,
  moveSiteInput,
  sitePage,
  siteRef,
  siteView,
  visitSiteInput,
} from '@/server/domain/guidance/demonstration-site';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { addSite, checkCriteria, getSite, listSites, moveSite, visitSite } from './sites.ts';

/** 示范村创建, 现场观摩点. */
export const demonstrationRouter = router({
  list: tenantProcedure('guidance.read')
    .input(listSitesInput)
    .output(sitePage)
    .query(({ ctx, input }) => listSites(ctx.tdb, ctx.scope, input)),
  byId: tenantProcedure('guidance.read')
    .input(siteRef)
    .output(siteView)
    .query(({ ctx, input }) => getSite(ctx.tdb, ctx.scope, input)),
  add: creatingProcedure('guidance.register')
    .input(addSiteInput)
    .output(z.object({ siteId: uuid }))
    .mutation(({ ctx, input }) => addSite(ctx.tdb, ctx.scope, input)),
  move: tenantProcedure('guidance.register')
    .input(moveSiteInput)
    .output(z.void())
    .mutation(({ ctx, input }) => moveSite(ctx.tdb, ctx.scope, input)),
  checkCriteria: tenantProcedure('guidance.register')
    .input(checkCriteriaInput)
    .output(z.void())
    .mutation(({ ctx, input }) => checkCriteria(ctx.tdb, ctx.scope, input)),
  visit: creatingProcedure('guidance.register')
    .input(visitSiteInput)
    .output(z.object({ stepId: uuid }))
    .mutation(({ ctx, input }) => visitSite(ctx.tdb, ctx.scope, input)),
});
