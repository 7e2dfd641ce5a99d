import { z } from 'zod';
import {
  dashboardInput,
  dashboardView,
  districtFiguresInput,
  districtFiguresView,
} from '@/server/domain/figure/dashboard';
import {
  exportFigureRowsInput,
  figureListView,
  figureRowsView,
  listFigureRowsInput,
  listFiguresInput,
  receivedFiguresInput,
  receivedFiguresView,
  receivedUnitsInput,
  receivedUnitView,
  releaseFiguresInput,
  releaseFiguresView,
} from '@/server/domain/figure/figure-views';
import {
  releasedFigureInput,
  releasedFigureView,
  releasedRowsInput,
  releasedRowsView,
} from '@/server/domain/figure/released-rows';
import {
  callFiguresInput,
  callFiguresView,
  handOnView,
  ownReportingView,
  receivedPartsInput,
  releasedPart,
  reportingInput,
  reportingView,
  reviewFiguresInput,
  unitReleaseInput,
  unitReleaseView,
  unitReportingView,
} from '@/server/domain/figure/reporting';
import { fileReference } from '@/server/domain/shared/file-reference';
import { creatingProcedure, grantProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { exportDashboard, exportDistrictFigures } from './dashboard/export-dashboard.ts';
import { readDashboard } from './dashboard/read-dashboard.ts';
import { readDistrictFigures } from './dashboard/read-district-figures.ts';
import { exportFigureRows } from './export-figure-rows.ts';
import { exportFigures, exportReceived } from './export-figures.ts';
import { listFigureRows } from './list-figure-rows.ts';
import { listFigures } from './list-figures.ts';
import { listReceivedFigures, listReceivedUnits } from './list-received-figures.ts';
import { releaseFigures } from './release-figures.ts';
import { callFigures } from './reporting/call-figures.ts';
import { exportReporting } from './reporting/export-reporting.ts';
import { handOnFigures, listReceivedParts } from './reporting/hand-on-figures.ts';
import { listReporting } from './reporting/list-reporting.ts';
import { ownReporting } from './reporting/own-reporting.ts';
import { exportGiven, listGiven, listReleasedRows, readReleasedFigure } from './reporting/read-released-rows.ts';
import { exportUnitRelease, readUnitRelease } from './reporting/read-unit-release.ts';
import { reviewFigures } from './reporting/review-figures.ts';

export const figureRouter = router({
  list: tenantProcedure('figure.read')
    .input(listFiguresInput)
    .output(figureListView)
    .query(({ ctx, input }) => listFigures(ctx.tdb, ctx.scope, input)),
  downloadList: tenantProcedure('figure.read')
    .input(listFiguresInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportFigures(ctx.tdb, ctx.scope, ctx.objects, input)),
  rows: tenantProcedure('figure.read')
    .input(listFigureRowsInput)
    .output(figureRowsView)
    .query(({ ctx, input }) => listFigureRows(ctx.tdb, ctx.scope, input)),
  downloadRows: tenantProcedure('figure.read')
    .input(exportFigureRowsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportFigureRows(ctx.tdb, ctx.scope, ctx.objects, input)),
  dashboard: tenantProcedure('figure.read')
    .input(dashboardInput)
    .output(dashboardView)
    .query(({ ctx, input }) => readDashboard(ctx.tdb, ctx.scope, input)),
  downloadDashboard: tenantProcedure('figure.read')
    .input(dashboardInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportDashboard(ctx.tdb, ctx.scope, ctx.objects, input)),
  district: tenantProcedure('figure.rollUp')
    .input(districtFiguresInput)
    .output(districtFiguresView)
    .query(({ ctx, input }) => readDistrictFigures(ctx.tdb, ctx.scope, input)),
  downloadDistrict: tenantProcedure('figure.rollUp')
    .input(districtFiguresInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportDistrictFigures(ctx.tdb, ctx.scope, ctx.objects, input)),
  release: creatingProcedure('figure.release')
    .input(releaseFiguresInput)
    .output(releaseFiguresView)
    .mutation(({ ctx, input }) => releaseFigures(ctx.tdb, ctx.scope, input)),
  received: tenantProcedure('figure.rollUp')
    .input(receivedFiguresInput)
    .output(receivedFiguresView)
    .query(({ ctx, input }) => listReceivedFigures(ctx.tdb, ctx.scope, input)),
  downloadReceived: tenantProcedure('figure.rollUp')
    .input(receivedFiguresInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportReceived(ctx.tdb, ctx.scope, ctx.objects, input)),
  receivedUnits: tenantProcedure('figure.rollUp')
    .input(receivedUnitsInput)
    .output(z.array(receivedUnitView))
    .query(({ ctx, input }) => listReceivedUnits(ctx.tdb, ctx.scope, input)),
  receivedParts: tenantProcedure('figure.rollUp')
    .input(receivedPartsInput)
    .output(releasedPart.array())
    .query(({ ctx, input }) => listReceivedParts(ctx.tdb, ctx.scope, input)),
  releasedFigure: tenantProcedure('figure.rollUp')
    .input(releasedFigureInput)
    .output(releasedFigureView)
    .query(({ ctx, input }) => readReleasedFigure(ctx.tdb, ctx.scope, input)),
  givenRows: tenantProcedure('figure.rollUp')
    .input(releasedRowsInput)
    .output(releasedRowsView)
    .query(({ ctx, input }) => listGiven(ctx.tdb, ctx.scope, input)),
  downloadGivenRows: tenantProcedure('figure.rollUp')
    .input(releasedFigureInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportGiven(ctx.tdb, ctx.scope, ctx.objects, input)),
  releasedRows: grantProcedure('figure.rollUp')
    .input(releasedRowsInput)
    .output(releasedRowsView)
    .query(({ ctx, input }) => listReleasedRows(ctx.gdb, ctx.scope, input)),
  ownReporting: tenantProcedure('figure.read')
    .input(reportingInput)
    .output(ownReportingView.array())
    .query(({ ctx, input }) => ownReporting(ctx.tdb, ctx.scope.tenantId, input.year)),
  reporting: tenantProcedure('figure.rollUp')
    .input(reportingInput)
    .output(reportingView)
    .query(({ ctx, input }) => listReporting(ctx.tdb, ctx.scope, input)),
  downloadReporting: tenantProcedure('figure.rollUp')
    .input(reportingInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportReporting(ctx.tdb, ctx.scope, ctx.objects, input)),
  unitRelease: tenantProcedure('figure.rollUp')
    .input(unitReleaseInput)
    .output(unitReleaseView)
    .query(({ ctx, input }) => readUnitRelease(ctx.tdb, ctx.scope, input)),
  downloadUnitRelease: tenantProcedure('figure.rollUp')
    .input(unitReleaseInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportUnitRelease(ctx.tdb, ctx.scope, ctx.objects, input)),
  callUnits: creatingProcedure('figure.call')
    .input(callFiguresInput)
    .output(callFiguresView)
    .mutation(({ ctx, input }) => callFigures(ctx.tdb, ctx.scope, input)),
  review: creatingProcedure('figure.call')
    .input(reviewFiguresInput)
    .output(unitReportingView)
    .mutation(({ ctx, input }) => reviewFigures(ctx.tdb, ctx.scope, input)),
  handOn: creatingProcedure('figure.release')
    .input(reportingInput)
    .output(handOnView)
    .mutation(({ ctx, input }) => handOnFigures(ctx.tdb, ctx.scope, input)),
});
