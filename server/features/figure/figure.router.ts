import { z } from 'zod';
import {
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
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { listFigureRows } from './list-figure-rows.ts';
import { listFigures } from './list-figures.ts';
import { listReceivedFigures, listReceivedUnits } from './list-received-figures.ts';
import { releaseFigures } from './release-figures.ts';

export const figureRouter = router({
  list: tenantProcedure('figure.read')
    .input(listFiguresInput)
    .output(figureListView)
    .query(({ ctx, input }) => listFigures(ctx.tdb, ctx.scope, input)),
  rows: tenantProcedure('figure.read')
    .input(listFigureRowsInput)
    .output(figureRowsView)
    .query(({ ctx, input }) => listFigureRows(ctx.tdb, ctx.scope, input)),
  release: creatingProcedure('figure.release')
    .input(releaseFiguresInput)
    .output(releaseFiguresView)
    .mutation(({ ctx, input }) => releaseFigures(ctx.tdb, ctx.scope, input)),
  received: tenantProcedure('figure.rollUp')
    .input(receivedFiguresInput)
    .output(receivedFiguresView)
    .query(({ ctx, input }) => listReceivedFigures(ctx.tdb, ctx.scope, input)),
  receivedUnits: tenantProcedure('figure.rollUp')
    .input(receivedUnitsInput)
    .output(z.array(receivedUnitView))
    .query(({ ctx, input }) => listReceivedUnits(ctx.tdb, ctx.scope, input)),
});
