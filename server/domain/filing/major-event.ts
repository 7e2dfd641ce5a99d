import { z } from 'zod';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { planYear } from './filing-plan.ts';

/* 四重, and 记录工程: what the archives itself makes a record of. Each is an object to which its records are tied. */
export const EVENT_KINDS = ['decision', 'project', 'works', 'meeting', 'activity', 'documentation'] as const;
export const MATERIALS = ['text', 'photo', 'audio_video', 'oral_history', 'object', 'data'] as const;
const material = z.enum(MATERIALS);
export type Material = z.infer<typeof material>;
const count = z.number().int();

const collectionTask = z.strictObject({ departmentId: uuid, material, dueOn: isoDate });
const eventFields = {
  kind: z.enum(EVENT_KINDS),
  name: text(200),
  heldFrom: isoDate,
  heldTo: isoDate.optional(),
  /** 主办单位; the responsible department is one's own. */
  host: optionalText(80),
  responsibleDepartmentId: uuid.optional(),
  /** 归档方案: what is kept of it and how. */
  plan: optionalText(1000),
  /** 归档时限 of the whole. */
  dueOn: isoDate.optional(),
  /** The topic under which its records are marked. */
  topicCode: optionalText(20),
  note: optionalText(500),
};
export const addEventInput = z.strictObject({ ...eventFields, tasks: z.array(collectionTask).max(50).default([]) });
export type AddEventInput = z.infer<typeof addEventInput>;
export const updateEventInput = z.strictObject({ eventId: uuid, rowVersion: count, ...eventFields });
export type UpdateEventInput = z.infer<typeof updateEventInput>;
export const addEventTasksInput = z.strictObject({ eventId: uuid, tasks: z.array(collectionTask).min(1).max(50) });
export type AddEventTasksInput = z.infer<typeof addEventTasksInput>;

export const deliverTaskInput = z.strictObject({
  eventId: uuid,
  departmentId: uuid,
  material,
  deliveredOn: isoDate,
  note: optionalText(300),
});
export type DeliverTaskInput = z.infer<typeof deliverTaskInput>;
/** 验收: what was delivered is taken as complete, or given back with a reason. */
export const judgeTaskInput = z
  .strictObject({
    eventId: uuid,
    departmentId: uuid,
    material,
    isAccepted: z.boolean(),
    reason: optionalText(300),
  })
  .refine((input) => input.isAccepted || input.reason !== undefined, { path: ['reason'] });
export type JudgeTaskInput = z.infer<typeof judgeTaskInput>;

/** 整项验收, and taking it back with a reason. */
export const acceptEventInput = z.strictObject({ eventId: uuid, rowVersion: count, note: optionalText(500) });
export type AcceptEventInput = z.infer<typeof acceptEventInput>;
export const reopenEventInput = z.strictObject({ eventId: uuid, rowVersion: count, reason: text(300) });
export type ReopenEventInput = z.infer<typeof reopenEventInput>;

/** accepted; late: past its day or with a part that is; missing: a part without any record; open: under way. */
export const EVENT_STATES = ['late', 'missing', 'open', 'accepted'] as const;
export type EventState = (typeof EVENT_STATES)[number];

const eventFilter = {
  kind: z.enum(EVENT_KINDS).optional(),
  state: z.enum(EVENT_STATES).optional(),
  year: planYear.optional(),
  q: z.string().trim().max(100).optional(),
};
export const listEventsInput = z.strictObject({ ...pageInput, ...eventFilter });
export type ListEventsInput = z.infer<typeof listEventsInput>;
export const exportEventsInput = z.strictObject(eventFilter);
export type ExportEventsInput = z.infer<typeof exportEventsInput>;

