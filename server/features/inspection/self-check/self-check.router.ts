import { z } from 'zod';
import { itemCode } from '@/server/domain/inspection/checklist-review';
import {
  answerSelfCheckInput,
  listSelfChecksInput,
  openSelfCheckInput,
  selfCheckRef,
  selfCheckRowView,
  selfCheckView,
  startSelfCheckInput,
} from '@/server/domain/inspection/self-check';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { pageOf } from '@/server/domain/shared/pagination';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { answerSelfCheck, downloadSelfFile, submitSelfCheck } from './answer-self-check.ts';
import { getSelfCheck, listSelfChecks, openSelfCheck, startSelfCheck } from './open-self-check.ts';

/** 自查: the unit's own, by request or of its own will. */
export const selfCheckRouter = router({
  list: tenantProcedure('inspection.answer')
    .input(listSelfChecksInput)
    .output(pageOf(selfCheckRowView))
    .query(({ ctx, input }) => listSelfChecks(ctx.tdb, ctx.scope, input)),
  byId: tenantProcedure('inspection.answer')
    .input(selfCheckRef)
    .output(selfCheckView)
    .query(({ ctx, input }) => getSelfCheck(ctx.tdb, ctx.scope, input)),
  open: creatingProcedure('inspection.answer')
    .input(openSelfCheckInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => openSelfCheck(ctx.tdb, ctx.scope, input)),
  start: creatingProcedure('inspection.answer')
    .input(startSelfCheckInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => startSelfCheck(ctx.tdb, ctx.scope, input)),
  answer: tenantProcedure('inspection.answer')
    .input(answerSelfCheckInput)
    .output(z.object({ rowVersion: z.number().int() }))
    .mutation(({ ctx, input }) => answerSelfCheck(ctx.tdb, ctx.scope, input)),
  submit: creatingProcedure('inspection.answer')
    .input(selfCheckRef)
    .output(z.object({ dispatchId: uuid.nullable() }))
    .mutation(({ ctx, input }) => submitSelfCheck(ctx.tdb, ctx.scope, input)),
  downloadFile: tenantProcedure('inspection.answer')
    .input(selfCheckRef.extend({ itemCode, objectId: uuid }))
    .output(fileReference)
    .query(({ ctx, input }) => downloadSelfFile(ctx.tdb, ctx.scope, input)),
});
