import { z } from 'zod';
import {
  answerGapInput,
  gapAnswered,
  gapsView,
  listGapsInput,
  withdrawGapInput,
} from '@/server/domain/filing/filing-gaps';
import {
  addRuleInput,
  beginScheduleInput,
  confirmRetentionInput,
  decideScheduleInput,
  importRulesInput,
  importRulesView,
  listReviewsInput,
  receiveDecisionInput,
  removeRuleInput,
  retentionOfItemView,
  retentionSuggestion,
  reviewPage,
  reviewView,
  scheduleRow,
  scheduleView,
  submitScheduleInput,
  suggestRetentionInput,
  updateRuleInput,
} from '@/server/domain/filing/retention-schedule';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, tenantProcedure } from '@/server/trpc/init';
import { answerGap, withdrawGapAnswer } from './answer-gap.ts';
import { beginSchedule } from './begin-schedule.ts';
import { addRule, removeRule, updateRule } from './change-rules.ts';
import { confirmRetention, getRetentionOfItem, suggestRetention } from './confirm-retention.ts';
import { importRules } from './import-rules.ts';
import { exportGaps, listGaps } from './list-gaps.ts';
import { getSchedule, listSchedules } from './list-schedules.ts';
import { exportSchedule, printSchedule } from './print-schedule.ts';
import { receiveDecision } from './receive-decision.ts';
import { decideSchedule, getReview, listReviews } from './review-schedules.ts';
import { submitSchedule } from './submit-schedule.ts';

const scheduleId = z.strictObject({ scheduleId: uuid });

/** 归档范围和保管期限表: the unit's side, the authority's side, and what the catalogue asks of it. Part of `filing`. */
export const scheduleProcedures = {
  schedules: tenantProcedure('filing.read')
    .output(z.array(scheduleRow))
    .query(({ ctx }) => listSchedules(ctx.tdb, ctx.scope)),
  schedule: tenantProcedure('filing.read')
    .input(scheduleId)
    .output(scheduleView)
    .query(({ ctx, input }) => getSchedule(ctx.tdb, ctx.scope, input)),
  beginSchedule: creatingProcedure('filing.manage')
    .input(beginScheduleInput)
    .output(scheduleView)
    .mutation(({ ctx, input }) => beginSchedule(ctx.tdb, ctx.scope, input)),
  addRule: creatingProcedure('filing.manage')
    .input(addRuleInput)
    .output(scheduleView)
    .mutation(({ ctx, input }) => addRule(ctx.tdb, ctx.scope, input)),
  updateRule: tenantProcedure('filing.manage')
    .input(updateRuleInput)
    .output(scheduleView)
    .mutation(({ ctx, input }) => updateRule(ctx.tdb, ctx.scope, input)),
  removeRule: tenantProcedure('filing.manage')
    .input(removeRuleInput)
    .output(scheduleView)
    .mutation(({ ctx, input }) => removeRule(ctx.tdb, ctx.scope, input)),
  importRules: creatingProcedure('filing.manage')
    .input(importRulesInput)
    .output(importRulesView)
    .mutation(({ ctx, input }) => importRules(ctx.tdb, ctx.scope, ctx.objects, input)),
  submitSchedule: creatingProcedure('filing.manage')
    .input(submitScheduleInput)
    .output(scheduleView)
    .mutation(({ ctx, input }) => submitSchedule(ctx.tdb, ctx.scope, input)),
  receiveDecision: tenantProcedure('filing.manage')
    .input(receiveDecisionInput)
    .output(scheduleView)
    .mutation(({ ctx, input }) => receiveDecision(ctx.tdb, ctx.scope, input)),
  downloadSchedule: tenantProcedure('filing.read')
    .input(scheduleId)
    .output(fileReference)
    .query(({ ctx, input }) => exportSchedule(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadSchedulePdf: tenantProcedure('filing.read')
    .input(scheduleId)
    .output(fileReference)
    .query(({ ctx, input }) => printSchedule(ctx.tdb, ctx.scope, ctx.objects, input)),

  reviews: tenantProcedure('filing.approveSchedule')
    .input(listReviewsInput)
    .output(reviewPage)
    .query(({ ctx, input }) => listReviews(ctx.tdb, ctx.scope, input)),
  review: tenantProcedure('filing.approveSchedule')
    .input(z.strictObject({ submissionId: uuid }))
    .output(reviewView)
    .query(({ ctx, input }) => getReview(ctx.tdb, ctx.scope, input)),
  decideSchedule: creatingProcedure('filing.approveSchedule')
    .input(decideScheduleInput)
    .output(reviewView)
    .mutation(({ ctx, input }) => decideSchedule(ctx.tdb, ctx.scope, input)),

  suggestRetention: tenantProcedure('archive.read')
    .input(suggestRetentionInput)
    .output(z.array(retentionSuggestion))
    .query(({ ctx, input }) => suggestRetention(ctx.tdb, ctx.scope, input)),
  retentionOfItem: tenantProcedure('archive.read')
    .input(z.strictObject({ itemId: uuid }))
    .output(retentionOfItemView)
    .query(({ ctx, input }) => getRetentionOfItem(ctx.tdb, ctx.scope, input)),
  confirmRetention: tenantProcedure('archive.write')
    .input(confirmRetentionInput)
    .output(z.object({ expiresOn: z.string().nullable(), rowVersion: z.number().int() }))
    .mutation(({ ctx, input }) => confirmRetention(ctx.tdb, ctx.scope, input)),

  gaps: tenantProcedure('filing.read')
    .input(listGapsInput)
    .output(gapsView)
    .query(({ ctx, input }) => listGaps(ctx.tdb, ctx.scope, input)),
  downloadGaps: tenantProcedure('filing.read')
    .input(listGapsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportGaps(ctx.tdb, ctx.scope, ctx.objects, input)),
  answerGap: tenantProcedure('filing.manage')
    .input(answerGapInput)
    .output(gapAnswered)
    .mutation(({ ctx, input }) => answerGap(ctx.tdb, ctx.scope, input)),
  withdrawGapAnswer: tenantProcedure('filing.manage')
    .input(withdrawGapInput)
    .output(gapAnswered)
    .mutation(({ ctx, input }) => withdrawGapAnswer(ctx.tdb, ctx.scope, input)),
};
