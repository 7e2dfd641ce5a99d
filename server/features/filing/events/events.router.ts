import {
  acceptEventInput,
  addEventInput,
  addEventTasksInput,
  deliverTaskInput,
  eventCounts,
  eventId,
  eventPage,
  eventRecordPage,
  eventView,
  exportEventsInput,
  exportUnitEventsInput,
  judgeTaskInput,
  linkEventRecordsInput,
  linkedView,
  listEventRecordsInput,
  listEventsInput,
  listUnitEventsInput,
  remindEventInput,
  remindEventView,
  reopenEventInput,
  reportEventsInput,
  reportEventsView,
  unitEventPage,
  unlinkEventRecordInput,
  updateEventInput,
} from '@/server/domain/filing/major-event';
import { fileReference } from '@/server/domain/shared/file-reference';
import { creatingProcedure, tenantProcedure } from '@/server/trpc/init';
import { addEvent, addEventTasks, updateEvent } from './change-event.ts';
import { linkEventRecords, listEventRecords, unlinkEventRecord } from './event-records.ts';
import { acceptEvent, deliverTask, judgeTask, reopenEvent } from './judge-event.ts';
import { countEvents, exportEvents, listEvents } from './list-events.ts';
import { reportEvents } from './report-events.ts';
import { requireEvent } from './require-event.ts';
import { countUnitEvents, exportUnitEvents, listUnitEvents, remindEvent } from './unit-events.ts';

/** 四重: the unit's register with its records, and the supervisor's view of what was handed up. Part of `filing`. */
export const eventProcedures = {
  events: tenantProcedure('filing.read')
    .input(listEventsInput)
    .output(eventPage)
    .query(({ ctx, input }) => listEvents(ctx.tdb, ctx.scope, input)),
  eventCounts: tenantProcedure('filing.read')
    .input(exportEventsInput)
    .output(eventCounts)
    .query(({ ctx, input }) => countEvents(ctx.tdb, ctx.scope, input)),
  event: tenantProcedure('filing.read')
    .input(eventId)
    .output(eventView)
    .query(({ ctx, input }) => requireEvent(ctx.tdb, ctx.scope, input.eventId)),
  downloadEvents: tenantProcedure('filing.read')
    .input(exportEventsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportEvents(ctx.tdb, ctx.scope, ctx.objects, input)),
  addEvent: creatingProcedure('filing.manage')
    .input(addEventInput)
    .output(eventView)
    .mutation(({ ctx, input }) => addEvent(ctx.tdb, ctx.scope, input)),
  updateEvent: tenantProcedure('filing.manage')
    .input(updateEventInput)
    .output(eventView)
    .mutation(({ ctx, input }) => updateEvent(ctx.tdb, ctx.scope, input)),
  addEventTasks: creatingProcedure('filing.manage')
    .input(addEventTasksInput)
    .output(eventView)
    .mutation(({ ctx, input }) => addEventTasks(ctx.tdb, ctx.scope, input)),
  deliverTask: tenantProcedure('filing.manage')
    .input(deliverTaskInput)
    .output(eventView)
    .mutation(({ ctx, input }) => deliverTask(ctx.tdb, ctx.scope, input)),
  judgeTask: tenantProcedure('filing.manage')
    .input(judgeTaskInput)
    .output(eventView)
    .mutation(({ ctx, input }) => judgeTask(ctx.tdb, ctx.scope, input)),
  acceptEvent: tenantProcedure('filing.manage')
    .input(acceptEventInput)
    .output(eventView)
    .mutation(({ ctx, input }) => acceptEvent(ctx.tdb, ctx.scope, input)),
  reopenEvent: tenantProcedure('filing.manage')
    .input(reopenEventInput)
    .output(eventView)
    .mutation(({ ctx, input }) => reopenEvent(ctx.tdb, ctx.scope, input)),
  eventRecords: tenantProcedure('filing.read')
    .input(listEventRecordsInput)
    .output(eventRecordPage)
    .query(({ ctx, input }) => listEventRecords(ctx.tdb, ctx.scope, input)),
  linkEventRecords: creatingProcedure('filing.manage')
    .input(linkEventRecordsInput)
    .output(linkedView)
    .mutation(({ ctx, input }) => linkEventRecords(ctx.tdb, ctx.scope, input)),
  unlinkEventRecord: tenantProcedure('filing.manage')
    .input(unlinkEventRecordInput)
    .output(unlinkEventRecordInput)
    .mutation(({ ctx, input }) => unlinkEventRecord(ctx.tdb, ctx.scope, input)),
  reportEvents: creatingProcedure('filing.manage')
    .input(reportEventsInput)
    .output(reportEventsView)
    .mutation(({ ctx, input }) => reportEvents(ctx.tdb, ctx.scope, input)),

  unitEvents: tenantProcedure('filing.supervise')
    .input(listUnitEventsInput)
    .output(unitEventPage)
    .query(({ ctx, input }) => listUnitEvents(ctx.tdb, ctx.scope, input)),
  unitEventCounts: tenantProcedure('filing.supervise')
    .input(exportUnitEventsInput)
    .output(eventCounts)
    .query(({ ctx, input }) => countUnitEvents(ctx.tdb, ctx.scope, input)),
  downloadUnitEvents: tenantProcedure('filing.supervise')
    .input(exportUnitEventsInput)
    .output(fileReference)
    .query(({ ctx, input }) => exportUnitEvents(ctx.tdb, ctx.scope, ctx.objects, input)),
  remindEvent: creatingProcedure('filing.supervise')
    .input(remindEventInput)
    .output(remindEventView)
    .mutation(({ ctx, input }) => remindEvent(ctx.tdb, ctx.scope, input)),
};
