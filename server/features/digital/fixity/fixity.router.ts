import { z } from 'zod';
import {
  acceptIncidentInput,
  fixityOverview,
  incidentActInput,
  incidentDetail,
  incidentFilter,
  incidentInput,
  incidentPage,
  listIncidentsInput,
  startSweepInput,
} from '@/server/domain/digital/fixity';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { exportIncidents } from './export-incidents.ts';
import { getIncident, pageOfIncidents, readFixity } from './read-fixity.ts';
import { askForRescan, releaseFile } from './release-file.ts';
import { askForRepair } from './repair-file.ts';
import { acceptIncident, takeOverIncident } from './settle-incident.ts';
import { startSweep } from './verify-files.ts';

export const fixityRouter = router({
  overview: tenantProcedure('archive.read')
    .output(fixityOverview)
    .query(({ ctx }) => readFixity(ctx.tdb, ctx.scope, ctx.objects)),
  startSweep: creatingProcedure('digital.write')
    .input(startSweepInput)
    .output(z.object({ sweepId: uuid, jobId: uuid }))
    .mutation(({ ctx, input }) =>
      startSweep(ctx.tdb, ctx.scope, { ...input, kind: input.itemId === undefined ? 'all' : 'record' }),
    ),
  incidents: tenantProcedure('archive.read')
    .input(listIncidentsInput)
    .output(incidentPage)
    .query(({ ctx, input }) => pageOfIncidents(ctx.tdb, ctx.scope, input)),
  downloadIncidents: tenantProcedure('archive.read')
    .input(incidentFilter)
    .output(fileReference)
    .query(({ ctx, input }) => exportIncidents(ctx.tdb, ctx.scope, ctx.objects, input)),
  incidentById: tenantProcedure('archive.read')
    .input(incidentInput)
    .output(incidentDetail)
    .query(({ ctx, input }) => getIncident(ctx.tdb, ctx.scope, ctx.objects, input)),
  takeOver: tenantProcedure('digital.write')
    .input(incidentActInput)
    .output(z.void())
    .mutation(({ ctx, input }) => takeOverIncident(ctx.tdb, ctx.scope, input)),
  accept: tenantProcedure('digital.write')
    .input(acceptIncidentInput)
    .output(z.void())
    .mutation(({ ctx, input }) => acceptIncident(ctx.tdb, ctx.scope, input)),
  repair: creatingProcedure('digital.write')
    .input(incidentInput)
    .output(z.object({ jobId: uuid }))
    .mutation(({ ctx, input }) => askForRepair(ctx.tdb, ctx.scope, ctx.objects, input)),
  rescan: creatingProcedure('digital.write')
    .input(incidentInput)
    .output(z.object({ jobId: uuid }))
    .mutation(({ ctx, input }) => askForRescan(ctx.tdb, ctx.scope, input)),
  release: tenantProcedure('digital.release')
    .input(acceptIncidentInput)
    .output(z.void())
    .mutation(({ ctx, input }) => releaseFile(ctx.tdb, ctx.scope, input)),
});
