import { z } from 'zod';
import {
  addChapterInput,
  addCommentInput,
  chapterRef,
  commentRef,
  compareInput,
  comparisonView,
  createReportInput,
  decideReportInput,
  earlierFigureView,
  explainInput,
  exportReportInput,
  listReportsInput,
  moveChapterInput,
  proposalView,
  proposeInput,
  reopenReportInput,
  reportPage,
  reportRef,
  reportRowsInput,
  reportRowsView,
  reportVersionRef,
  reportView,
  saveChapterInput,
  saveHeadInput,
  saveVersionInput,
  versionRowView,
  yearChecksInput,
  yearChecksView,
} from '@/server/domain/report/report';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { decideReport, submitReport } from './approve-report.ts';
import { addChapter, moveChapter, removeChapter, saveChapter, saveHead } from './change-text.ts';
import { checkYear } from './check-year.ts';
import { createReport } from './create-report.ts';
import { addComment, explainCheck, resolveComment } from './discuss.ts';
import { exportReport } from './export-report.ts';
import { getReport } from './get-report.ts';
import { listReportRows } from './list-report-rows.ts';
import { listReports } from './list-reports.ts';
import { propose } from './propose.ts';
import { earlierFigures, reopenReport } from './reopen-report.ts';
import { compareVersions, listVersions, saveVersion } from './versions.ts';

const created = z.object({ id: uuid });

/** 年度报告: begun from an outline, written, discussed, approved, frozen, printed. */
export const reportRouter = router({
  list: tenantProcedure('figure.read')
    .input(listReportsInput)
    .output(reportPage)
    .query(({ ctx, input }) => listReports(ctx.tdb, ctx.scope, input)),
  byId: tenantProcedure('figure.read')
    .input(reportRef)
    .output(reportView)
    .query(({ ctx, input }) => getReport(ctx.tdb, ctx.scope, input)),
  figureRows: tenantProcedure('figure.read')
    .input(reportRowsInput)
    .output(reportRowsView)
    .query(({ ctx, input }) => listReportRows(ctx.tdb, ctx.scope, input)),
  checksOfYear: tenantProcedure('figure.read')
    .input(yearChecksInput)
    .output(yearChecksView)
    .query(({ ctx, input }) => checkYear(ctx.tdb, ctx.scope, input)),
  create: creatingProcedure('report.write')
    .input(createReportInput)
    .output(created)
    .mutation(({ ctx, input }) => createReport(ctx.tdb, ctx.scope, input)),
  saveHead: tenantProcedure('report.write')
    .input(saveHeadInput)
    .output(z.void())
    .mutation(({ ctx, input }) => saveHead(ctx.tdb, ctx.scope, input)),
  saveChapter: tenantProcedure('report.write')
    .input(saveChapterInput)
    .output(z.object({ rowVersion: z.number().int() }))
    .mutation(({ ctx, input }) => saveChapter(ctx.tdb, ctx.scope, input)),
  addChapter: creatingProcedure('report.write')
    .input(addChapterInput)
    .output(created)
    .mutation(({ ctx, input }) => addChapter(ctx.tdb, ctx.scope, input)),
  removeChapter: tenantProcedure('report.write')
    .input(chapterRef)
    .output(z.void())
    .mutation(({ ctx, input }) => removeChapter(ctx.tdb, ctx.scope, input)),
  moveChapter: tenantProcedure('report.write')
    .input(moveChapterInput)
    .output(z.void())
    .mutation(({ ctx, input }) => moveChapter(ctx.tdb, ctx.scope, input)),
  propose: tenantProcedure('report.write')
    .input(proposeInput)
    .output(z.array(proposalView))
    .query(({ ctx, input }) => propose(ctx.tdb, ctx.scope, input)),

  addComment: creatingProcedure('figure.read')
    .input(addCommentInput)
    .output(created)
    .mutation(({ ctx, input }) => addComment(ctx.tdb, ctx.scope, input)),
  resolveComment: tenantProcedure('report.write')
    .input(commentRef)
    .output(z.void())
    .mutation(({ ctx, input }) => resolveComment(ctx.tdb, ctx.scope, input)),
  explain: creatingProcedure('report.write')
    .input(explainInput)
    .output(created)
    .mutation(({ ctx, input }) => explainCheck(ctx.tdb, ctx.scope, input)),

  saveVersion: creatingProcedure('report.write')
    .input(saveVersionInput)
    .output(z.object({ number: z.number().int() }))
    .mutation(({ ctx, input }) => saveVersion(ctx.tdb, ctx.scope, input)),
  versions: tenantProcedure('figure.read')
    .input(reportRef)
    .output(z.array(versionRowView))
    .query(({ ctx, input }) => listVersions(ctx.tdb, ctx.scope, input)),
  compare: tenantProcedure('figure.read')
    .input(compareInput)
    .output(comparisonView)
    .query(({ ctx, input }) => compareVersions(ctx.tdb, ctx.scope, input)),

  submit: tenantProcedure('report.write')
    .input(reportVersionRef)
    .output(z.void())
    .mutation(({ ctx, input }) => submitReport(ctx.tdb, ctx.scope, input)),
  decide: tenantProcedure('report.approve')
    .input(decideReportInput)
    .output(z.void())
    .mutation(({ ctx, input }) => decideReport(ctx.tdb, ctx.scope, input)),
  reopen: tenantProcedure('report.approve')
    .input(reopenReportInput)
    .output(z.void())
    .mutation(({ ctx, input }) => reopenReport(ctx.tdb, ctx.scope, input)),
  earlierFigures: tenantProcedure('figure.read')
    .input(reportRef)
    .output(z.array(earlierFigureView))
    .query(({ ctx, input }) => earlierFigures(ctx.tdb, ctx.scope, input)),

  downloadReport: tenantProcedure('figure.read')
    .input(exportReportInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportReport(ctx.tdb, ctx.scope, ctx.objects, input)),
});
