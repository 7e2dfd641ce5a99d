import { z } from 'zod';
import { fileReference } from '@/server/domain/shared/file-reference';
import {
  askLeaveInput,
  candidateView,
  enrolInput,
  enrolmentPage,
  enrolView,
  listEnrolmentsInput,
  listOwnEnrolmentsInput,
  listUnitTurnoutInput,
  ownEnrolmentView,
  remindView,
  sessionRef,
  unitTurnoutPage,
  withdrawEnrolmentInput,
} from '@/server/domain/training/enrolment';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { askLeave, enrolPeople, listOwnEnrolments, readCandidates, withdrawEnrolment } from './enrol-people.ts';
import { exportEnrolments, listEnrolments, listTurnout } from './list-enrolments.ts';
import { askRemind } from './remind-units.ts';

/** 报名: the unit's own people on the list of a session, and the list as its organiser has it. */
export const enrolmentRouter = router({
  candidates: tenantProcedure('training.manage')
    .output(z.array(candidateView))
    .query(({ ctx }) => readCandidates(ctx.tdb, ctx.scope)),
  own: tenantProcedure('training.manage')
    .input(listOwnEnrolmentsInput)
    .output(z.array(ownEnrolmentView))
    .query(({ ctx, input }) => listOwnEnrolments(ctx.tdb, ctx.scope, input)),
  enrol: creatingProcedure('training.manage')
    .input(enrolInput)
    .output(enrolView)
    .mutation(({ ctx, input }) => enrolPeople(ctx.tdb, ctx.scope, input)),
  withdraw: tenantProcedure('training.manage')
    .input(withdrawEnrolmentInput)
    .output(z.void())
    .mutation(({ ctx, input }) => withdrawEnrolment(ctx.tdb, ctx.scope, input)),
  askLeave: tenantProcedure('training.manage')
    .input(askLeaveInput)
    .output(z.void())
    .mutation(({ ctx, input }) => askLeave(ctx.tdb, ctx.scope, input)),

  list: tenantProcedure('training.organise')
    .input(listEnrolmentsInput)
    .output(enrolmentPage)
    .query(({ ctx, input }) => listEnrolments(ctx.tdb, ctx.scope, input)),
  turnout: tenantProcedure('training.organise')
    .input(listUnitTurnoutInput)
    .output(unitTurnoutPage)
    .query(({ ctx, input }) => listTurnout(ctx.tdb, ctx.scope, input)),
  remind: creatingProcedure('training.organise')
    .input(sessionRef)
    .output(remindView)
    .mutation(({ ctx, input }) => askRemind(ctx.tdb, ctx.scope, input)),
  downloadList: tenantProcedure('training.organise')
    .input(sessionRef)
    .output(fileReference)
    .query(({ ctx, input }) => exportEnrolments(ctx.tdb, ctx.scope, ctx.objects, input)),
});
