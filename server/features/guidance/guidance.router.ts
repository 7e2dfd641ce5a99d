import { z } from 'zod';
import {
  calendarPerson,
  cancelVisitInput,
  checkDayInput,
  dayMeetingView,
  finishVisitInput,
  guidanceCalendarView,
  moveVisitInput,
  planVisitInput,
  readCalendarInput,
} from '@/server/domain/guidance/guidance-calendar';
import {
  coveragePage,
  exportCoverageInput,
  listCoverageInput,
  markUnitInput,
  savePlanInput,
} from '@/server/domain/guidance/guidance-coverage';
import {
  exportGuidanceInput,
  guidanceDetailView,
  guidanceFormView,
  guidancePage,
  guidancePhotoRef,
  guidanceProjectView,
  guidanceRef,
  listGuidanceInput,
  listReceivedGuidanceInput,
  receivedGuidancePage,
  registerGuidanceInput,
  voidGuidanceInput,
} from '@/server/domain/guidance/guidance-event';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { knownUnitView } from '@/server/domain/tenancy/known-unit';
import { listUnitsServed } from '@/server/tenancy/list-units-served';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { cancelVisit, finishVisit, moveVisit, planVisit } from './calendar.ts';
import { exportCoverage, listCoverage, markUnit, savePlan } from './coverage.ts';
import { exportGuidance } from './export-guidance.ts';
import { downloadGuidancePhoto, getGuidance } from './get-guidance.ts';
import { listGuidance } from './list-guidance.ts';
import { listReceivedGuidance } from './list-received-guidance.ts';
import { listProjects, openGuidanceForm } from './open-form.ts';
import {
  checkDay,
  exportCalendar,
  exportOwnCalendar,
  listCalendarPeople,
  readCalendar,
  readOwnCalendar,
} from './read-calendar.ts';
import { registerGuidance } from './register-guidance.ts';
import { voidGuidance } from './void-guidance.ts';

/** 业务指导: the register, who is covered by it, and what a unit has of it. */
export const guidanceRouter = router({
  list: tenantProcedure('guidance.read')
    .input(listGuidanceInput)
    .output(guidancePage)
    .query(({ ctx, input }) => listGuidance(ctx.tdb, ctx.scope, input)),
  byId: tenantProcedure('guidance.read')
    .input(guidanceRef)
    .output(guidanceDetailView)
    .query(({ ctx, input }) => getGuidance(ctx.tdb, ctx.scope, input)),
  units: tenantProcedure('guidance.read')
    .output(z.array(knownUnitView))
    .query(({ ctx }) => listUnitsServed(ctx.tdb)),
  projects: tenantProcedure('guidance.read')
    .output(z.array(guidanceProjectView))
    .query(({ ctx }) => listProjects(ctx.tdb, ctx.scope)),
  form: tenantProcedure('guidance.register')
    .output(guidanceFormView)
    .query(({ ctx }) => openGuidanceForm(ctx.tdb, ctx.scope)),
  register: creatingProcedure('guidance.register')
    .input(registerGuidanceInput)
    .output(z.object({ actId: uuid, guidanceIds: z.array(uuid) }))
    .mutation(({ ctx, input }) => registerGuidance(ctx.tdb, ctx.scope, input)),
  calendar: tenantProcedure('guidance.read')
    .input(readCalendarInput)
    .output(guidanceCalendarView)
    .query(({ ctx, input }) => readCalendar(ctx.tdb, ctx.scope, input)),
  downloadCalendar: tenantProcedure('guidance.read')
    .input(readCalendarInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportCalendar(ctx.tdb, ctx.scope, ctx.objects, input)),
  ownCalendar: tenantProcedure('guidance.ask')
    .input(readCalendarInput)
    .output(guidanceCalendarView)
    .query(({ ctx, input }) => readOwnCalendar(ctx.tdb, ctx.scope, input)),
  downloadOwnCalendar: tenantProcedure('guidance.ask')
    .input(readCalendarInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportOwnCalendar(ctx.tdb, ctx.scope, ctx.objects, input)),
  people: tenantProcedure('guidance.read')
    .output(z.array(calendarPerson))
    .query(({ ctx }) => listCalendarPeople(ctx.tdb, ctx.scope)),
  checkDay: tenantProcedure('guidance.read')
    .input(checkDayInput)
    .output(z.array(dayMeetingView))
    .query(({ ctx, input }) => checkDay(ctx.tdb, ctx.scope, input)),
  planVisit: creatingProcedure('guidance.register')
    .input(planVisitInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => planVisit(ctx.tdb, ctx.scope, input)),
  moveVisit: tenantProcedure('guidance.register')
    .input(moveVisitInput)
    .output(z.void())
    .mutation(({ ctx, input }) => moveVisit(ctx.tdb, ctx.scope, input)),
  cancelVisit: tenantProcedure('guidance.register')
    .input(cancelVisitInput)
    .output(z.void())
    .mutation(({ ctx, input }) => cancelVisit(ctx.tdb, ctx.scope, input)),
  finishVisit: creatingProcedure('guidance.register')
    .input(finishVisitInput)
    .output(z.object({ guidanceId: uuid }))
    .mutation(({ ctx, input }) => finishVisit(ctx.tdb, ctx.scope, input)),
  void: tenantProcedure('guidance.register')
    .input(voidGuidanceInput)
    .output(z.void())
    .mutation(({ ctx, input }) => voidGuidance(ctx.tdb, ctx.scope, input)),
  downloadEvents: tenantProcedure('guidance.read')
    .input(exportGuidanceInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportGuidance(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadPhoto: tenantProcedure('guidance.read')
    .input(guidancePhotoRef)
    .output(fileReference)
    .query(({ ctx, input }) => downloadGuidancePhoto(ctx.tdb, ctx.scope, input)),

  received: tenantProcedure('guidance.ask')
    .input(listReceivedGuidanceInput)
    .output(receivedGuidancePage)
    .query(({ ctx, input }) => listReceivedGuidance(ctx.tdb, ctx.scope, input)),

  coverage: tenantProcedure('guidance.read')
    .input(listCoverageInput)
    .output(coveragePage)
    .query(({ ctx, input }) => listCoverage(ctx.tdb, ctx.scope, input)),
  downloadCoverage: tenantProcedure('guidance.read')
    .input(exportCoverageInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportCoverage(ctx.tdb, ctx.scope, ctx.objects, input)),
  savePlan: tenantProcedure('guidance.register')
    .input(savePlanInput)
    .output(z.void())
    .mutation(({ ctx, input }) => savePlan(ctx.tdb, ctx.scope, input)),
  markUnit: tenantProcedure('guidance.register')
    .input(markUnitInput)
    .output(z.void())
    .mutation(({ ctx, input }) => markUnit(ctx.tdb, ctx.scope, input)),
});
