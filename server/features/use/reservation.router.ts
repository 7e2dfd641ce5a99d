import { z } from 'zod';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import {
  arriveInput,
  confirmReservationInput,
  endReservationInput,
  exportReservationsInput,
  fetchReservationInput,
  listReservationsInput,
  reservationPage,
  reservationView,
  reserveInput,
} from '@/server/domain/use/reservation';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { printReceipt } from './case-receipt.ts';
import {
  arrive,
  confirmReservation,
  endReservation,
  exportReservations,
  fetchReservation,
  getReservation,
  listReservations,
  reserve,
} from './reservations.ts';

/** 预约查档: a wish, its answer, what lies ready, the visit that came of it. */
export const reservationRouter = router({
  list: tenantProcedure('use.read')
    .input(listReservationsInput)
    .output(reservationPage)
    .query(({ ctx, input }) => listReservations(ctx.tdb, ctx.scope, input)),
  get: tenantProcedure('use.read')
    .input(z.strictObject({ reservationId: uuid }))
    .output(reservationView)
    .query(({ ctx, input }) => getReservation(ctx.tdb, ctx.scope, input.reservationId)),
  reserve: creatingProcedure('use.register')
    .input(reserveInput)
    .output(z.object({ id: uuid, caseNumber: z.string(), lookupCode: z.string() }))
    .mutation(({ ctx, input }) => reserve(ctx.tdb, ctx.scope, input)),
  confirm: tenantProcedure('use.register')
    .input(confirmReservationInput)
    .output(z.void())
    .mutation(({ ctx, input }) => confirmReservation(ctx.tdb, ctx.scope, input)),
  fetch: tenantProcedure('use.register')
    .input(fetchReservationInput)
    .output(z.void())
    .mutation(({ ctx, input }) => fetchReservation(ctx.tdb, ctx.scope, input)),
  end: tenantProcedure('use.register')
    .input(endReservationInput)
    .output(z.void())
    .mutation(({ ctx, input }) => endReservation(ctx.tdb, ctx.scope, input)),
  arrive: creatingProcedure('use.register')
    .input(arriveInput)
    .output(z.object({ visitId: uuid }))
    .mutation(({ ctx, input }) => arrive(ctx.tdb, ctx.scope, input)),
  downloadReceipt: tenantProcedure('use.read')
    .input(z.strictObject({ reservationId: uuid }))
    .output(fileReference)
    .query(({ ctx, input }) =>
      printReceipt(ctx.tdb, ctx.scope, ctx.objects, { ...input, origin: ctx.publicOrigin ?? '' }),
    ),
  downloadReservations: tenantProcedure('use.read')
    .input(exportReservationsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportReservations(ctx.tdb, ctx.scope, ctx.objects, input)),
});
