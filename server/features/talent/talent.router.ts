import { z } from 'zod';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import {
  drawExpertsInput,
  expertDrawPage,
  expertPoolView,
  listExpertDrawsInput,
  listExpertPoolInput,
} from '@/server/domain/talent/expert-draw';
import {
  answerExpertInvitationInput,
  inviteExpertsInput,
  inviteExpertsView,
  listExpertInvitationsInput,
  receivedInvitationPage,
  recordExpertAnswerInput,
} from '@/server/domain/talent/expert-invitation';
import {
  decideNominationInput,
  exportNominationsInput,
  listMyNominationsInput,
  listNominationsInput,
  myNominationPage,
  nominateInput,
  nominationPage,
  openVoteInput,
} from '@/server/domain/talent/talent';
import {
  exportTalentPeopleInput,
  listTalentPeopleInput,
  talentPeoplePage,
  talentPersonRef,
  talentTimelineView,
} from '@/server/domain/talent/timeline';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { decideNomination, openVote } from './decide-nomination.ts';
import { drawExperts, listExpertDraws, listExpertPool } from './draw-experts.ts';
import {
  answerExpertInvitation,
  inviteExperts,
  listReceivedInvitations,
  recordExpertAnswer,
} from './invite-experts.ts';
import { exportNominations, listNominations } from './list-nominations.ts';
import { listMyNominations, nominate } from './nominate.ts';
import { exportTalents, listTalents, readTimeline } from './timeline.ts';

/** 人才推荐, 推选, 抽取专家. */
export const talentRouter = router({
  nominate: creatingProcedure('training.manage')
    .input(nominateInput)
    .output(z.object({ dispatchId: uuid }))
    .mutation(({ ctx, input }) => nominate(ctx.tdb, ctx.scope, input)),
  mine: tenantProcedure('training.manage')
    .input(listMyNominationsInput)
    .output(myNominationPage)
    .query(({ ctx, input }) => listMyNominations(ctx.tdb, ctx.scope, input)),

  list: tenantProcedure('training.organise')
    .input(listNominationsInput)
    .output(nominationPage)
    .query(({ ctx, input }) => listNominations(ctx.tdb, ctx.scope, input)),
  download: tenantProcedure('training.organise')
    .input(exportNominationsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportNominations(ctx.tdb, ctx.scope, ctx.objects, input)),
  decide: creatingProcedure('training.organise')
    .input(decideNominationInput)
    .output(z.void())
    .mutation(({ ctx, input }) => decideNomination(ctx.tdb, ctx.scope, ctx.objects, input)),
  openVote: creatingProcedure('training.organise')
    .input(openVoteInput)
    .output(z.object({ questionnaireId: uuid, units: z.number().int() }))
    .mutation(({ ctx, input }) => openVote(ctx.tdb, ctx.scope, input)),

  people: tenantProcedure('training.organise')
    .input(listTalentPeopleInput)
    .output(talentPeoplePage)
    .query(({ ctx, input }) => listTalents(ctx.tdb, ctx.scope, input)),
  timeline: tenantProcedure('training.organise')
    .input(talentPersonRef)
    .output(talentTimelineView)
    .query(({ ctx, input }) => readTimeline(ctx.tdb, ctx.scope, input)),
  downloadPeople: tenantProcedure('training.organise')
    .input(exportTalentPeopleInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportTalents(ctx.tdb, ctx.scope, ctx.objects, input)),

  experts: tenantProcedure('training.organise')
    .input(listExpertPoolInput)
    .output(expertPoolView)
    .query(({ ctx, input }) => listExpertPool(ctx.tdb, ctx.scope, input)),
  drawExperts: creatingProcedure('training.organise')
    .input(drawExpertsInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => drawExperts(ctx.tdb, ctx.scope, input)),
  inviteExperts: creatingProcedure('training.organise')
    .input(inviteExpertsInput)
    .output(inviteExpertsView)
    .mutation(({ ctx, input }) => inviteExperts(ctx.tdb, ctx.scope, input)),
  recordExpertAnswer: tenantProcedure('training.organise')
    .input(recordExpertAnswerInput)
    .output(z.void())
    .mutation(({ ctx, input }) => recordExpertAnswer(ctx.tdb, ctx.scope, input)),
  expertInvitations: tenantProcedure('training.manage')
    .input(listExpertInvitationsInput)
    .output(receivedInvitationPage)
    .query(({ ctx, input }) => listReceivedInvitations(ctx.tdb, ctx.scope, input)),
  answerExpertInvitation: creatingProcedure('training.manage')
    .input(answerExpertInvitationInput)
    .output(z.void())
    .mutation(({ ctx, input }) => answerExpertInvitation(ctx.tdb, ctx.scope, input)),
  draws: tenantProcedure('training.organise')
    .input(listExpertDrawsInput)
    .output(expertDrawPage)
    .query(({ ctx, input }) => listExpertDraws(ctx.tdb, ctx.scope, input)),
});
