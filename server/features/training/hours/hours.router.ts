import { z } from 'zod';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import {
  addCreditInput,
  carryRecordInput,
  creditProofRef,
  exportHoursInput,
  hoursSumView,
  issueRulesInput,
  listCreditsInput,
  listHoursInput,
  myHoursInput,
  myHoursView,
  personHoursPage,
  personRecordView,
  readRulesInput,
  ruleView,
  saveTraineeInput,
  setRuleInput,
  voidCreditInput,
} from '@/server/domain/training/hours';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { addCredit, carryRecord, downloadProof, saveTrainee, voidCredit } from './keep-hours.ts';
import { exportHours, listHours, readMyHours, readRecord, sumHours } from './read-hours.ts';
import { issueRules, readRules, setRule } from './rules.ts';

/** 继续教育学时: people, what they have, what is asked of them. A unit sees its own people and nobody else's. */
export const hoursRouter = router({
  list: tenantProcedure('training.manage')
    .input(listHoursInput)
    .output(personHoursPage)
    .query(({ ctx, input }) => listHours(ctx.tdb, ctx.scope, input)),
  sum: tenantProcedure('training.manage')
    .input(readRulesInput)
    .output(hoursSumView)
    .query(({ ctx, input }) => sumHours(ctx.tdb, ctx.scope, input)),
  record: tenantProcedure('training.manage')
    .input(listCreditsInput)
    .output(personRecordView)
    .query(({ ctx, input }) => readRecord(ctx.tdb, ctx.scope, input)),
  mine: tenantProcedure('training.read')
    .input(myHoursInput)
    .output(myHoursView)
    .query(({ ctx, input }) => readMyHours(ctx.tdb, ctx.scope, input)),
  savePerson: creatingProcedure('training.manage')
    .input(saveTraineeInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => saveTrainee(ctx.tdb, ctx.scope, input)),
  addCredit: creatingProcedure('training.manage')
    .input(addCreditInput)
    .output(z.object({ added: z.number().int() }))
    .mutation(({ ctx, input }) => addCredit(ctx.tdb, ctx.scope, input)),
  voidCredit: tenantProcedure('training.manage')
    .input(voidCreditInput)
    .output(z.void())
    .mutation(({ ctx, input }) => voidCredit(ctx.tdb, ctx.scope, input)),
  carry: creatingProcedure('training.read')
    .input(carryRecordInput)
    .output(z.object({ carried: z.number().int() }))
    .mutation(({ ctx, input }) => carryRecord(ctx.tdb, ctx.scope, input)),
  rules: tenantProcedure('training.read')
    .input(readRulesInput)
    .output(z.array(ruleView))
    .query(({ ctx, input }) => readRules(ctx.tdb, ctx.scope, input)),
  setRule: tenantProcedure('training.organise')
    .input(setRuleInput)
    .output(z.void())
    .mutation(({ ctx, input }) => setRule(ctx.tdb, ctx.scope, input)),
  issueRules: creatingProcedure('training.organise')
    .input(issueRulesInput)
    .output(z.object({ sent: z.number().int() }))
    .mutation(({ ctx, input }) => issueRules(ctx.tdb, ctx.scope, input)),
  download: tenantProcedure('training.manage')
    .input(exportHoursInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportHours(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadProof: tenantProcedure('training.manage')
    .input(creditProofRef)
    .output(fileReference)
    .query(({ ctx, input }) => downloadProof(ctx.tdb, ctx.scope, input)),
});
