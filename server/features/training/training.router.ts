import { z } from 'zod';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { knownUnitView } from '@/server/domain/tenancy/known-unit';
import {
  attendancePage,
  checkInInput,
  checkInView,
  invitationPage,
  listAttendanceInput,
  listInvitationsInput,
  listOwnAttendanceInput,
  ownAttendancePage,
  recordAttendanceInput,
  recordAttendanceView,
  takeInCheckInsInput,
  takeInCheckInsView,
} from '@/server/domain/training/course-attendance';
import {
  courseSessionDetailView,
  courseSessionPage,
  courseSessionView,
  createSessionInput,
  exportSessionsInput,
  inviteUnitsInput,
  inviteUnitsView,
  listSessionsInput,
  moveSessionInput,
  updateSessionInput,
} from '@/server/domain/training/course-session';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { checkIn } from './check-in.ts';
import { createSession } from './create-session.ts';
import { exportSessions } from './export-sessions.ts';
import { getSession } from './get-session.ts';
import { inviteUnits } from './invite-units.ts';
import { listAttendance } from './list-attendance.ts';
import { listInvitations } from './list-invitations.ts';
import { listOwnAttendance } from './list-own-attendance.ts';
import { listSessions } from './list-sessions.ts';
import { moveSession } from './move-session.ts';
import { recordAttendance } from './record-attendance.ts';
import { takeInCheckIns } from './take-in-check-ins.ts';
import { updateSession } from './update-session.ts';

export const trainingRouter = router({
  sessions: tenantProcedure('training.read')
    .input(listSessionsInput)
    .output(courseSessionPage)
    .query(({ ctx, input }) => listSessions(ctx.tdb, ctx.scope, input)),
  session: tenantProcedure('training.read')
    .input(z.strictObject({ sessionId: uuid }))
    .output(courseSessionDetailView)
    .query(({ ctx, input }) => getSession(ctx.tdb, ctx.scope, input)),
  createSession: creatingProcedure('training.organise')
    .input(createSessionInput)
    .output(courseSessionView)
    .mutation(({ ctx, input }) => createSession(ctx.tdb, ctx.scope, input)),
  updateSession: tenantProcedure('training.organise')
    .input(updateSessionInput)
    .output(z.void())
    .mutation(({ ctx, input }) => updateSession(ctx.tdb, ctx.scope, input)),
  moveSession: tenantProcedure('training.organise')
    .input(moveSessionInput)
    .output(z.void())
    .mutation(({ ctx, input }) => moveSession(ctx.tdb, ctx.scope, input)),
  units: tenantProcedure('training.organise')
    .output(z.array(knownUnitView))
    .query(({ ctx }) => listUnitsServed(ctx.tdb)),
  inviteUnits: creatingProcedure('training.organise')
    .input(inviteUnitsInput)
    .output(inviteUnitsView)
    .mutation(({ ctx, input }) => inviteUnits(ctx.tdb, ctx.scope, input)),
  attendance: tenantProcedure('training.read')
    .input(listAttendanceInput)
    .output(attendancePage)
    .query(({ ctx, input }) => listAttendance(ctx.tdb, ctx.scope, input)),
  recordAttendance: creatingProcedure('training.organise')
    .input(recordAttendanceInput)
    .output(recordAttendanceView)
    .mutation(({ ctx, input }) => recordAttendance(ctx.tdb, ctx.scope, input)),
  takeInCheckIns: tenantProcedure('training.organise')
    .input(takeInCheckInsInput)
    .output(takeInCheckInsView)
    .mutation(({ ctx, input }) => takeInCheckIns(ctx.tdb, ctx.scope, input)),
  invitations: tenantProcedure('training.read')
    .input(listInvitationsInput)
    .output(invitationPage)
    .query(({ ctx, input }) => listInvitations(ctx.tdb, ctx.scope, input)),
  checkIn: creatingProcedure('training.read')
    .input(checkInInput)
    .output(checkInView)
    .mutation(({ ctx, input }) => checkIn(ctx.tdb, ctx.scope, input)),
  ownAttendance: tenantProcedure('training.read')
    .input(listOwnAttendanceInput)
    .output(ownAttendancePage)
    .query(({ ctx, input }) => listOwnAttendance(ctx.tdb, ctx.scope, input)),
  downloadSessions: tenantProcedure('training.read')
    .input(exportSessionsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportSessions(ctx.tdb, ctx.scope, ctx.objects, input)),
});
