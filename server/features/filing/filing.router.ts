import { z } from 'zod';
import { deadlineView, setDeadlineInput } from '@/server/domain/filing/deadline-rules';
import {
  addDepartmentInput,
  assignHandlersInput,
  departmentView,
  handlerView,
  listHandlersInput,
  updateDepartmentInput,
} from '@/server/domain/filing/department';
import {
  addPlanLineInput,
  closePlanInput,
  owedView,
  planInput,
  planLineView,
  planView,
  remindInput,
  reopenPlanInput,
  updatePlanLineInput,
} from '@/server/domain/filing/filing-plan';
import {
  acceptHandedInput,
  eventName,
  HANDED_STATES,
  handedDetail,
  handedPage,
  handedView,
  handFilesInput,
  handFilesView,
  handInEventsInput,
  listDocumentInput,
  listHandedInput,
  printHandedInput,
  returnHandedInput,
  submitHandedInput,
  updateHandedInput,
  withdrawHandedInput,
} from '@/server/domain/filing/handed-document';
import {
  correctionPage,
  exportCorrectionsInput,
  issueKeyTasksInput,
  keyTaskPage,
  listCorrectionsInput,
  listKeyTasksInput,
  reportKeyTasksInput,
} from '@/server/domain/filing/registers';
import { fileReference } from '@/server/domain/shared/file-reference';
import { uuid } from '@/server/domain/shared/ids';
import { knownUnitView } from '@/server/domain/tenancy/known-unit';
import { creatingProcedure, router, tenantProcedure } from '@/server/trpc/init';
import { addPlanLine, copyPlan, removePlanLine, updatePlanLine } from './change-plan.ts';
import { closePlan } from './close-plan.ts';
import { acceptHanded, returnHanded } from './decide-handed.ts';
import { listDocument, updateHandedDocument, withdrawHanded } from './edit-handed.ts';
import { eventProcedures } from './events/events.router.ts';
import { getPlan, listOwed, listOwnLines } from './get-plan.ts';
import { handInFiles } from './hand-in-files.ts';
import { issueKeyTasks, listKeyTasks, listUnitsForTasks, reportKeyTasks } from './key-tasks.ts';
import { exportCorrections, listCorrections, printCorrection } from './list-corrections.ts';
import { countHanded, downloadHanded, getHanded, listHanded, listHandInEvents } from './list-handed.ts';
import { exportHanded, printHanded } from './print-handed.ts';
import { remindDepartments } from './remind-departments.ts';
import { reopenPlan } from './reopen-plan.ts';
import { addDepartment, assignHandlers, listDepartments, listHandlers, updateDepartment } from './save-department.ts';
import { listDeadlines, setDeadline } from './set-deadline.ts';
import { submitHanded } from './submit-handed.ts';
import { supervisionProcedures } from './supervision.router.ts';

const count = z.number().int();
const handedId = z.strictObject({ id: uuid });

import { scheduleProcedures } from './schedule.router.ts';

