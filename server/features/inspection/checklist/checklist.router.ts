import { z } from 'zod';
import {
  beginChecklistInput,
  checklistDetailView,
  checklistProblem,
  checklistRef,
  libraryRowView,
  saveChecklistInput,
} from '@/server/domain/inspection/checklist-library';
import {
  answerItemInput,
  askSelfCheckInput,
  drawSampleInput,
  inspectionScoreView,
  itemCode,
  noteSampleInput,
  reviewView,
} from '@/server/domain/inspection/checklist-review';
import { workbookPreview } from '@/server/domain/inspection/checklist-workbook';
import { inspectionRef } from '@/server/domain/inspection/inspection';
import { fileReference } from '@/server/domain/shared/file-reference';
import { text, uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { askSelfCheck } from '../self-check/ask-self-check.ts';
import { answerItem, downloadAnswerFile } from './answer-item.ts';
import { downloadChecklist, downloadWorkbookTemplate, previewWorkbook } from './checklist-workbook.ts';
import { downloadSample, drawSample, noteSample } from './draw-sample.ts';
import { getReview, scoreInspection } from './get-review.ts';
import { getChecklist, listLibrary } from './library.ts';
import { beginChecklist, publishChecklist, saveChecklist, withdrawChecklist } from './write-checklist.ts';

const made = z.object({ id: uuid });
const version = z.object({ rowVersion: z.number().int() });

/** 检查表模板库 for those who plan; 核查 of one inspection for its inspectors. */
export const checklistRouter = router({
  library: tenantProcedure('inspection.plan')
    .output(z.array(libraryRowView))
    .query(({ ctx }) => listLibrary(ctx.tdb, ctx.scope)),
  byId: tenantProcedure('inspection.plan')
    .input(checklistRef)
    .output(checklistDetailView)
    .query(({ ctx, input }) => getChecklist(ctx.tdb, ctx.scope, input)),
  begin: creatingProcedure('inspection.plan')
    .input(beginChecklistInput)
    .output(made)
    .mutation(({ ctx, input }) => beginChecklist(ctx.tdb, ctx.scope, input)),
  save: tenantProcedure('inspection.plan')
    .input(saveChecklistInput)
    .output(version.extend({ problems: z.array(checklistProblem) }))
    .mutation(({ ctx, input }) => saveChecklist(ctx.tdb, ctx.scope, input)),
  publish: tenantProcedure('inspection.plan')
    .input(checklistRef.extend({ rowVersion: z.number().int().min(1) }))
    .output(z.void())
    .mutation(({ ctx, input }) => publishChecklist(ctx.tdb, ctx.scope, input)),
  withdraw: tenantProcedure('inspection.plan')
    .input(checklistRef.extend({ reason: text(500) }))
    .output(z.void())
    .mutation(({ ctx, input }) => withdrawChecklist(ctx.tdb, ctx.scope, input)),
  previewWorkbook: tenantProcedure('inspection.plan')
    .input(z.strictObject({ objectId: uuid }))
    .output(workbookPreview)
    .query(({ ctx, input }) => previewWorkbook(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadTemplate: tenantProcedure('inspection.plan')
    .output(fileReference)
    .query(({ ctx }) => downloadWorkbookTemplate(ctx.tdb, ctx.scope, ctx.objects)),
  downloadList: tenantProcedure('inspection.plan')
    .input(checklistRef)
    .output(fileReference)
    .query(({ ctx, input }) => downloadChecklist(ctx.tdb, ctx.scope, ctx.objects, input)),

  askSelfCheck: creatingProcedure('inspection.plan')
    .input(askSelfCheckInput)
    .output(z.object({ asked: z.number().int() }))
    .mutation(({ ctx, input }) => askSelfCheck(ctx.tdb, ctx.scope, input)),
  review: tenantProcedure('inspection.read')
    .input(inspectionRef)
    .output(reviewView)
    .query(({ ctx, input }) => getReview(ctx.tdb, ctx.scope, input)),
  score: tenantProcedure('inspection.read')
    .input(inspectionRef)
    .output(inspectionScoreView)
    .query(({ ctx, input }) => scoreInspection(ctx.tdb, ctx.scope, input)),
  answer: tenantProcedure('inspection.inspect')
    .input(answerItemInput)
    .output(version)
    .mutation(({ ctx, input }) => answerItem(ctx.tdb, ctx.scope, input)),
  downloadFile: tenantProcedure('inspection.read')
    .input(inspectionRef.extend({ itemCode, objectId: uuid }))
    .output(fileReference)
    .query(({ ctx, input }) => downloadAnswerFile(ctx.tdb, ctx.scope, input)),
  drawSample: creatingProcedure('inspection.inspect')
    .input(drawSampleInput)
    .output(made)
    .mutation(({ ctx, input }) => drawSample(ctx.pools, ctx.tdb, ctx.scope, input)),
  noteSample: tenantProcedure('inspection.inspect')
    .input(noteSampleInput)
    .output(z.void())
    .mutation(({ ctx, input }) => noteSample(ctx.tdb, ctx.scope, input)),
  downloadSample: tenantProcedure('inspection.read')
    .input(z.strictObject({ sampleId: uuid }))
    .output(fileReference)
    .query(({ ctx, input }) => downloadSample(ctx.tdb, ctx.scope, ctx.objects, input)),
});
