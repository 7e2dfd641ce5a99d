import { z } from 'zod';
import {
  listQuestionnairesInput,
  listReceivedInput,
  openQuestionnaireInput,
  questionnaireRef,
  questionnaireRowView,
  questionnaireView,
  receivedRef,
  receivedRowView,
  receivedView,
  replyInput,
} from '@/server/domain/assessment/questionnaire';
import { uuid } from '@/server/domain/shared/ids';
import { pageOf } from '@/server/domain/shared/pagination';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { closeQuestionnaire, getQuestionnaire, listQuestionnaires, openQuestionnaire } from './ask.ts';
import { getReceivedQuestionnaire, listReceivedQuestionnaires, replyToQuestionnaire } from './reply.ts';

/** 问卷 of an office to its units, and what a unit answers. */
export const questionnaireRouter = router({
  list: tenantProcedure('inspection.plan')
    .input(listQuestionnairesInput)
    .output(pageOf(questionnaireRowView))
    .query(({ ctx, input }) => listQuestionnaires(ctx.tdb, ctx.scope, input)),
  byId: tenantProcedure('inspection.plan')
    .input(questionnaireRef)
    .output(questionnaireView)
    .query(({ ctx, input }) => getQuestionnaire(ctx.tdb, ctx.scope, input)),
  open: creatingProcedure('inspection.plan')
    .input(openQuestionnaireInput)
    .output(z.object({ id: uuid, units: z.number().int() }))
    .mutation(({ ctx, input }) => openQuestionnaire(ctx.tdb, ctx.scope, input)),
  close: tenantProcedure('inspection.plan')
    .input(questionnaireRef)
    .output(z.void())
    .mutation(({ ctx, input }) => closeQuestionnaire(ctx.tdb, ctx.scope, input)),
  received: tenantProcedure('inspection.answer')
    .input(listReceivedInput)
    .output(pageOf(receivedRowView))
    .query(({ ctx, input }) => listReceivedQuestionnaires(ctx.tdb, ctx.scope, input)),
  receivedById: tenantProcedure('inspection.answer')
    .input(receivedRef)
    .output(receivedView)
    .query(({ ctx, input }) => getReceivedQuestionnaire(ctx.tdb, ctx.scope, input)),
  reply: creatingProcedure('inspection.answer')
    .input(replyInput)
    .output(z.object({ dispatchId: uuid }))
    .mutation(({ ctx, input }) => replyToQuestionnaire(ctx.tdb, ctx.scope, input)),
});
