import { z } from 'zod';
import { isoDate, uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { extensionAnswerBody } from './closure.ts';
import { drawSheet } from './draw-sheet.ts';
import { answerView, attachmentView, findingDispatchBody } from './finding.ts';
import { jointPerson } from './joint-people.ts';
import { RECEIVED_KINDS, RECEIVED_STATES } from './vocabulary.ts';

/** 收到的检查文书: what a unit reads. It is made of dispatches only; no row of the bureau is open to the unit. */
export const receivedKind = z.enum(RECEIVED_KINDS);

export const receivedState = z.enum(RECEIVED_STATES);

/** The draw of a notice from before draws were stratified: notices are not rewritten. */
const plainDraw = z.object({
  seedText: z.string(),
  seed: z.string(),
  pool: z.array(z.string()),
  unitCount: z.number().int(),
  drawn: z.array(z.string()),
  inspectorPool: z.array(z.string()),
  inspectorsPerUnit: z.number().int(),
  inspectorIds: z.array(z.string()),
  unit: z.string(),
});

export const noticeBody = z.object({
  campaignTitle: z.string(),
  documentTitle: z.string(),
  legalBasis: z.string(),
  method: z.string(),
  scheduledOn: isoDate,
  inspectors: z.array(z.object({ name: z.string() })),
  scope: z.object({
    recordClasses: z.array(z.string()),
    categoryCodes: z.array(z.string()).nullable(),
    yearFrom: z.number().int(),
    yearTo: z.number().int(),
    /** Missing in notices from before registers could be granted. */
    registers: z.array(z.string()).nullable().default(null),
    roomCodes: z.array(z.string()).nullable().default(null),
    registerCodes: z.array(z.string()).nullable().default(null),
    validFrom: z.string(),
    validTo: z.string(),
  }),
  reason: z.string(),
  materials: z.array(z.string()),
  contact: z.string().nullable(),
  /** Why it came later than the rule asks; missing in notices before there was a rule. */
  leadReason: z.string().nullable().default(null),
  /** Joined by other authorities; missing in earlier notices. */
  jointPartners: z.array(z.string()).default([]),
  jointPeople: z.array(jointPerson).default([]),
  issuedBy: z.string(),
  issuedOn: isoDate,
  /** Enough to repeat the draw with `server/cli/verify-draw.mjs`. Null when the unit was named. */
  draw: z.union([drawSheet, plainDraw]).nullable(),
});
export type NoticeBody = z.infer<typeof noticeBody>;

export const recordBody = z.object({
  campaignTitle: z.string(),
  documentTitle: z.string(),
  noticeNumber: z.string().nullable(),
  result: z.string(),
  conclusion: z.string(),
  findings: z.number().int(),
  /** What it came to by its list; missing in records from before scores were kept. */
  score: z.number().nullable().default(null),
  grade: z.string().nullable().default(null),
});

export const receivedRowView = z.object({
  dispatchId: uuid,
  kind: receivedKind,
  documentNumber: z.string().nullable(),
  title: z.string(),
  senderName: z.string(),
  dispatchedAt: z.string(),
  dueOn: isoDate.nullable(),
  isOverdue: z.boolean(),
  state: receivedState,
});
export type ReceivedRowView = z.infer<typeof receivedRowView>;

export const receivedView = receivedRowView.extend({
  acknowledgedAt: z.string().nullable(),
  notice: noticeBody.nullable(),
  /** The day that it was moved to after the notice. */
  change: z.object({ dispatchId: uuid, scheduledOn: isoDate, reason: z.string(), dispatchedAt: z.string() }).nullable(),
  finding: findingDispatchBody.nullable(),
  record: recordBody.nullable(),
  verification: z.object({ findingNumber: z.number().int(), accepted: z.boolean(), reason: z.string() }).nullable(),
  extension: extensionAnswerBody.nullable(),
  attachments: z.array(attachmentView),
  /** What this unit answered. */
  answers: z.array(answerView.omit({ findingId: true })),
});
export type ReceivedView = z.infer<typeof receivedView>;

export const listReceivedInput = z.strictObject({
  ...pageInput,
  kind: receivedKind.optional(),
  state: receivedState.optional(),
});
export type ListReceivedInput = z.infer<typeof listReceivedInput>;
