import { z } from 'zod';
import {
  addPlanUnitsInput,
  changePlanUnitInput,
  confirmPlanInput,
  createPlanInput,
  exportPlanRecordsInput,
  exportPlanUnitsInput,
  exportReceivedPlansInput,
  listPlanRecordsInput,
  listPlansInput,
  listPlanUnitsInput,
  listReceivedPlansInput,
  movePlanDayInput,
  planIdInput,
  planPage,
  planRecordPage,
  planUnitPage,
  planView,
  receivedPlanPage,
  removePlanUnitInput,
} from '@/server/domain/disposition/plan';
import { partnerView } from '@/server/domain/disposition/transfer';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, tenantProcedure } from '@/server/trpc/init';
import { movePlanDay } from './move-plan-day.ts';
import { listTransferors } from './name-units.ts';
import { exportPlanRecords, listPlanRecords } from './plan-records.ts';
import { addPlanUnits, changePlanUnit, exportPlanUnits, listPlanUnits, removePlanUnit } from './plan-units.ts';
import { closePlan, createPlan, getPlan, issuePlan, listPlans } from './plans.ts';
import { confirmPlan, exportReceived, listReceived } from './received-plans.ts';

/** A part of the router `disposition`. */
export const planProcedures = {
  transferors: tenantProcedure('disposition.receive')
    .output(z.array(partnerView))
    .query(({ ctx }) => listTransferors(ctx.tdb)),
  plans: tenantProcedure('disposition.read')
    .input(listPlansInput)
    .output(planPage)
    .query(({ ctx, input }) => listPlans(ctx.tdb, ctx.scope, input)),
  planById: tenantProcedure('disposition.read')
    .input(planIdInput)
    .output(planView)
    .query(({ ctx, input }) => getPlan(ctx.tdb, ctx.scope, input)),
  createPlan: creatingProcedure('disposition.receive')
    .input(createPlanInput)
    .output(z.object({ planId: uuid }))
    .mutation(({ ctx, input }) => createPlan(ctx.tdb, ctx.scope, input)),
  issuePlan: creatingProcedure('disposition.receive')
    .input(planIdInput)
    .output(z.object({ units: z.number() }))
    .mutation(({ ctx, input }) => issuePlan(ctx.tdb, ctx.scope, input)),
  closePlan: tenantProcedure('disposition.receive')
    .input(planIdInput)
    .output(z.void())
    .mutation(({ ctx, input }) => closePlan(ctx.tdb, ctx.scope, input)),
  planRecords: tenantProcedure('disposition.read')
    .input(listPlanRecordsInput)
    .output(planRecordPage)
    .query(({ ctx, input }) => listPlanRecords(ctx.tdb, ctx.scope, input)),
  downloadPlanRecords: tenantProcedure('disposition.read')
    .input(exportPlanRecordsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportPlanRecords(ctx.tdb, ctx.scope, ctx.objects, input)),
  planUnits: tenantProcedure('disposition.read')
    .input(listPlanUnitsInput)
    .output(planUnitPage)
    .query(({ ctx, input }) => listPlanUnits(ctx.tdb, ctx.scope, input)),
  downloadPlanUnits: tenantProcedure('disposition.read')
    .input(exportPlanUnitsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportPlanUnits(ctx.tdb, ctx.scope, ctx.objects, input)),
  addPlanUnits: creatingProcedure('disposition.receive')
    .input(addPlanUnitsInput)
    .output(z.object({ added: z.number().int() }))
    .mutation(({ ctx, input }) => addPlanUnits(ctx.tdb, ctx.scope, input)),
  changePlanUnit: tenantProcedure('disposition.receive')
    .input(changePlanUnitInput)
    .output(z.void())
    .mutation(({ ctx, input }) => changePlanUnit(ctx.tdb, ctx.scope, input)),
  movePlanDay: tenantProcedure('disposition.receive')
    .input(movePlanDayInput)
    .output(z.void())
    .mutation(({ ctx, input }) => movePlanDay(ctx.tdb, ctx.scope, input)),
  removePlanUnit: tenantProcedure('disposition.receive')
    .input(removePlanUnitInput)
    .output(z.void())
    .mutation(({ ctx, input }) => removePlanUnit(ctx.tdb, ctx.scope, input)),
  receivedPlans: tenantProcedure('disposition.read')
    .input(listReceivedPlansInput)
    .output(receivedPlanPage)
    .query(({ ctx, input }) => listReceived(ctx.tdb, ctx.scope, input)),
  downloadReceivedPlans: tenantProcedure('disposition.read')
    .input(exportReceivedPlansInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportReceived(ctx.tdb, ctx.scope, ctx.objects, input)),
  confirmPlan: creatingProcedure('disposition.transfer')
    .input(confirmPlanInput)
    .output(z.object({ dueItems: z.number() }))
    .mutation(({ ctx, input }) => confirmPlan(ctx.tdb, ctx.scope, input)),
};
