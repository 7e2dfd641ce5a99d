import { z } from 'zod';
import { fondsNumber } from '@/server/domain/archive/archive-item';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { startedWork, transferBody, transferProblem } from './transfer.ts';
import { INTAKE_DECISIONS, INTAKE_STATES, INTAKE_STOPS } from './vocabulary.ts';

/** 接收审核, on the side of the archives. */

export const beginIntakeInput = z.strictObject({ dispatchId: uuid });
export const intakeIdInput = z.strictObject({ intakeId: uuid });

export const deliveryView = z.object({
  dispatchId: uuid,
  senderName: z.string(),
  title: z.string(),
  batchNumber: z.string(),
  round: z.number(),
  itemCount: z.number(),
  dispatchedAt: z.string(),
});
export type DeliveryView = z.infer<typeof deliveryView>;
export const deliveryPage = pageOf(deliveryView);
const deliveryFilter = { q: optionalText(100), planId: uuid.optional(), unitTenantId: tenantId.optional() };
/** `dispatchId`: only this one, for whoever comes from its letter. */
export const listDeliveriesInput = z.strictObject({ ...pageInput, ...deliveryFilter, dispatchId: uuid.optional() });
export type ListDeliveriesInput = z.infer<typeof listDeliveriesInput>;
export const exportDeliveriesInput = z.strictObject(deliveryFilter);
export type DeliveryFilter = z.infer<typeof exportDeliveriesInput>;

export const intakeView = z.object({
  id: uuid,
  senderTenantId: tenantId,
  senderName: z.string(),
  batchNumber: z.string(),
  title: z.string(),
  round: z.number(),
  state: z.enum(INTAKE_STATES),
  itemCount: z.number(),
  boxCount: z.number(),
  createdAt: z.string(),
  decidedOn: isoDate.nullable(),
  decidedByName: z.string().nullable(),
  accessionId: uuid.nullable(),
});
export type IntakeView = z.infer<typeof intakeView>;
export const intakePage = pageOf(intakeView);
const intakeFilter = { state: z.enum(INTAKE_STATES).optional(), q: optionalText(100) };
export const listIntakesInput = z.strictObject({ ...pageInput, ...intakeFilter });
export const exportIntakesInput = z.strictObject(intakeFilter);
export type IntakeFilter = z.infer<typeof exportIntakesInput>;
export type ListIntakesInput = z.infer<typeof listIntakesInput>;

export const intakeDetail = intakeView.extend({
  rowVersion: z.number(),
  facts: transferBody.nullable(),
  decisions: z.object({ open: z.number(), accepted: z.number(), returned: z.number() }),
  wrongCount: z.number(),
  warnedCount: z.number(),
  stoppedCount: z.number(),
  newFondsNumber: z.string().nullable(),
  newFondsName: z.string().nullable(),
  fondsId: uuid.nullable(),
  place: z.string().nullable(),
  errorCode: z.string().nullable(),
  jobId: uuid.nullable(),
  answerDispatchId: uuid.nullable(),
});
export type IntakeDetail = z.infer<typeof intakeDetail>;

export const listIntakeItemsInput = z.strictObject({
  ...pageInput,
  intakeId: uuid,
  decision: z.enum(INTAKE_DECISIONS).optional(),
  onlyProblems: z.boolean().default(false),
  onlyStopped: z.boolean().default(false),
});
export type ListIntakeItemsInput = z.infer<typeof listIntakeItemsInput>;
export const intakeItemView = z.object({
  originItemId: uuid,
  referenceCode: z.string(),
  title: z.string(),
  level: z.string(),
  filingYear: z.number(),
  retentionCode: z.string(),
  pageCount: z.number().nullable(),
  boxNumber: z.string().nullable(),
  decision: z.enum(INTAKE_DECISIONS),
  problems: z.array(transferProblem),
  reason: z.string().nullable(),
  archivesCode: z.string().nullable(),
  /** The code that the archivist gives it instead of its own. */
  givenCode: z.string().nullable(),
  stopCode: z.enum(INTAKE_STOPS).nullable(),
  stopDetail: z.string().nullable(),
});
export type IntakeItemView = z.infer<typeof intakeItemView>;
export const intakeItemPage = pageOf(intakeItemView);

/** Which records: named ones, all that nobody has decided, or those of them in which the checks found nothing wrong. */
export const decideIntakeInput = z.strictObject({
  intakeId: uuid,
  which: z.enum(['named', 'open', 'sound']),
  itemIds: z.array(uuid).max(2_000).optional(),
  decision: z.enum(['accepted', 'returned']),
  reason: optionalText(500),
});
export type DecideIntakeInput = z.infer<typeof decideIntakeInput>;

/** Under which fonds of the archives the records stand from now on: one that is there, or a new one for the unit. */
export const finishIntakeInput = z.strictObject({
  intakeId: uuid,
  fondsId: uuid.optional(),
  newFonds: z.strictObject({ number: fondsNumber, name: text(200) }).optional(),
  receivedByName: text(60),
  place: optionalText(100),
});
export type FinishIntakeInput = z.infer<typeof finishIntakeInput>;
/** `stopped`: so many records cannot be taken in; nothing was done, and the intake waits for another decision on them. */
export const finishedIntake = startedWork.extend({ stopped: z.number() });

/** 另给档号. Without a code the record keeps the one that it came with. */
export const giveIntakeCodeInput = z.strictObject({ intakeId: uuid, itemId: uuid, code: optionalText(100) });
export type GiveIntakeCodeInput = z.infer<typeof giveIntakeCodeInput>;
export const returnDeliveryInput = z.strictObject({ intakeId: uuid, reason: text(500) });
export type ReturnDeliveryInput = z.infer<typeof returnDeliveryInput>;
