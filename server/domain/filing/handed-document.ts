import { z } from 'zod';
import {
  categoryCode,
  documentDate,
  ITEM_TEXT_LIMITS,
  pageCount,
  retentionCode,
} from '@/server/domain/archive/archive-item';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { planYear } from './filing-plan.ts';

/** 移交归档: documents on their way from a department into the archive room. */
export const HANDED_STATES = ['draft', 'submitted', 'returned', 'accepted', 'withdrawn'] as const;
export const handedState = z.enum(HANDED_STATES);
export type HandedState = z.infer<typeof handedState>;

/** The fields a department fills in; a return names the one that is wrong. */
export const HANDED_FIELDS = [
  'title',
  'documentNumber',
  'responsibleParty',
  'documentDate',
  'pageCount',
  'categoryCode',
  'remarks',
  'file',
  'originNote',
] as const;
export const handedField = z.enum(HANDED_FIELDS);
export type HandedField = z.infer<typeof handedField>;

export const returnReason = z.object({ field: handedField, reason: text(300) });
export type ReturnReason = z.infer<typeof returnReason>;

const typed = {
  title: text(ITEM_TEXT_LIMITS.title),
  categoryCode,
  documentNumber: optionalText(ITEM_TEXT_LIMITS.documentNumber),
  responsibleParty: optionalText(ITEM_TEXT_LIMITS.responsibleParty),
  documentDate: documentDate.optional(),
  pageCount: pageCount.optional(),
  remarks: optionalText(ITEM_TEXT_LIMITS.remarks),
  planLineId: uuid.optional(),
  eventId: uuid.optional(),
  isOffList: z.boolean().default(false),
  originNote: optionalText(300),
};

/** Dropped files: the server reads what it can of each and fills the fields in. */
export const handFilesInput = z.strictObject({
  departmentId: uuid,
  year: planYear,
  planLineId: uuid.optional(),
  objectIds: z.array(uuid).min(1).max(50),
});
export type HandFilesInput = z.infer<typeof handFilesInput>;

/** A document that lies on paper only. */
export const listDocumentInput = z.strictObject({ departmentId: uuid, year: planYear, ...typed });
export type ListDocumentInput = z.infer<typeof listDocumentInput>;

export const updateHandedInput = z.strictObject({
  id: uuid,
  rowVersion: z.number().int().min(1),
  ...typed,
  /** Another file in the place of the one that was returned. */
  objectId: uuid.optional(),
});
export type UpdateHandedInput = z.infer<typeof updateHandedInput>;

export const submitHandedInput = z.strictObject({ ids: z.array(uuid).min(1).max(200) });
export const withdrawHandedInput = z.strictObject({ id: uuid, rowVersion: z.number().int().min(1) });

export const returnHandedInput = z.strictObject({
  id: uuid,
  rowVersion: z.number().int().min(1),
  reasons: z.array(returnReason).min(1).max(9),
});
export type ReturnHandedInput = z.infer<typeof returnHandedInput>;

export const acceptHandedInput = z.strictObject({
  id: uuid,
  rowVersion: z.number().int().min(1),
  fondsId: uuid,
  retentionCode,
  /** The line of the approved schedule that the archivist confirmed. */
  scheduleRuleId: uuid.optional(),
  retentionBasisDate: isoDate.optional(),
  /** What the archivist put right, when no return is worth it. */
  title: text(ITEM_TEXT_LIMITS.title).optional(),
  referenceCode: optionalText(ITEM_TEXT_LIMITS.referenceCode),
});
export type AcceptHandedInput = z.infer<typeof acceptHandedInput>;

export const listHandedInput = z.strictObject({
  ...pageInput,
  state: handedState.optional(),
  departmentId: uuid.optional(),
  year: planYear.optional(),
  offListOnly: z.boolean().default(false),
  /** Whether it stands in a line of the plan; absent: both. */
  isPlanned: z.boolean().optional(),
  q: z.string().trim().max(100).optional(),
});
export type ListHandedInput = z.infer<typeof listHandedInput>;

/** 移交清单: of what the list is narrowed to. */
export const printHandedInput = listHandedInput.omit({ cursor: true, direction: true, limit: true });
export type PrintHandedInput = z.infer<typeof printHandedInput>;

export const handedView = z.object({
  id: uuid,
  departmentId: uuid,
  departmentName: z.string(),
  filingYear: z.number().int(),
  categoryCode: z.string(),
  planLineId: uuid.nullable(),
  planKind: z.string().nullable(),
  eventId: uuid.nullable(),
  title: z.string(),
  documentNumber: z.string().nullable(),
  responsibleParty: z.string().nullable(),
  documentDate: z.string().nullable(),
  pageCount: z.number().int().nullable(),
  remarks: z.string().nullable(),
  isOffList: z.boolean(),
  originNote: z.string().nullable(),
  file: z.object({ fileName: z.string(), sizeBytes: z.number(), mediaType: z.string() }).nullable(),
  /** Another document of this unit with the very same bytes. */
  hasTwin: z.boolean(),
  state: handedState,
  reasons: z.array(returnReason),
  handedByName: z.string(),
  submittedAt: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decidedByName: z.string().nullable(),
  itemId: uuid.nullable(),
  referenceCode: z.string().nullable(),
  createdAt: z.string(),
  rowVersion: z.number().int(),
});
export type HandedView = z.infer<typeof handedView>;
export const handedPage = pageOf(handedView);

/** 四重 that a document may belong to, as far as whoever hands in needs to know them. */
export const handInEventsInput = z.strictObject({ q: z.string().trim().max(100).optional() });
export const eventName = z.object({ id: uuid, name: z.string(), heldFrom: isoDate });
export type EventName = z.infer<typeof eventName>;

export const handedEvent = z.object({
  id: uuid,
  at: z.string(),
  action: z.string(),
  actorName: z.string(),
  reasons: z.array(returnReason),
});
export const handedDetail = handedView.extend({ history: z.array(handedEvent) });
export type HandedDetail = z.infer<typeof handedDetail>;

/** What of the dropped files was taken in, and which were refused, by their place in the list. */
export const handFilesView = z.object({
  documents: z.array(handedView),
  refused: z.array(z.object({ position: z.number().int(), reason: z.enum(['CLASSIFIED', 'NAME_EMPTY']) })),
});
export type HandFilesView = z.infer<typeof handFilesView>;
