import { z } from 'zod';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import {
  addServiceInput,
  bindCaseInput,
  changeServiceInput,
  exportCasesInput,
  listCasesInput,
  listServicesInput,
  lookedUpCase,
  lookUpCaseInput,
  publishedServicesInput,
  publishedServicesView,
  serviceCasesView,
  serviceKey,
  serviceOptionView,
  servicesView,
} from '@/server/domain/use/service-item';
import { creatingProcedure, publicProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { lookUpCase } from './look-up-case.ts';
import { exportCases, printServices } from './service-file.ts';
import {
  addService,
  bindCase,
  changeService,
  endService,
  listCases,
  listServiceOptions,
  listServices,
  listServicesForAll,
  publishService,
  withdrawService,
} from './services.ts';

/** 政务服务事项: what the reading room promises, what it used, and what the government counter is told. */
export const serviceRouter = router({
  list: tenantProcedure('use.read')
    .input(listServicesInput)
    .output(servicesView)
    .query(({ ctx, input }) => listServices(ctx.tdb, ctx.scope, input)),
  options: tenantProcedure('use.read')
    .output(z.array(serviceOptionView))
    .query(({ ctx }) => listServiceOptions(ctx.tdb, ctx.scope)),
  cases: tenantProcedure('use.read')
    .input(listCasesInput)
    .output(serviceCasesView)
    .query(({ ctx, input }) => listCases(ctx.tdb, ctx.scope, input)),
  downloadCases: tenantProcedure('use.read')
    .input(exportCasesInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportCases(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadGuide: tenantProcedure('use.read')
    .input(listServicesInput)
    .output(fileReference)
    .query(({ ctx, input }) => printServices(ctx.tdb, ctx.scope, ctx.objects, input)),
  add: creatingProcedure('use.register')
    .input(addServiceInput)
    .output(z.object({ serviceId: uuid }))
    .mutation(({ ctx, input }) => addService(ctx.tdb, ctx.scope, input)),
  change: tenantProcedure('use.register')
    .input(changeServiceInput)
    .output(z.void())
    .mutation(({ ctx, input }) => changeService(ctx.tdb, ctx.scope, input)),
  end: tenantProcedure('use.approve')
    .input(serviceKey)
    .output(z.void())
    .mutation(({ ctx, input }) => endService(ctx.tdb, ctx.scope, input)),
  publish: tenantProcedure('use.approve')
    .input(serviceKey)
    .output(z.void())
    .mutation(({ ctx, input }) => publishService(ctx.tdb, ctx.scope, input)),
  withdraw: tenantProcedure('use.approve')
    .input(serviceKey)
    .output(z.void())
    .mutation(({ ctx, input }) => withdrawService(ctx.tdb, ctx.scope, input)),
  bindCase: tenantProcedure('use.register')
    .input(bindCaseInput)
    .output(z.void())
    .mutation(({ ctx, input }) => bindCase(ctx.tdb, ctx.scope, input)),
  lookUp: publicProcedure('how a case stands, for whoever has its number and its code')
    .input(lookUpCaseInput)
    .output(lookedUpCase)
    .mutation(({ ctx, input }) => lookUpCase(ctx.pools, input)),
  published: publicProcedure('what an office has put before the public of its services')
    .input(publishedServicesInput)
    .output(publishedServicesView)
    .query(({ ctx, input }) => listServicesForAll(ctx.pools, input)),
});
