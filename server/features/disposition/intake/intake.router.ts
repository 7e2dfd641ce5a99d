import { z } from 'zod';
import {
  beginIntakeInput,
  decideIntakeInput,
  deliveryPage,
  exportDeliveriesInput,
  exportIntakesInput,
  finishedIntake,
  finishIntakeInput,
  giveIntakeCodeInput,
  intakeDetail,
  intakeIdInput,
  intakeItemPage,
  intakePage,
  listDeliveriesInput,
  listIntakeItemsInput,
  listIntakesInput,
  returnDeliveryInput,
} from '@/server/domain/disposition/intake';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, tenantProcedure } from '@/server/trpc/init';
import { beginIntake } from './begin-intake.ts';
import { decideIntake } from './decide-intake.ts';
import { finishIntake } from './finish-intake.ts';
import { giveIntakeCode } from './give-intake-code.ts';
import { exportDeliveries, listDeliveries } from './list-deliveries.ts';
import { exportIntakes, getIntake, listIntakeItems, listIntakes } from './list-intakes.ts';
import { printIntakeDeed } from './print-intake.ts';
import { reopenIntake } from './reopen-intake.ts';
import { returnDelivery } from './return-delivery.ts';

/** A part of the router `disposition`. */
export const intakeProcedures = {
  deliveries: tenantProcedure('disposition.receive')
    .input(listDeliveriesInput)
    .output(deliveryPage)
    .query(({ ctx, input }) => listDeliveries(ctx.tdb, ctx.scope, input)),
  downloadDeliveries: tenantProcedure('disposition.receive')
    .input(exportDeliveriesInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportDeliveries(ctx.tdb, ctx.scope, ctx.objects, input)),
  intakes: tenantProcedure('disposition.read')
    .input(listIntakesInput)
    .output(intakePage)
    .query(({ ctx, input }) => listIntakes(ctx.tdb, ctx.scope, input)),
  downloadIntakes: tenantProcedure('disposition.read')
    .input(exportIntakesInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportIntakes(ctx.tdb, ctx.scope, ctx.objects, input)),
  intakeById: tenantProcedure('disposition.read')
    .input(intakeIdInput)
    .output(intakeDetail)
    .query(({ ctx, input }) => getIntake(ctx.tdb, ctx.scope, input)),
  intakeItems: tenantProcedure('disposition.read')
    .input(listIntakeItemsInput)
    .output(intakeItemPage)
    .query(({ ctx, input }) => listIntakeItems(ctx.tdb, ctx.scope, input)),
  beginIntake: creatingProcedure('disposition.receive')
    .input(beginIntakeInput)
    .output(z.object({ intakeId: uuid, jobId: uuid.nullable() }))
    .mutation(({ ctx, input }) => beginIntake(ctx.tdb, ctx.scope, input, ctx.objects)),
  decideIntake: tenantProcedure('disposition.receive')
    .input(decideIntakeInput)
    .output(z.object({ decided: z.number(), open: z.number() }))
    .mutation(({ ctx, input }) => decideIntake(ctx.tdb, ctx.scope, input)),
  finishIntake: creatingProcedure('disposition.receive')
    .input(finishIntakeInput)
    .output(finishedIntake)
    .mutation(({ ctx, input }) => finishIntake(ctx.tdb, ctx.scope, input, ctx.objects)),
  reopenIntake: tenantProcedure('disposition.receive')
    .input(intakeIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => reopenIntake(ctx.tdb, ctx.scope, input)),
  giveIntakeCode: tenantProcedure('disposition.receive')
    .input(giveIntakeCodeInput)
    .output(z.object({ code: z.string().nullable() }))
    .mutation(({ ctx, input }) => giveIntakeCode(ctx.tdb, ctx.scope, input)),
  returnDelivery: creatingProcedure('disposition.receive')
    .input(returnDeliveryInput)
    .output(z.void())
    .mutation(({ ctx, input }) => returnDelivery(ctx.tdb, ctx.scope, input, ctx.objects)),
  downloadIntakeDeed: tenantProcedure('disposition.read')
    .input(intakeIdInput)
    .output(fileReference)
    .query(({ ctx, input }) => printIntakeDeed(ctx.tdb, ctx.scope, ctx.objects, input)),
};
