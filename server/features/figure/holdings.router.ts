import { z } from 'zod';
import {
  closeYearInput,
  movementInput,
  movementRowsInput,
  movementRowsView,
  movementView,
} from '@/server/domain/figure/holdings-movement';
import { fileReference } from '@/server/domain/shared/file-reference';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { closeYear } from './holdings/close-year.ts';
import { exportMovement, listMovementRows, readMovement } from './holdings/read-movement.ts';

/** 馆藏变动 and 年度结账. */
export const holdingsRouter = router({
  movement: tenantProcedure('figure.read')
    .input(movementInput)
    .output(movementView)
    .query(({ ctx, input }) => readMovement(ctx.tdb, ctx.scope, input)),
  movementRows: tenantProcedure('figure.read')
    .input(movementRowsInput)
    .output(movementRowsView)
    .query(({ ctx, input }) => listMovementRows(ctx.tdb, ctx.scope, input)),
  downloadMovement: tenantProcedure('figure.read')
    .input(movementInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportMovement(ctx.tdb, ctx.scope, ctx.objects, input)),
  closeYear: creatingProcedure('report.approve')
    .input(closeYearInput)
    .output(z.object({ year: z.number().int() }))
    .mutation(({ ctx, input }) => closeYear(ctx.tdb, ctx.scope, input)),
});
