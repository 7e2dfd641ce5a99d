import { z } from 'zod';
import {
  answerObjectionInput,
  createSchemeInput,
  excuseInput,
  exportSheetsInput,
  listRoundsInput,
  listSchemesInput,
  listSheetsInput,
  openRoundInput,
  roundRef,
  roundView,
  schemeListView,
  schemeView,
  scoreItemInput,
  sendScoreInput,
  sheetRef,
  sheetRowView,
  sheetView,
  updateSchemeInput,
  withdrawSchemeInput,
} from '@/server/domain/assessment/assessment';
import {
  addVisitInput,
  announceVisitInput,
  comparedYear,
  compareInput,
  inspectedItemsView,
  listMineInput,
  mineRef,
  mineRowView,
  mineView,
  objectInput,
  unitYearsInput,
  unitYearsView,
  visitNoticeView,
  visitPhotoRef,
  visitView,
} from '@/server/domain/assessment/assessment-exchange';
import {
  listResultsInput,
  publishedResultsInput,
  publishedResultView,
  publishResultInput,
  resultRowView,
  withdrawResultInput,
} from '@/server/domain/assessment/result-publication';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { pageOf } from '@/server/domain/shared/pagination';
import { knownUnitView } from '@/server/domain/tenancy/known-unit';
import { listUnitsBelow } from '@/server/tenancy/list-units-below';
import { creatingProcedure, publicProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { compareYears, listUnitsOverYears } from './compare-years.ts';
import { listInspectedItems, takeOverInspection } from './inspected-items.ts';
import { getMine, listMine } from './my-assessments.ts';
import { answerObjection, objectToScore } from './objections.ts';
import { listPublishedResultsBy, listResults, publishResult, withdrawResult } from './publish-results.ts';
import { closeRound, getRound, listRounds, openRound } from './rounds.ts';
import { createScheme, listSchemeLists, listSchemes, updateScheme, withdrawScheme } from './schemes.ts';
import { excuseUnit, scoreItem, sendScore, takeOverSelf } from './score-sheet.ts';
import { exportSheets, getSheet, listSheets } from './sheets.ts';
import { addVisit, announceVisit, downloadVisitPhoto, listNotices, listVisits } from './visits.ts';

const idView = z.object({ id: uuid });
const versionView = z.object({ rowVersion: z.number().int() });
const percentView = z.object({ percent: z.number() });

/** 年度考核: schemes, rounds, sheets, objections, results; the sheets of ratings are scored here too. */
export const assessmentRouter = router({
  schemes: tenantProcedure('inspection.plan')
    .input(listSchemesInput)
    .output(pageOf(schemeView))
    .query(({ ctx, input }) => listSchemes(ctx.tdb, ctx.scope, input)),
  schemeLists: tenantProcedure('inspection.plan')
    .output(z.array(schemeListView))
    .query(({ ctx }) => listSchemeLists(ctx.tdb, ctx.scope)),
  createScheme: creatingProcedure('inspection.plan')
    .input(createSchemeInput)
    .output(idView)
    .mutation(({ ctx, input }) => createScheme(ctx.tdb, ctx.scope, input)),
  updateScheme: tenantProcedure('inspection.plan')
    .input(updateSchemeInput)
    .output(versionView)
    .mutation(({ ctx, input }) => updateScheme(ctx.tdb, ctx.scope, input)),
  withdrawScheme: tenantProcedure('inspection.plan')
    .input(withdrawSchemeInput)
    .output(z.void())
    .mutation(({ ctx, input }) => withdrawScheme(ctx.tdb, ctx.scope, input)),
  compare: tenantProcedure('inspection.plan')
    .input(compareInput)
    .output(z.array(comparedYear))
    .query(({ ctx, input }) => compareYears(ctx.tdb, ctx.scope, input)),
  unitsOverYears: tenantProcedure('inspection.plan')
    .input(unitYearsInput)
    .output(pageOf(unitYearsView))
    .query(({ ctx, input }) => listUnitsOverYears(ctx.tdb, ctx.scope, input)),

  units: tenantProcedure('inspection.plan')
    .output(z.array(knownUnitView))
    .query(({ ctx }) => listUnitsBelow(ctx.tdb)),
  rounds: tenantProcedure('inspection.plan')
    .input(listRoundsInput)
    .output(pageOf(roundView))
    .query(({ ctx, input }) => listRounds(ctx.tdb, ctx.scope, input)),
  roundById: tenantProcedure('inspection.plan')
    .input(roundRef)
    .output(roundView)
    .query(({ ctx, input }) => getRound(ctx.tdb, ctx.scope, input)),
  openRound: creatingProcedure('inspection.plan')
    .input(openRoundInput)
    .output(z.object({ id: uuid, units: z.number().int() }))
    .mutation(({ ctx, input }) => openRound(ctx.tdb, ctx.scope, input)),
  closeRound: creatingProcedure('inspection.approve')
    .input(roundRef)
    .output(z.object({ units: z.number().int() }))
    .mutation(({ ctx, input }) => closeRound(ctx.tdb, ctx.scope, input)),

  sheets: tenantProcedure('inspection.plan')
    .input(listSheetsInput)
    .output(pageOf(sheetRowView))
    .query(({ ctx, input }) => listSheets(ctx.tdb, ctx.scope, input)),
  sheetById: tenantProcedure('inspection.plan')
    .input(sheetRef)
    .output(sheetView)
    .query(({ ctx, input }) => getSheet(ctx.tdb, ctx.scope, input)),
  downloadResults: tenantProcedure('inspection.plan')
    .input(exportSheetsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportSheets(ctx.tdb, ctx.scope, ctx.objects, input)),
  scoreItem: tenantProcedure('inspection.plan')
    .input(scoreItemInput)
    .output(versionView)
    .mutation(({ ctx, input }) => scoreItem(ctx.tdb, ctx.scope, input)),
  inspectedItems: tenantProcedure('inspection.plan')
    .input(sheetRef)
    .output(inspectedItemsView.nullable())
    .query(({ ctx, input }) => listInspectedItems(ctx.tdb, ctx.scope, input)),
  takeOverInspection: creatingProcedure('inspection.plan')
    .input(sheetRef)
    .output(z.object({ items: z.number().int() }))
    .mutation(({ ctx, input }) => takeOverInspection(ctx.tdb, ctx.scope, input)),
  takeOverSelf: creatingProcedure('inspection.plan')
    .input(sheetRef)
    .output(z.object({ items: z.number().int() }))
    .mutation(({ ctx, input }) => takeOverSelf(ctx.tdb, ctx.scope, input)),
  sendScore: creatingProcedure('inspection.plan')
    .input(sendScoreInput)
    .output(percentView)
    .mutation(({ ctx, input }) => sendScore(ctx.tdb, ctx.scope, input)),
  excuse: tenantProcedure('inspection.plan')
    .input(excuseInput)
    .output(z.void())
    .mutation(({ ctx, input }) => excuseUnit(ctx.tdb, ctx.scope, input)),
  answerObjection: creatingProcedure('inspection.plan')
    .input(answerObjectionInput)
    .output(percentView)
    .mutation(({ ctx, input }) => answerObjection(ctx.tdb, ctx.scope, input)),
  visits: tenantProcedure('inspection.plan')
    .input(sheetRef)
    .output(z.array(visitView))
    .query(({ ctx, input }) => listVisits(ctx.tdb, ctx.scope, input)),
  visitNotices: tenantProcedure('inspection.plan')
    .input(sheetRef)
    .output(z.array(visitNoticeView))
    .query(({ ctx, input }) => listNotices(ctx.tdb, ctx.scope, input)),
  announceVisit: creatingProcedure('inspection.plan')
    .input(announceVisitInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => announceVisit(ctx.tdb, ctx.scope, input)),
  downloadVisitPhoto: tenantProcedure('inspection.plan')
    .input(visitPhotoRef)
    .output(fileReference)
    .query(({ ctx, input }) => downloadVisitPhoto(ctx.tdb, ctx.scope, input)),
  addVisit: creatingProcedure('inspection.plan')
    .input(addVisitInput)
    .output(idView)
    .mutation(({ ctx, input }) => addVisit(ctx.tdb, ctx.scope, input)),

  results: tenantProcedure('inspection.plan')
    .input(listResultsInput)
    .output(pageOf(resultRowView))
    .query(({ ctx, input }) => listResults(ctx.tdb, ctx.scope, input)),
  publishResult: creatingProcedure('inspection.plan')
    .input(publishResultInput)
    .output(idView)
    .mutation(({ ctx, input }) => publishResult(ctx.tdb, ctx.scope, input)),
  withdrawPublication: tenantProcedure('inspection.plan')
    .input(withdrawResultInput)
    .output(z.void())
    .mutation(({ ctx, input }) => withdrawResult(ctx.tdb, ctx.scope, input)),
  published: publicProcedure(
    'what an office has put before the public of assessments: units, grades, levels, no person',
  )
    .input(publishedResultsInput)
    .output(pageOf(publishedResultView).extend({ name: z.string() }))
    .query(({ ctx, input }) => listPublishedResultsBy(ctx.pools, input)),

  mine: tenantProcedure('inspection.answer')
    .input(listMineInput)
    .output(pageOf(mineRowView))
    .query(({ ctx, input }) => listMine(ctx.tdb, ctx.scope, input)),
  mineById: tenantProcedure('inspection.answer')
    .input(mineRef)
    .output(mineView)
    .query(({ ctx, input }) => getMine(ctx.tdb, ctx.scope, input)),
  object: creatingProcedure('inspection.answer')
    .input(objectInput)
    .output(z.object({ dispatchId: uuid }))
    .mutation(({ ctx, input }) => objectToScore(ctx.tdb, ctx.scope, input)),
});
