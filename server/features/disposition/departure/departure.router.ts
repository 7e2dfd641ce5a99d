import { z } from 'zod';
import {
  completeDepartureInput,
  declineDepartureInput,
  departureIdInput,
  departurePage,
  exportDeparturesInput,
  listDeparturesInput,
  proposeDepartureInput,
} from '@/server/domain/disposition/departure';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, tenantProcedure } from '@/server/trpc/init';
import { completeDeparture, declineDeparture, proposeDeparture } from './decide-departure.ts';
import { exportDepartureList, exportDepartures, listDepartures } from './list-departures.ts';

/** 移出登记: a part of the router `disposition`. */
export const departureProcedures = {
  departures: tenantProcedure('disposition.read')
    .input(listDeparturesInput)
    .output(departurePage)
    .query(({ ctx, input }) => listDepartures(ctx.tdb, ctx.scope, input)),
  downloadDepartures: tenantProcedure('disposition.read')
    .input(exportDeparturesInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportDepartures(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadDepartureList: tenantProcedure('disposition.read')
    .input(departureIdInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportDepartureList(ctx.tdb, ctx.scope, ctx.objects, input)),
  proposeDeparture: creatingProcedure('disposition.register')
    .input(proposeDepartureInput)
    .output(z.object({ departureId: uuid, departureNumber: z.string(), items: z.number().int() }))
    .mutation(({ ctx, input }) => proposeDeparture(ctx.tdb, ctx.scope, input)),
  completeDeparture: tenantProcedure('disposition.approveDeparture')
    .input(completeDepartureInput)
    .output(z.object({ items: z.number().int() }))
    .mutation(({ ctx, input }) => completeDeparture(ctx.tdb, ctx.scope, input)),
  declineDeparture: tenantProcedure('disposition.approveDeparture')
    .input(declineDepartureInput)
    .output(z.void())
    .mutation(({ ctx, input }) => declineDeparture(ctx.tdb, ctx.scope, input)),
};
