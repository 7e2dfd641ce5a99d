import { z } from 'zod';
import {
  cancelDrillInput,
  drillPage,
  drillPhotoRef,
  drillRef,
  drillView,
  followUpInput,
  incidentPage,
  incidentRef,
  incidentView,
  instructInput,
  listDrillsInput,
  listIncidentsInput,
  planDrillInput,
  receivedIncidentPage,
  receivedIncidentView,
  reportIncidentInput,
  reviewDrillInput,
} from '@/server/domain/safety/safety';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { cancelDrill, downloadDrillPhoto, getDrill, listDrills, planDrill, reviewDrill } from './drills.ts';
import { getIncident, getReceivedIncident, instruct, listIncidents, listReceivedIncidents } from './list-incidents.ts';
import { followUp, reportIncident } from './report-incident.ts';

/** 安全事件 with its reports upwards, 应急演练. */
export const safetyRouter = router({
  incidents: tenantProcedure('inspection.answer')
    .input(listIncidentsInput)
    .output(incidentPage)
    .query(({ ctx, input }) => listIncidents(ctx.tdb, ctx.scope, input)),
  incidentById: tenantProcedure('inspection.answer')
    .input(incidentRef)
    .output(incidentView)
    .query(({ ctx, input }) => getIncident(ctx.tdb, ctx.scope, input)),
  report: creatingProcedure('inspection.answer')
    .input(reportIncidentInput)
    .output(z.object({ id: uuid, nextDueAt: z.string() }))
    .mutation(({ ctx, input }) => reportIncident(ctx.tdb, ctx.scope, input)),
  followUp: creatingProcedure('inspection.answer')
    .input(followUpInput)
    .output(z.object({ nextDueAt: z.string().nullable() }))
    .mutation(({ ctx, input }) => followUp(ctx.tdb, ctx.scope, input)),

  received: tenantProcedure('inspection.plan')
    .input(listIncidentsInput)
    .output(receivedIncidentPage)
    .query(({ ctx, input }) => listReceivedIncidents(ctx.tdb, ctx.scope, input)),
  receivedById: tenantProcedure('inspection.plan')
    .input(incidentRef)
    .output(receivedIncidentView)
    .query(({ ctx, input }) => getReceivedIncident(ctx.tdb, ctx.scope, input)),
  instruct: creatingProcedure('inspection.plan')
    .input(instructInput)
    .output(z.object({ dispatchId: uuid }))
    .mutation(({ ctx, input }) => instruct(ctx.tdb, ctx.scope, input)),

  drills: tenantProcedure('inspection.answer')
    .input(listDrillsInput)
    .output(drillPage)
    .query(({ ctx, input }) => listDrills(ctx.tdb, ctx.scope, input)),
  drillById: tenantProcedure('inspection.answer')
    .input(drillRef)
    .output(drillView)
    .query(({ ctx, input }) => getDrill(ctx.tdb, ctx.scope, input)),
  planDrill: creatingProcedure('inspection.answer')
    .input(planDrillInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => planDrill(ctx.tdb, ctx.scope, input)),
  reviewDrill: tenantProcedure('inspection.answer')
    .input(reviewDrillInput)
    .output(z.void())
    .mutation(({ ctx, input }) => reviewDrill(ctx.tdb, ctx.scope, input)),
  cancelDrill: tenantProcedure('inspection.answer')
    .input(cancelDrillInput)
    .output(z.void())
    .mutation(({ ctx, input }) => cancelDrill(ctx.tdb, ctx.scope, input)),
  downloadDrillPhoto: tenantProcedure('inspection.answer')
    .input(drillPhotoRef)
    .output(fileReference)
    .query(({ ctx, input }) => downloadDrillPhoto(ctx.tdb, ctx.scope, input)),
});
