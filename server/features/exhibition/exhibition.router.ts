import { z } from 'zod';
import {
  decideTextInput,
  draftTextInput,
  exhibitionOption,
  exhibitionTextDetail,
  exhibitionTextPage,
  exportTextsInput,
  listTextsInput,
  reviseTextInput,
  submitTextInput,
  textRef,
} from '@/server/domain/exhibition/exhibition-text';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { exportTexts } from './export-texts.ts';
import {
  approveText,
  checkText,
  draftText,
  getText,
  listExhibitionOptions,
  listTexts,
  printText,
  reviseText,
  submitText,
} from './texts.ts';

/** 展陈文稿: from the draft to what is hung up. */
export const exhibitionRouter = router({
  texts: tenantProcedure('register.read')
    .input(listTextsInput)
    .output(exhibitionTextPage)
    .query(({ ctx, input }) => listTexts(ctx.tdb, ctx.scope, input)),
  text: tenantProcedure('register.read')
    .input(textRef)
    .output(exhibitionTextDetail)
    .query(({ ctx, input }) => getText(ctx.tdb, ctx.scope, input)),
  exhibitions: tenantProcedure('register.read')
    .output(z.array(exhibitionOption))
    .query(({ ctx }) => listExhibitionOptions(ctx.tdb, ctx.scope)),
  draft: creatingProcedure('register.keep')
    .input(draftTextInput)
    .output(z.object({ textId: uuid }))
    .mutation(({ ctx, input }) => draftText(ctx.tdb, ctx.scope, input)),
  revise: tenantProcedure('register.keep')
    .input(reviseTextInput)
    .output(z.void())
    .mutation(({ ctx, input }) => reviseText(ctx.tdb, ctx.scope, input)),
  submit: tenantProcedure('register.keep')
    .input(submitTextInput)
    .output(z.void())
    .mutation(({ ctx, input }) => submitText(ctx.tdb, ctx.scope, input)),
  check: tenantProcedure('register.keep')
    .input(decideTextInput)
    .output(z.void())
    .mutation(({ ctx, input }) => checkText(ctx.tdb, ctx.scope, input)),
  approve: tenantProcedure('report.approve')
    .input(decideTextInput)
    .output(z.void())
    .mutation(({ ctx, input }) => approveText(ctx.tdb, ctx.scope, input)),
  downloadTexts: tenantProcedure('register.read')
    .input(exportTextsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportTexts(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadText: tenantProcedure('register.read')
    .input(textRef)
    .output(fileReference)
    .query(({ ctx, input }) => printText(ctx.tdb, ctx.scope, ctx.objects, input)),
});
