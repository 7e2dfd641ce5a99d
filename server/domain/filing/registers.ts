import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { planYear } from './filing-plan.ts';

/* 更正单: numbered by year. */
export const correctionFilter = {
  year: planYear.optional(),
  q: z.string().trim().max(100).optional(),
};
export const listCorrectionsInput = z.strictObject({ ...pageInput, ...correctionFilter });
export type ListCorrectionsInput = z.infer<typeof listCorrectionsInput>;
export const exportCorrectionsInput = z.strictObject(correctionFilter);
export const correctionView = z.object({
  id: uuid,
  year: z.number().int(),
  number: z.number().int(),
  itemId: uuid,
  referenceCode: z.string(),
  title: z.string(),
  reason: z.string(),
  changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
  correctedByName: z.string(),
  correctedOn: isoDate,
});
export type CorrectionView = z.infer<typeof correctionView>;
export const correctionPage = pageOf(correctionView);

/* 四重, and 记录工程: what the archives itself makes a record of. */
export const EVENT_KINDS = ['decision', 'project', 'works', 'activity', 'documentation'] as const;
export const MATERIALS = ['text', 'photo', 'audio_video', 'oral_history', 'object', 'data'] as const;
const collectionTask = z.strictObject({ departmentId: uuid, material: z.enum(MATERIALS), dueOn: isoDate });
export const addEventInput = z.strictObject({
  kind: z.enum(EVENT_KINDS),
  name: text(200),
  heldFrom: isoDate,
  heldTo: isoDate.optional(),
  host: optionalText(80),
  /** The topic under which its records are marked. */
  topicCode: optionalText(20),
  note: optionalText(500),
  tasks: z.array(collectionTask).max(50).default([]),
});
export type AddEventInput = z.infer<typeof addEventInput>;
export const deliverTaskInput = z.strictObject({
  eventId: uuid,
  departmentId: uuid,
  material: z.enum(MATERIALS),
  deliveredOn: isoDate,
  note: optionalText(300),
});
export type DeliverTaskInput = z.infer<typeof deliverTaskInput>;
/** 验收: what was delivered is taken as complete, or given back with a reason. */
export const judgeTaskInput = z
  .strictObject({
    eventId: uuid,
    departmentId: uuid,
    material: z.enum(MATERIALS),
    isAccepted: z.boolean(),
    reason: optionalText(300),
  })
  .refine((input) => input.isAccepted || input.reason !== undefined, { path: ['reason'] });
export type JudgeTaskInput = z.infer<typeof judgeTaskInput>;
export const listEventsInput = z.strictObject({ ...pageInput, kind: z.enum(EVENT_KINDS).optional() });
export type ListEventsInput = z.infer<typeof listEventsInput>;
export const eventView = z.object({
  id: uuid,
  kind: z.enum(EVENT_KINDS),
  name: z.string(),
  heldFrom: isoDate,
  heldTo: isoDate.nullable(),
  host: z.string().nullable(),
  topicCode: z.string().nullable(),
  note: z.string().nullable(),
  tasks: z.array(
    z.object({
      departmentId: uuid,
      departmentName: z.string(),
      material: z.enum(MATERIALS),
      dueOn: isoDate,
      deliveredOn: isoDate.nullable(),
      deliveredNote: z.string().nullable(),
      acceptedOn: isoDate.nullable(),
      returnReason: z.string().nullable(),
    }),
  ),
  /** Documents handed in for it, and records marked with its topic. */
  handedIn: z.number().int(),
  records: z.number().int(),
});
export type EventView = z.infer<typeof eventView>;
export const eventPage = pageOf(eventView);

/* 重点归档任务: issued by a bureau, followed by the units below. */
const keyTask = z.strictObject({
  number: z.number().int().min(1).max(500),
  title: text(200),
  requirement: optionalText(300),
});
export const issueKeyTasksInput = z.strictObject({
  title: text(120),
  documentNumber: optionalText(100),
  year: planYear,
  dueOn: isoDate,
  tasks: z.array(keyTask).min(1).max(200),
  unitTenantIds: z.array(z.number().int().positive().max(2_147_483_647)).min(1).max(500),
});
export type IssueKeyTasksInput = z.infer<typeof issueKeyTasksInput>;
export const keyTasksBody = z.object({
  year: z.number().int(),
  issuedBy: z.string(),
  tasks: z
    .array(z.object({ number: z.number().int(), title: z.string(), requirement: z.string().nullable() }))
    .max(200),
});
export type KeyTasksBody = z.infer<typeof keyTasksBody>;
export const keyReportBody = z.object({
  reportedBy: z.string(),
  note: z.string().nullable(),
  results: z.array(z.object({ number: z.number().int(), expected: z.number().int(), filed: z.number().int() })),
});
export type KeyReportBody = z.infer<typeof keyReportBody>;
export const reportKeyTasksInput = z.strictObject({ dispatchId: uuid, note: optionalText(500) });
export const keyTaskListView = z.object({
  dispatchId: uuid,
  box: z.enum(['in', 'out']),
  title: z.string(),
  documentNumber: z.string().nullable(),
  /** The other side: who issued it, or the unit that got it. */
  otherName: z.string(),
  year: z.number().int(),
  dueOn: isoDate.nullable(),
  issuedAt: z.string(),
  tasks: z.array(
    z.object({
      number: z.number().int(),
      title: z.string(),
      requirement: z.string().nullable(),
      /** Of the unit's own plan, or of its report. Null: nothing planned or reported yet. */
      expected: z.number().int().nullable(),
      filed: z.number().int().nullable(),
    }),
  ),
  isReported: z.boolean(),
});
export type KeyTaskListView = z.infer<typeof keyTaskListView>;
export const keyTaskPage = pageOf(keyTaskListView);
export const listKeyTasksInput = z.strictObject(pageInput);
export type ListKeyTasksInput = z.infer<typeof listKeyTasksInput>;
