import { z } from 'zod';
import {
  changeContestEntryInput,
  changeContestInput,
  contestEntryPage,
  contestFilter,
  contestPage,
  contestView,
  createContestInput,
  enterEntriesInput,
  listContestsInput,
  listEntriesInput,
  rankContestInput,
} from '@/server/domain/exam/contest';
import {
  closeRoundInput,
  closeRoundView,
  contestRoundsView,
  listRoundResultsInput,
  openRoundInput,
  roundCutView,
  roundRef,
  roundResultPage,
  scoreRoundInput,
} from '@/server/domain/exam/contest-round';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { changeContestEntry, enterEntries, exportEntries, listEntries, rankContest } from './contest-entries.ts';
import { closeRound, exportRound, listResults, listRounds, openRound, readCut, scoreRound } from './contest-rounds.ts';
import { changeContest, createContest, exportContests, getContest, listContests } from './contests.ts';

const contestRef = z.strictObject({ contestId: uuid });

/** 竞赛: entries, ranks and awards, of contests held here and elsewhere. */
export const contestRouter = router({
  list: tenantProcedure('training.organise')
    .input(listContestsInput)
    .output(contestPage)
    .query(({ ctx, input }) => listContests(ctx.tdb, ctx.scope, input)),
  byId: tenantProcedure('training.organise')
    .input(contestRef)
    .output(contestView)
    .query(({ ctx, input }) => getContest(ctx.tdb, ctx.scope, input)),
  create: creatingProcedure('training.organise')
    .input(createContestInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => createContest(ctx.tdb, ctx.scope, input)),
  change: tenantProcedure('training.organise')
    .input(changeContestInput)
    .output(z.void())
    .mutation(({ ctx, input }) => changeContest(ctx.tdb, ctx.scope, input)),
  entries: tenantProcedure('training.organise')
    .input(listEntriesInput)
    .output(contestEntryPage)
    .query(({ ctx, input }) => listEntries(ctx.tdb, ctx.scope, input)),
  enter: creatingProcedure('training.organise')
    .input(enterEntriesInput)
    .output(z.object({ entered: z.number().int(), changed: z.number().int() }))
    .mutation(({ ctx, input }) => enterEntries(ctx.tdb, ctx.scope, input)),
  changeEntry: tenantProcedure('training.organise')
    .input(changeContestEntryInput)
    .output(z.void())
    .mutation(({ ctx, input }) => changeContestEntry(ctx.tdb, ctx.scope, input)),
  rank: creatingProcedure('training.organise')
    .input(rankContestInput)
    .output(z.object({ entries: z.number().int(), awards: z.number().int() }))
    .mutation(({ ctx, input }) => rankContest(ctx.tdb, ctx.scope, input)),
  rounds: tenantProcedure('training.organise')
    .input(contestRef)
    .output(contestRoundsView)
    .query(({ ctx, input }) => listRounds(ctx.tdb, ctx.scope, input)),
  openRound: creatingProcedure('training.organise')
    .input(openRoundInput)
    .output(z.object({ id: uuid, entrants: z.number().int() }))
    .mutation(({ ctx, input }) => openRound(ctx.tdb, ctx.scope, input)),
  roundResults: tenantProcedure('training.organise')
    .input(listRoundResultsInput)
    .output(roundResultPage)
    .query(({ ctx, input }) => listResults(ctx.tdb, ctx.scope, input)),
  roundCut: tenantProcedure('training.organise')
    .input(roundRef)
    .output(roundCutView)
    .query(({ ctx, input }) => readCut(ctx.tdb, ctx.scope, input)),
  scoreRound: tenantProcedure('training.organise')
    .input(scoreRoundInput)
    .output(z.void())
    .mutation(({ ctx, input }) => scoreRound(ctx.tdb, ctx.scope, input)),
  closeRound: tenantProcedure('training.organise')
    .input(closeRoundInput)
    .output(closeRoundView)
    .mutation(({ ctx, input }) => closeRound(ctx.tdb, ctx.scope, input)),
  downloadRound: tenantProcedure('training.organise')
    .input(roundRef)
    .output(fileReference)
    .query(({ ctx, input }) => exportRound(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadContests: tenantProcedure('training.organise')
    .input(z.strictObject(contestFilter))
    .output(fileReference)
    .query(({ ctx, input }) => exportContests(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadEntries: tenantProcedure('training.organise')
    .input(contestRef)
    .output(fileReference)
    .query(({ ctx, input }) => exportEntries(ctx.tdb, ctx.scope, ctx.objects, input)),
});