export const filingRouter = router({
  departments: tenantProcedure('filing.handIn')
    .output(z.array(departmentView))
    .query(({ ctx }) => listDepartments(ctx.tdb, ctx.scope)),
  handlers: tenantProcedure('filing.manage')
    .input(listHandlersInput)
    .output(z.array(handlerView))
    .query(({ ctx, input }) => listHandlers(ctx.tdb, ctx.scope, input)),
  addDepartment: creatingProcedure('filing.manage')
    .input(addDepartmentInput)
    .output(departmentView)
    .mutation(({ ctx, input }) => addDepartment(ctx.tdb, ctx.scope, input)),
  updateDepartment: tenantProcedure('filing.manage')
    .input(updateDepartmentInput)
    .output(departmentView)
    .mutation(({ ctx, input }) => updateDepartment(ctx.tdb, ctx.scope, input)),
  assignHandlers: tenantProcedure('filing.manage')
    .input(assignHandlersInput)
    .output(departmentView)
    .mutation(({ ctx, input }) => assignHandlers(ctx.tdb, ctx.scope, input)),

  deadlines: tenantProcedure('filing.read')
    .output(z.array(deadlineView))
    .query(({ ctx }) => listDeadlines(ctx.tdb, ctx.scope)),
  setDeadline: tenantProcedure('filing.manage')
    .input(setDeadlineInput)
    .output(deadlineView)
    .mutation(({ ctx, input }) => setDeadline(ctx.tdb, ctx.scope, input)),
  plan: tenantProcedure('filing.read')
    .input(planInput)
    .output(planView)
    .query(({ ctx, input }) => getPlan(ctx.tdb, ctx.scope, input)),
  addPlanLine: creatingProcedure('filing.manage')
    .input(addPlanLineInput)
    .output(z.object({ lineId: uuid }))
    .mutation(({ ctx, input }) => addPlanLine(ctx.tdb, ctx.scope, input)),
  updatePlanLine: tenantProcedure('filing.manage')
    .input(updatePlanLineInput)
    .output(z.object({ lineId: uuid }))
    .mutation(({ ctx, input }) => updatePlanLine(ctx.tdb, ctx.scope, input)),
  removePlanLine: tenantProcedure('filing.manage')
    .input(z.strictObject({ lineId: uuid }))
    .output(z.object({ lineId: uuid }))
    .mutation(({ ctx, input }) => removePlanLine(ctx.tdb, ctx.scope, input)),
  copyPlan: creatingProcedure('filing.manage')
    .input(planInput)
    .output(z.object({ added: count }))
    .mutation(({ ctx, input }) => copyPlan(ctx.tdb, ctx.scope, input)),
  remind: creatingProcedure('filing.manage')
    .input(remindInput)
    .output(z.object({ departments: count, persons: count, withoutPerson: count }))
    .mutation(({ ctx, input }) => remindDepartments(ctx.tdb, ctx.scope, input)),
  closePlan: tenantProcedure('filing.manage')
    .input(closePlanInput)
    .output(planView)
    .mutation(({ ctx, input }) => closePlan(ctx.tdb, ctx.scope, input)),
  reopenPlan: tenantProcedure('filing.manage')
    .input(reopenPlanInput)
    .output(planView)
    .mutation(({ ctx, input }) => reopenPlan(ctx.tdb, ctx.scope, input)),

  owed: tenantProcedure('filing.handIn')
    .output(z.array(owedView))
    .query(({ ctx }) => listOwed(ctx.tdb, ctx.scope)),
  ownLines: tenantProcedure('filing.handIn')
    .output(z.array(planLineView))
    .query(({ ctx }) => listOwnLines(ctx.tdb, ctx.scope)),
  handInEvents: tenantProcedure('filing.handIn')
    .input(handInEventsInput)
    .output(z.array(eventName))
    .query(({ ctx, input }) => listHandInEvents(ctx.tdb, ctx.scope, input)),
  handFiles: creatingProcedure('filing.handIn')
    .input(handFilesInput)
    .output(handFilesView)
    .mutation(({ ctx, input }) => handInFiles(ctx.tdb, ctx.scope, ctx.objects, input)),
  listDocument: creatingProcedure('filing.handIn')
    .input(listDocumentInput)
    .output(handedView)
    .mutation(({ ctx, input }) => listDocument(ctx.tdb, ctx.scope, input)),
  updateDocument: tenantProcedure('filing.handIn')
    .input(updateHandedInput)
    .output(handedView)
    .mutation(({ ctx, input }) => updateHandedDocument(ctx.tdb, ctx.scope, ctx.objects, input)),
  submit: tenantProcedure('filing.handIn')
    .input(submitHandedInput)
    .output(z.object({ submitted: count, documents: z.array(handedView) }))
    .mutation(({ ctx, input }) => submitHanded(ctx.tdb, ctx.scope, input)),
  withdraw: tenantProcedure('filing.handIn')
    .input(withdrawHandedInput)
    .output(handedId)
    .mutation(({ ctx, input }) => withdrawHanded(ctx.tdb, ctx.scope, input)),
  documents: tenantProcedure('filing.handIn')
    .input(listHandedInput)
    .output(handedPage)
    .query(({ ctx, input }) => listHanded(ctx.tdb, ctx.scope, input)),
  downloadHandedPdf: tenantProcedure('filing.handIn')
    .input(printHandedInput)
    .output(fileReference)
    .query(({ ctx, input }) => printHanded(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadHandedList: tenantProcedure('filing.handIn')
    .input(printHandedInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportHanded(ctx.tdb, ctx.scope, ctx.objects, input)),
  documentCounts: tenantProcedure('filing.handIn')
    .output(z.record(z.enum(HANDED_STATES), count))
    .query(({ ctx }) => countHanded(ctx.tdb, ctx.scope)),
  document: tenantProcedure('filing.handIn')
    .input(handedId)
    .output(handedDetail)
    .query(({ ctx, input }) => getHanded(ctx.tdb, ctx.scope, input)),
  downloadDocument: tenantProcedure('filing.handIn')
    .input(handedId)
    .output(fileReference)
    .query(({ ctx, input }) => downloadHanded(ctx.tdb, ctx.scope, input)),
  returnDocument: tenantProcedure('filing.manage')
    .input(returnHandedInput)
    .output(handedView)
    .mutation(({ ctx, input }) => returnHanded(ctx.tdb, ctx.scope, input)),
  acceptDocument: creatingProcedure('filing.manage')
    .input(acceptHandedInput)
    .output(handedView)
    .mutation(({ ctx, input }) => acceptHanded(ctx.tdb, ctx.scope, input)),

  ...scheduleProcedures,
  ...supervisionProcedures,

  corrections: tenantProcedure('filing.read')
    .input(listCorrectionsInput)
    .output(correctionPage)
    .query(({ ctx, input }) => listCorrections(ctx.tdb, ctx.scope, input)),
  downloadCorrections: tenantProcedure('filing.read')
    .input(exportCorrectionsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportCorrections(ctx.tdb, ctx.scope, ctx.objects, input)),
  downloadCorrectionPdf: tenantProcedure('filing.read')
    .input(z.strictObject({ correctionId: uuid }))
    .output(fileReference)
    .query(({ ctx, input }) => printCorrection(ctx.tdb, ctx.scope, ctx.objects, input)),

  ...eventProcedures,

  keyTaskUnits: tenantProcedure('filing.issueTasks')
    .output(z.array(knownUnitView))
    .query(({ ctx }) => listUnitsForTasks(ctx.tdb)),
  issueKeyTasks: creatingProcedure('filing.issueTasks')
    .input(issueKeyTasksInput)
    .output(z.object({ sent: count }))
    .mutation(({ ctx, input }) => issueKeyTasks(ctx.tdb, ctx.scope, input)),
  issuedKeyTasks: tenantProcedure('filing.issueTasks')
    .input(listKeyTasksInput)
    .output(keyTaskPage)
    .query(({ ctx, input }) => listKeyTasks(ctx.tdb, ctx.scope, input)),
  keyTasks: tenantProcedure('filing.read')
    .input(listKeyTasksInput)
    .output(keyTaskPage)
    .query(({ ctx, input }) => listKeyTasks(ctx.tdb, ctx.scope, input)),
  reportKeyTasks: creatingProcedure('filing.manage')
    .input(reportKeyTasksInput)
    .output(z.object({ id: uuid }))
    .mutation(({ ctx, input }) => reportKeyTasks(ctx.tdb, ctx.scope, input)),
});
