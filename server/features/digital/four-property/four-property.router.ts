import { z } from 'zod';
import {
  checkedRecordPage,
  checkedRecordsInput,
  fourPropertyDetail,
  fourPropertyRunView,
  giveOpinionInput,
  newestCheckView,
  recheckView,
  runInput,
  startedCheck,
  startFourPropertyInput,
} from '@/server/domain/digital/four-property';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { creatingProcedure, tenantProcedure } from '@/server/trpc/init';
import { exportRuns } from './export-runs.ts';
import { giveOpinion } from './give-opinion.ts';
import { exportRecords, printReport } from './print-report.ts';
import { getNewestOfRecord, getRun, listRecords, listRuns } from './read-runs.ts';
import { getRecheck } from './recheck.ts';
import { startFourProperty } from './start-run.ts';

/** 四性检测: part of the digital router. */
export const fourPropertyProcedures = {
  startFourProperty: creatingProcedure('digital.write')
    .input(startFourPropertyInput)
    .output(startedCheck)
    .mutation(({ ctx, input }) => startFourProperty(ctx.tdb, ctx.scope, input)),
  fourPropertyRuns: tenantProcedure('archive.read')
    .input(z.strictObject(pageInput))
    .output(pageOf(fourPropertyRunView))
    .query(({ ctx, input }) => listRuns(ctx.tdb, ctx.scope, input)),
  downloadFourPropertyRuns: tenantProcedure('archive.read')
    .input(z.strictObject({}))
    .output(fileReference)
    .query(({ ctx }) => exportRuns(ctx.tdb, ctx.scope, ctx.objects)),
  fourPropertyRecheck: tenantProcedure('archive.read')
    .input(z.strictObject({}))
    .output(recheckView)
    .query(({ ctx }) => getRecheck(ctx.tdb, ctx.scope)),
  fourPropertyById: tenantProcedure('archive.read')
    .input(runInput)
    .output(fourPropertyDetail)
    .query(({ ctx, input }) => getRun(ctx.tdb, ctx.scope, input)),
  fourPropertyRecords: tenantProcedure('archive.read')
    .input(checkedRecordsInput)
    .output(checkedRecordPage)
    .query(({ ctx, input }) => listRecords(ctx.tdb, ctx.scope, input)),
  newestFourProperty: tenantProcedure('archive.read')
    .input(z.strictObject({ itemId: uuid }))
    .output(newestCheckView)
    .query(({ ctx, input }) => getNewestOfRecord(ctx.tdb, ctx.scope, input)),
  giveOpinion: creatingProcedure('digital.write')
    .input(giveOpinionInput)
    .output(z.object({ opinionId: uuid, records: z.number().int() }))
    .mutation(({ ctx, input }) => giveOpinion(ctx.tdb, ctx.scope, input)),
  downloadFourPropertyReport: tenantProcedure('archive.read')
    .input(runInput)
    .output(fileReference)
    .query(({ ctx, input }) => printReport(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadFourPropertyRecords: tenantProcedure('archive.read')
    .input(z.strictObject({ runId: uuid, only: z.enum(['all', 'failed', 'open', 'changed']).default('failed') }))
    .output(fileReference)
    .query(({ ctx, input }) => exportRecords(ctx.tdb, ctx.scope, ctx.objects, input)),
};
