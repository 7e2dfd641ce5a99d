import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import {
  DRILL_MODES,
  DRILL_SCENARIOS,
  DRILL_STATES,
  INCIDENT_KINDS,
  INCIDENT_LEVELS,
  MOST_PEOPLE,
  REPORT_KINDS,
} from './safety-vocabulary.ts';

/** 档案安全事件: reported at once, followed up, closed. Each report goes to the superior as it is. */
const moment = z.iso.datetime({ offset: true });
const attachments = z.array(uuid).max(12).default([]);

export const reportIncidentInput = z
  .strictObject({
    title: text(100),
    kind: z.enum(INCIDENT_KINDS),
    level: z.enum(INCIDENT_LEVELS),
    occurredAt: moment,
    discoveredAt: moment,
    /** 受影响档案: codes, how many, which categories. */
    affected: text(1000),
    measures: text(2000),
    fileObjectIds: attachments,
  })
  .refine((input) => Date.parse(input.discoveredAt) >= Date.parse(input.occurredAt), { path: ['discoveredAt'] });
export type ReportIncidentInput = z.infer<typeof reportIncidentInput>;

export const followUpInput = z.strictObject({
  incidentId: uuid,
  rowVersion: z.number().int().min(1),
  kind: z.enum(['follow_up', 'closing']),
  body: text(4000),
  /** 原因, 损失, 责任认定, 整改与复盘: asked for with the closing report. */
  cause: optionalText(1000),
  loss: optionalText(1000),
  lessons: optionalText(2000),
  fileObjectIds: attachments,
});
export type FollowUpInput = z.infer<typeof followUpInput>;

/** What the superior receives, frozen. */
export const incidentReportBody = z.object({
  reportKind: z.enum(REPORT_KINDS),
  title: z.string(),
  kind: z.enum(INCIDENT_KINDS),
  level: z.enum(INCIDENT_LEVELS),
  occurredAt: z.string(),
  discoveredAt: z.string(),
  affected: z.string(),
  body: z.string(),
  dueAt: z.string(),
  /** When the next report is owed; null with the closing one. */
  nextDueAt: z.string().nullable(),
  reportedBy: z.string(),
});
export type IncidentReportBody = z.infer<typeof incidentReportBody>;
export const instructionBody = z.object({ words: z.string(), instructedBy: z.string() });

export const incidentReportView = z.object({
  kind: z.enum(REPORT_KINDS),
  body: z.string(),
  dueAt: z.string(),
  sentAt: z.string(),
  sentByName: z.string(),
  isLate: z.boolean(),
  dispatchId: uuid,
});
export const instructionView = z.object({ words: z.string(), senderName: z.string(), sentAt: z.string() });

const facts = {
  title: z.string(),
  kind: z.enum(INCIDENT_KINDS),
  level: z.enum(INCIDENT_LEVELS),
  occurredAt: z.string(),
  discoveredAt: z.string(),
  affected: z.string(),
  nextDueAt: z.string().nullable(),
  isOverdue: z.boolean(),
  state: z.enum(['open', 'closed']),
  reportCount: z.number().int(),
};
export const incidentRowView = z.object({ id: uuid, ...facts });
export type IncidentRowView = z.infer<typeof incidentRowView>;
export const incidentView = incidentRowView.extend({
  measures: z.string(),
  superiorName: z.string().nullable(),
  reports: z.array(incidentReportView),
  instructions: z.array(instructionView),
  rowVersion: z.number().int(),
});
export type IncidentView = z.infer<typeof incidentView>;
export const listIncidentsInput = z.strictObject({
  ...pageInput,
  state: z.enum(['open', 'closed', 'overdue']).optional(),
});
export type ListIncidentsInput = z.infer<typeof listIncidentsInput>;
export const incidentPage = pageOf(incidentRowView);
export const incidentRef = z.strictObject({ incidentId: uuid });

/** The superior's side: made of the reports that were dispatched to it. */
export const receivedIncidentRow = incidentRowView.extend({ unitName: z.string(), firstWasLate: z.boolean() });
export type ReceivedIncidentRow = z.infer<typeof receivedIncidentRow>;
export const receivedIncidentPage = pageOf(receivedIncidentRow);
export const receivedIncidentView = receivedIncidentRow.extend({
  reports: z.array(incidentReportView),
  instructions: z.array(instructionView),
});
export type ReceivedIncidentView = z.infer<typeof receivedIncidentView>;
export const instructInput = z.strictObject({ incidentId: uuid, words: text(1000) });
export type InstructInput = z.infer<typeof instructInput>;

/** 应急演练: planned with its script and people; what happened, photos and review afterwards. */
const person = z.strictObject({ name: text(50), task: z.string().trim().max(100).default('') });
export const planDrillInput = z.strictObject({
  title: text(100),
  planVersion: text(100),
  scenario: z.enum(DRILL_SCENARIOS),
  mode: z.enum(DRILL_MODES),
  plannedOn: isoDate,
  place: text(100),
  script: text(4000),
  people: z.array(person).min(1).max(MOST_PEOPLE),
});
export type PlanDrillInput = z.infer<typeof planDrillInput>;
export const reviewDrillInput = z.strictObject({
  drillId: uuid,
  rowVersion: z.number().int().min(1),
  heldOn: isoDate,
  people: z.array(person).min(1).max(MOST_PEOPLE),
  /** 恢复用时, of exercises that bring a system back. */
  recoveryMinutes: z.number().int().min(0).max(100_000).nullable(),
  issues: text(2000),
  improvement: text(2000),
  improveBy: isoDate.nullable(),
  photoObjectIds: z.array(uuid).min(1).max(30),
});
export type ReviewDrillInput = z.infer<typeof reviewDrillInput>;
export const cancelDrillInput = z.strictObject({
  drillId: uuid,
  rowVersion: z.number().int().min(1),
  reason: text(500),
});
export type CancelDrillInput = z.infer<typeof cancelDrillInput>;

export const drillRowView = z.object({
  id: uuid,
  title: z.string(),
  planVersion: z.string(),
  scenario: z.enum(DRILL_SCENARIOS),
  mode: z.enum(DRILL_MODES),
  plannedOn: isoDate,
  heldOn: isoDate.nullable(),
  place: z.string(),
  peopleCount: z.number().int(),
  state: z.enum(DRILL_STATES),
  isOverdue: z.boolean(),
});
export type DrillRowView = z.infer<typeof drillRowView>;
export const drillView = drillRowView.extend({
  script: z.string(),
  people: z.array(z.object({ name: z.string(), task: z.string() })),
  recoveryMinutes: z.number().int().nullable(),
  issues: z.string().nullable(),
  improvement: z.string().nullable(),
  improveBy: isoDate.nullable(),
  cancelReason: z.string().nullable(),
  photos: z.array(z.object({ objectId: uuid, fileName: z.string(), mediaType: z.string(), sizeBytes: z.number() })),
  rowVersion: z.number().int(),
});
export type DrillView = z.infer<typeof drillView>;
export const listDrillsInput = z.strictObject({ ...pageInput, state: z.enum(DRILL_STATES).optional() });
export type ListDrillsInput = z.infer<typeof listDrillsInput>;
export const drillPage = pageOf(drillRowView);
export const drillRef = z.strictObject({ drillId: uuid });
export const drillPhotoRef = z.strictObject({ drillId: uuid, objectId: uuid });
