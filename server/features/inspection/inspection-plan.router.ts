import { z } from 'zod';
import { coverAllInput, drawRecord } from '@/server/domain/inspection/campaign';
import {
  addRecusalInput,
  exportInspectorsInput,
  exportObjectsInput,
  inspectorRowView,
  listInspectorsInput,
  listObjectsInput,
  objectRowView,
  recusalRef,
  saveInspectorInput,
  saveObjectInput,
} from '@/server/domain/inspection/library';
import {
  addPlanLineInput,
  createPlanInput,
  decidePlanInput,
  extendGrantInput,
  inspectionRuleView,
  listPlansInput,
  planLineRef,
  planRef,
  planRowView,
  planView,
  saveRuleInput,
  startCampaignInput,
  updatePlanInput,
  updatePlanLineInput,
} from '@/server/domain/inspection/plan';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { pageOf } from '@/server/domain/shared/pagination';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { coverAll } from './draw-units.ts';
import { addRecusal, exportInspectors, liftRecusal, listInspectorsOf, saveInspector } from './library/inspectors.ts';
import { exportObjects, listObjects, saveObject } from './library/objects.ts';
import { createPlan, updatePlan } from './plan/create-plan.ts';
import { decidePlan, submitPlan } from './plan/decide-plan.ts';
import { extendInspectionGrant } from './plan/extend-inspection-grant.ts';
import { getPlan, listPlans } from './plan/list-plans.ts';
import { addPlanLine, removePlanLine, updatePlanLine } from './plan/plan-lines.ts';
import { ruleInForce, saveRule } from './plan/save-rule.ts';
import { startCampaign } from './plan/start-campaign.ts';

const made = z.object({ id: uuid });

/** 年度检查计划, 名录库, 全覆盖, 授权延期: what comes before an inspection. */
export const inspectionPlanRouter = router({
  list: tenantProcedure('inspection.read')
    .input(listPlansInput)
    .output(pageOf(planRowView))
    .query(({ ctx, input }) => listPlans(ctx.tdb, ctx.scope, input)),
  byId: tenantProcedure('inspection.read')
    .input(planRef)
    .output(planView)
    .query(({ ctx, input }) => getPlan(ctx.tdb, ctx.scope, input)),
  create: creatingProcedure('inspection.plan')
    .input(createPlanInput)
    .output(made)
    .mutation(({ ctx, input }) => createPlan(ctx.tdb, ctx.scope, input)),
  update: tenantProcedure('inspection.plan')
    .input(updatePlanInput)
    .output(z.void())
    .mutation(({ ctx, input }) => updatePlan(ctx.tdb, ctx.scope, input)),
  addLine: creatingProcedure('inspection.plan')
    .input(addPlanLineInput)
    .output(made)
    .mutation(({ ctx, input }) => addPlanLine(ctx.tdb, ctx.scope, input)),
  updateLine: tenantProcedure('inspection.plan')
    .input(updatePlanLineInput)
    .output(z.void())
    .mutation(({ ctx, input }) => updatePlanLine(ctx.tdb, ctx.scope, input)),
  removeLine: tenantProcedure('inspection.plan')
    .input(planLineRef)
    .output(z.void())
    .mutation(({ ctx, input }) => removePlanLine(ctx.tdb, ctx.scope, input)),
  submit: tenantProcedure('inspection.plan')
    .input(planRef)
    .output(z.void())
    .mutation(({ ctx, input }) => submitPlan(ctx.tdb, ctx.scope, input)),
  decide: tenantProcedure('inspection.approve')
    .input(decidePlanInput)
    .output(z.void())
    .mutation(({ ctx, input }) => decidePlan(ctx.tdb, ctx.scope, input)),
  startCampaign: creatingProcedure('inspection.plan')
    .input(startCampaignInput)
    .output(made)
    .mutation(({ ctx, input }) => startCampaign(ctx.tdb, ctx.scope, input)),
  coverAll: creatingProcedure('inspection.plan')
    .input(coverAllInput)
    .output(z.object({ seedText: z.string(), drawn: drawRecord }))
    .mutation(({ ctx, input }) => coverAll(ctx.tdb, ctx.scope, input)),

  objects: tenantProcedure('inspection.plan')
    .input(listObjectsInput)
    .output(pageOf(objectRowView))
    .query(({ ctx, input }) => listObjects(ctx.tdb, ctx.scope, input)),
  downloadObjects: tenantProcedure('inspection.plan')
    .input(exportObjectsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportObjects(ctx.tdb, ctx.scope, ctx.objects, input)),
  saveObject: tenantProcedure('inspection.plan')
    .input(saveObjectInput)
    .output(z.void())
    .mutation(({ ctx, input }) => saveObject(ctx.tdb, ctx.scope, input)),
  inspectors: tenantProcedure('inspection.plan')
    .input(listInspectorsInput)
    .output(pageOf(inspectorRowView))
    .query(({ ctx, input }) => listInspectorsOf(ctx.tdb, ctx.scope, input)),
  downloadInspectors: tenantProcedure('inspection.plan')
    .input(exportInspectorsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportInspectors(ctx.tdb, ctx.scope, ctx.objects, input)),
  saveInspector: tenantProcedure('inspection.plan')
    .input(saveInspectorInput)
    .output(z.void())
    .mutation(({ ctx, input }) => saveInspector(ctx.tdb, ctx.scope, input)),
  addRecusal: creatingProcedure('inspection.plan')
    .input(addRecusalInput)
    .output(made)
    .mutation(({ ctx, input }) => addRecusal(ctx.tdb, ctx.scope, input)),
  liftRecusal: tenantProcedure('inspection.plan')
    .input(recusalRef)
    .output(z.void())
    .mutation(({ ctx, input }) => liftRecusal(ctx.tdb, ctx.scope, input)),

  rule: tenantProcedure('inspection.plan')
    .output(inspectionRuleView)
    .query(({ ctx }) => ruleInForce(ctx.tdb, ctx.scope)),
  saveRule: creatingProcedure('inspection.approve')
    .input(saveRuleInput)
    .output(made)
    .mutation(({ ctx, input }) => saveRule(ctx.tdb, ctx.scope, input)),
  extendGrant: creatingProcedure('inspection.plan')
    .input(extendGrantInput)
    .output(z.object({ dispatchId: uuid }))
    .mutation(({ ctx, input }) => extendInspectionGrant(ctx.tdb, ctx.scope, input)),
});
