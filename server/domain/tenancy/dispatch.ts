import { z } from 'zod';
import { isoDate, optionalText, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import type { Permission } from './permission.ts';

/** 往来. A document addressed to another tenant; its body is a frozen copy. */
export const DISPATCH_KINDS = [
  'inspection_notice',
  'finding',
  'rectification',
  'verification',
  'training_invitation',
  'training_change',
  'training_material',
  'training_lesson',
  'training_reminder',
  'training_result',
  'training_rule',
  'grant_objection',
  'objection_answer',
  'grant_extension',
  'access_request',
  'access_answer',
  'question',
  'answer',
  'receipt',
  'inspection_record',
  'retention_schedule',
  'schedule_decision',
  'key_filing_tasks',
  'key_filing_report',
  'transfer',
  'transfer_answer',
  'intake_plan',
  'filing_reminder',
  'collection_check',
  'collection_answer',
  'collection_verdict',
  'extension_request',
  'extension_answer',
  'official_document',
  'self_check_request',
  'self_check',
  'assessment_score',
  'assessment_objection',
  'assessment_result',
  'rating_application',
  'rating_decision',
  'creation_report',
  'creation_word',
  'case_submission',
  'case_result',
  'honour',
  'questionnaire',
  'major_event_reminder',
  'outsourcing_filing',
  'outsourcing_decision',
  'incident_report',
  'incident_instruction',
  'figure_call',
  'figure_return',
  'figure_acceptance',
  'statistics_call',
  'statistics_return',
  'statistics_acceptance',
  'supervision_reminder',
  'intake_plan_change',
  'exam_invitation',
  'guidance_material',
  'exchange_minutes',
  'talent_nomination',
  'talent_decision',
  'expert_invitation',
  'expert_answer',
  'assessment_visit_notice',
  'work_state',
  'inspection_change',
  'checks_call',
  'safety_call',
] as const;
export const dispatchKind = z.enum(DISPATCH_KINDS);
export type DispatchKind = z.infer<typeof dispatchKind>;

/** Kinds that wait for an answer of the addressee, and whose work the answer is. The others end with being read. */
export const ANSWERED_BY: Partial<Record<DispatchKind, Permission>> = {
  inspection_notice: 'inspection.answer',
  inspection_change: 'inspection.answer',
  checks_call: 'inspection.plan',
  safety_call: 'inspection.answer',
  finding: 'inspection.answer',
  rectification: 'inspection.inspect',
  training_invitation: 'training.read',
  training_change: 'training.read',
  training_lesson: 'inspection.answer',
  grant_objection: 'grant.answer',
  access_request: 'grant.object',
  question: 'guidance.register',
  transfer: 'disposition.receive',
  transfer_answer: 'disposition.transfer',
  intake_plan: 'disposition.transfer',
  retention_schedule: 'filing.approveSchedule',
  schedule_decision: 'filing.manage',
  key_filing_tasks: 'filing.manage',
  filing_reminder: 'filing.manage',
  collection_check: 'filing.manage',
  collection_answer: 'filing.supervise',
  extension_request: 'inspection.inspect',
  self_check_request: 'inspection.answer',
  assessment_objection: 'inspection.plan',
  rating_application: 'inspection.plan',
  case_submission: 'inspection.plan',
  major_event_reminder: 'filing.manage',
  outsourcing_filing: 'inspection.plan',
  incident_report: 'inspection.plan',
  figure_call: 'figure.release',
  figure_return: 'figure.release',
  statistics_call: 'figure.release',
  statistics_return: 'figure.release',
  supervision_reminder: 'inspection.answer',
  assessment_visit_notice: 'inspection.answer',
  intake_plan_change: 'disposition.transfer',
  guidance_material: 'guidance.ask',
  exchange_minutes: 'guidance.ask',
  talent_nomination: 'training.organise',
  expert_invitation: 'training.manage',
};

/** Kinds whose answer may be a mere receipt 回执. */
export const RECEIPT_IS_ENOUGH: readonly DispatchKind[] = [
  'inspection_notice',
  'inspection_change',
  'training_invitation',
  'training_change',
  'incident_report',
  'supervision_reminder',
  'intake_plan_change',
  'guidance_material',
  'assessment_visit_notice',
  'exchange_minutes',
];

/** Frozen facts of the sender's record: what the addressee may know of it. */
export const dispatchBody = z.record(z.string(), z.unknown());
export type DispatchBody = z.infer<typeof dispatchBody>;

export const dispatchBox = z.enum(['in', 'out']);

export const listDispatchesInput = z.strictObject({
  ...pageInput,
  box: dispatchBox,
  kind: dispatchKind.optional(),
  objectId: uuid.optional(),
});
export type ListDispatchesInput = z.infer<typeof listDispatchesInput>;

export const dispatchView = z.object({
  id: uuid,
  box: dispatchBox,
  kind: dispatchKind,
  documentNumber: z.string().nullable(),
  title: z.string(),
  senderTenantId: z.number().int(),
  senderName: z.string(),
  addresseeTenantId: z.number().int(),
  addresseeName: z.string(),
  body: dispatchBody,
  objectId: uuid.nullable(),
  inReplyTo: uuid.nullable(),
  dueOn: isoDate.nullable(),
  /** Null while it is only prepared; the addressee sees it from then on. */
  dispatchedAt: z.string().nullable(),
  isAnswered: z.boolean(),
});
export type DispatchView = z.infer<typeof dispatchView>;
export const dispatchPage = pageOf(dispatchView);

export const dispatchAttachmentView = z.object({
  objectId: uuid,
  fileName: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
  sha256: z.string(),
});

export const dispatchDetailView = dispatchView.extend({
  attachments: z.array(dispatchAttachmentView),
  /** The whole exchange, oldest first, as far as this tenant may read it. */
  thread: z.array(dispatchView.pick({ id: true, kind: true, title: true, senderName: true, dispatchedAt: true })),
  /** Whether this tenant still owes an answer, and whether a receipt is one. */
  awaitsAnswer: z.boolean(),
  acceptsReceipt: z.boolean(),
});
export type DispatchDetailView = z.infer<typeof dispatchDetailView>;

export const acknowledgeInput = z.strictObject({ id: uuid, note: optionalText(1000) });
export const downloadAttachmentInput = z.strictObject({ dispatchId: uuid, objectId: uuid });

/** What a feature hands over to be sent. */
export interface SendDispatchInput {
  addresseeTenantId: number;
  kind: DispatchKind;
  documentNumber?: string | undefined;
  title: string;
  body: DispatchBody;
  objectId?: string | undefined;
  inReplyTo?: string | undefined;
  dueOn?: string | undefined;
  /** Ids of stored objects of the sender. */
  attachments?: readonly string[] | undefined;
}
