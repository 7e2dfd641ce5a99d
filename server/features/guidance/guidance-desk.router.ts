import { z } from 'zod';
import {
  exchangePage,
  listExchangesInput,
  receivedExchangePage,
  sendExchangeInput,
} from '@/server/domain/guidance/exchange';
import {
  listMaterialsInput,
  listReceivedMaterialsInput,
  materialFileRef,
  materialPage,
  materialRef,
  materialView,
  publishMaterialInput,
  receivedMaterialPage,
  reviseMaterialInput,
} from '@/server/domain/guidance/guidance-material';
import {
  answerInput,
  askAgainInput,
  askInput,
  changeKnowledgeInput,
  closeQuestionInput,
  knowledgePage,
  listKnowledgeInput,
  listQuestionsInput,
  publishKnowledgeInput,
  questionPage,
  questionRef,
  questionView,
  voteInput,
  withdrawKnowledgeInput,
} from '@/server/domain/guidance/guidance-question';
import { fileReference } from '@/server/domain/shared/file-reference';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { listExchanges, listReceivedExchanges, sendExchange } from './exchanges.ts';
import { changeKnowledge, listKnowledge, publishKnowledge, voteOnKnowledge, withdrawKnowledge } from './knowledge.ts';
import { getQuestion, listQuestions } from './list-questions.ts';
import {
  downloadMaterialFile,
  getMaterial,
  listMaterials,
  listReceivedMaterials,
  publishMaterial,
  reviseMaterial,
} from './materials.ts';
import { answerQuestion, askAgain, askQuestion, closeQuestion } from './questions.ts';

/** 咨询答复, 知识库, 资料下发: what goes between an office and its units. */
export const guidanceDeskRouter = router({
  exchanges: tenantProcedure('guidance.read')
    .input(listExchangesInput)
    .output(exchangePage)
    .query(({ ctx, input }) => listExchanges(ctx.tdb, ctx.scope, input)),
  sendExchange: creatingProcedure('guidance.register')
    .input(sendExchangeInput)
    .output(z.object({ units: z.number().int() }))
    .mutation(({ ctx, input }) => sendExchange(ctx.tdb, ctx.scope, input)),
  receivedExchanges: tenantProcedure('guidance.ask')
    .input(listExchangesInput)
    .output(receivedExchangePage)
    .query(({ ctx, input }) => listReceivedExchanges(ctx.tdb, ctx.scope, input)),
  asked: tenantProcedure('guidance.ask')
    .input(listQuestionsInput)
    .output(questionPage)
    .query(({ ctx, input }) => listQuestions(ctx.tdb, ctx.scope, input, 'asked')),
  questions: tenantProcedure('guidance.read')
    .input(listQuestionsInput)
    .output(questionPage)
    .query(({ ctx, input }) => listQuestions(ctx.tdb, ctx.scope, input, 'received')),
  questionById: tenantProcedure('dispatch.read')
    .input(questionRef)
    .output(questionView)
    .query(({ ctx, input }) => getQuestion(ctx.tdb, ctx.scope, input)),
  ask: creatingProcedure('guidance.ask')
    .input(askInput)
    .output(z.object({ questionId: uuid, dueOn: isoDate.nullable() }))
    .mutation(({ ctx, input }) => askQuestion(ctx.tdb, ctx.scope, input)),
  askAgain: creatingProcedure('guidance.ask')
    .input(askAgainInput)
    .output(z.object({ dispatchId: uuid }))
    .mutation(({ ctx, input }) => askAgain(ctx.tdb, ctx.scope, input)),
  close: creatingProcedure('guidance.ask')
    .input(closeQuestionInput)
    .output(z.object({ dispatchId: uuid }))
    .mutation(({ ctx, input }) => closeQuestion(ctx.tdb, ctx.scope, input)),
  answer: creatingProcedure('guidance.register')
    .input(answerInput)
    .output(z.object({ replyNumber: z.string(), guidanceId: uuid }))
    .mutation(({ ctx, input }) => answerQuestion(ctx.tdb, ctx.scope, input)),

  knowledge: tenantProcedure('dispatch.read')
    .input(listKnowledgeInput)
    .output(knowledgePage)
    .query(({ ctx, input }) => listKnowledge(ctx.tdb, ctx.scope, input)),
  publishKnowledge: creatingProcedure('guidance.register')
    .input(publishKnowledgeInput)
    .output(z.object({ entryId: uuid }))
    .mutation(({ ctx, input }) => publishKnowledge(ctx.tdb, ctx.scope, input)),
  changeKnowledge: tenantProcedure('guidance.register')
    .input(changeKnowledgeInput)
    .output(z.void())
    .mutation(({ ctx, input }) => changeKnowledge(ctx.tdb, ctx.scope, input)),
  withdrawKnowledge: tenantProcedure('guidance.register')
    .input(withdrawKnowledgeInput)
    .output(z.void())
    .mutation(({ ctx, input }) => withdrawKnowledge(ctx.tdb, ctx.scope, input)),
  vote: tenantProcedure('guidance.ask')
    .input(voteInput)
    .output(z.void())
    .mutation(({ ctx, input }) => voteOnKnowledge(ctx.tdb, ctx.scope, input)),

  materials: tenantProcedure('guidance.read')
    .input(listMaterialsInput)
    .output(materialPage)
    .query(({ ctx, input }) => listMaterials(ctx.tdb, ctx.scope, input)),
  materialById: tenantProcedure('guidance.read')
    .input(materialRef)
    .output(materialView)
    .query(({ ctx, input }) => getMaterial(ctx.tdb, ctx.scope, input)),
  publishMaterial: creatingProcedure('guidance.register')
    .input(publishMaterialInput)
    .output(z.object({ materialId: uuid, units: z.number().int() }))
    .mutation(({ ctx, input }) => publishMaterial(ctx.tdb, ctx.scope, input)),
  reviseMaterial: creatingProcedure('guidance.register')
    .input(reviseMaterialInput)
    .output(z.object({ version: z.number().int(), units: z.number().int() }))
    .mutation(({ ctx, input }) => reviseMaterial(ctx.tdb, ctx.scope, input)),
  downloadMaterialFile: tenantProcedure('guidance.read')
    .input(materialFileRef)
    .output(fileReference)
    .query(({ ctx, input }) => downloadMaterialFile(ctx.tdb, ctx.scope, input)),
  receivedMaterials: tenantProcedure('guidance.ask')
    .input(listReceivedMaterialsInput)
    .output(receivedMaterialPage)
    .query(({ ctx, input }) => listReceivedMaterials(ctx.tdb, ctx.scope, input)),
});