export const eventTask = z.object({
  departmentId: uuid,
  departmentName: z.string(),
  material,
  dueOn: isoDate,
  deliveredOn: isoDate.nullable(),
  deliveredNote: z.string().nullable(),
  acceptedOn: isoDate.nullable(),
  returnReason: z.string().nullable(),
  /** Records of this material that are tied to the event. */
  records: count,
});
export const eventView = z.object({
  id: uuid,
  kind: z.enum(EVENT_KINDS),
  name: z.string(),
  heldFrom: isoDate,
  heldTo: isoDate.nullable(),
  host: z.string().nullable(),
  responsibleDepartmentId: uuid.nullable(),
  responsibleName: z.string().nullable(),
  plan: z.string().nullable(),
  dueOn: isoDate.nullable(),
  topicCode: z.string().nullable(),
  note: z.string().nullable(),
  state: z.enum(EVENT_STATES),
  acceptedOn: isoDate.nullable(),
  acceptedByName: z.string().nullable(),
  acceptanceNote: z.string().nullable(),
  reopenReason: z.string().nullable(),
  rowVersion: count,
  tasks: z.array(eventTask),
  /** Documents handed in for it; records tied to it; records that only bear its topic. */
  handedIn: count,
  records: count,
  marked: count,
  /** When it was last handed up. */
  reportedAt: z.string().nullable(),
});
export type EventView = z.infer<typeof eventView>;
export const eventPage = pageOf(eventView);
export const eventCounts = z.object({ all: count, late: count, missing: count, open: count, accepted: count });
export type EventCounts = z.infer<typeof eventCounts>;
export const eventId = z.strictObject({ eventId: uuid });

/* The records tied to an event. */
export const listEventRecordsInput = z.strictObject({ eventId: uuid, material: material.optional(), ...pageInput });
export type ListEventRecordsInput = z.infer<typeof listEventRecordsInput>;
export const eventRecordView = z.object({
  itemId: uuid,
  referenceCode: z.string(),
  title: z.string(),
  categoryCode: z.string(),
  filingYear: count,
  material,
  /** Of the record itself: one struck out or transferred counts no longer or elsewhere. */
  itemState: z.string(),
  leftOn: isoDate.nullable(),
  linkedByName: z.string(),
  linkedAt: z.string(),
});
export type EventRecordView = z.infer<typeof eventRecordView>;
export const eventRecordPage = pageOf(eventRecordView);
export const linkEventRecordsInput = z.strictObject({
  eventId: uuid,
  material,
  itemIds: z.array(uuid).min(1).max(200),
});
export type LinkEventRecordsInput = z.infer<typeof linkEventRecordsInput>;
export const unlinkEventRecordInput = z.strictObject({ eventId: uuid, itemId: uuid });
export type UnlinkEventRecordInput = z.infer<typeof unlinkEventRecordInput>;
export const linkedView = z.object({ linked: count, known: count });
export type LinkedView = z.infer<typeof linkedView>;

/* 报送 and 跟踪: what a unit hands up of its events, and what its supervisor sees of them. */
export const reportEventsInput = z.strictObject({ eventIds: z.array(uuid).min(1).max(200), note: optionalText(500) });
export type ReportEventsInput = z.infer<typeof reportEventsInput>;
export const reportEventsView = z.object({ events: count, to: z.array(z.string()) });
export type ReportEventsView = z.infer<typeof reportEventsView>;

export const missingPart = z.object({ departmentName: z.string(), material, dueOn: isoDate });
export type MissingPart = z.infer<typeof missingPart>;

const unitEventFilter = { ...eventFilter, unitTenantId: tenantId.optional() };
export const listUnitEventsInput = z.strictObject({ ...pageInput, ...unitEventFilter });
export type ListUnitEventsInput = z.infer<typeof listUnitEventsInput>;
export const exportUnitEventsInput = z.strictObject(unitEventFilter);
export type ExportUnitEventsInput = z.infer<typeof exportUnitEventsInput>;
export const unitEventView = z.object({
  releaseId: uuid,
  unitTenantId: tenantId,
  unitName: z.string(),
  kind: z.enum(EVENT_KINDS),
  name: z.string(),
  heldFrom: isoDate,
  heldTo: isoDate.nullable(),
  host: z.string().nullable(),
  responsibleName: z.string().nullable(),
  plan: z.string().nullable(),
  dueOn: isoDate.nullable(),
  acceptedOn: isoDate.nullable(),
  taskCount: count,
  acceptedCount: count,
  recordCount: count,
  missing: z.array(missingPart),
  note: z.string().nullable(),
  state: z.enum(EVENT_STATES),
  releasedByName: z.string(),
  releasedAt: z.string(),
  remindedAt: z.string().nullable(),
});
export type UnitEventView = z.infer<typeof unitEventView>;
export const unitEventPage = pageOf(unitEventView);
export const remindEventInput = z.strictObject({ releaseId: uuid, note: text(300) });
export type RemindEventInput = z.infer<typeof remindEventInput>;
export const remindEventView = z.object({ sent: count });
export const reminderBody = z.object({ eventId: uuid, name: z.string(), note: z.string(), issuedBy: z.string() });
export type EventReminderBody = z.infer<typeof reminderBody>;
