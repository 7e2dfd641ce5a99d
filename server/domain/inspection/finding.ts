import { z } from 'zod';
import { isoDate, optionalText, slug, text, uuid } from '@/server/domain/shared/ids';
import { findingDocument, findingSeverity } from './enforcement-document.ts';
import { legalItemCode } from './legal-item.ts';
import { frozenProbe } from './probe-views.ts';
import { findingState } from './states.ts';
import { MOST_PHOTOS } from './vocabulary.ts';

/** 问题. Pinned to a record (with a frozen copy) or to a checklist item. */
export const findingId = uuid;

const pin = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('archive_item'), unitSlug: slug, id: uuid }),
  z.strictObject({ kind: z.literal('checklist_item') }),
  /** 盒: by its number in the catalogue, or one of the unit's own boxes that a grant of 库房与保管登记 opens; read and kept. */
  z.strictObject({
    kind: z.literal('box'),
    unitSlug: slug,
    boxNumber: text(100),
    seen: optionalText(500),
    boxId: uuid.optional(),
  }),
  /** 库房 or another place: one of the unit's own that the grant opens, which is read and kept, or as the inspector names it. */
  z.strictObject({
    kind: z.literal('room'),
    name: text(100),
    seen: optionalText(500),
    granted: z.strictObject({ unitSlug: slug, placeId: uuid }).optional(),
  }),
  /** A line of a register: on paper as the inspector describes it, or one that the grant opens, which is read and kept. */
  z.strictObject({
    kind: z.literal('register_entry'),
    name: text(100),
    entry: text(100),
    seen: optionalText(500),
    granted: z.strictObject({ unitSlug: slug, entryId: uuid }).optional(),
  }),
]);

const wording = {
  severity: findingSeverity,
  fact: text(2000),
  basis: text(500),
  requirement: text(1000),
  dueOn: isoDate,
  /** Suggested by the severity; the inspector confirms or chooses. */
  documentCode: findingDocument.optional(),
  photoObjectIds: z.array(uuid).max(MOST_PHOTOS),
};

export const addFindingInput = z.strictObject({
  ...wording,
  inspectionId: uuid,
  checklistCode: z.string().min(1).max(20),
  pin,
  photoObjectIds: wording.photoObjectIds.default([]),
});
export type AddFindingInput = z.infer<typeof addFindingInput>;

/** Absent fields stay as they are. A record once pinned stays pinned: what was read is evidence. */
export const updateFindingInput = z.strictObject({
  findingId,
  rowVersion: z.number().int(),
  severity: wording.severity.optional(),
  fact: wording.fact.optional(),
  basis: wording.basis.optional(),
  requirement: wording.requirement.optional(),
  dueOn: wording.dueOn.optional(),
  documentCode: wording.documentCode,
  photoObjectIds: wording.photoObjectIds.optional(),
});
export type UpdateFindingInput = z.infer<typeof updateFindingInput>;

export const verifyFindingInput = z.strictObject({ findingId, accepted: z.boolean(), reason: text(1000) });
export type VerifyFindingInput = z.infer<typeof verifyFindingInput>;

/** A catalogue entry as it was when it was pinned. */
export const pinnedCopy = z.object({
  unitSlug: z.string(),
  unitName: z.string(),
  itemId: uuid,
  referenceCode: z.string(),
  title: z.string(),
  categoryCode: z.string(),
  filingYear: z.number().int(),
  retentionCode: z.string(),
  orgCode: z.string().nullable(),
  responsibleParty: z.string().nullable(),
  documentNumber: z.string().nullable(),
  documentDate: z.string().nullable(),
  pageCount: z.number().int().nullable(),
  boxNumber: z.string().nullable(),
  openFlag: z.string(),
  rowVersion: z.number().int(),
  readAt: z.string(),
  grantId: uuid,
});
export type PinnedCopy = z.infer<typeof pinnedCopy>;

/** 库房, 库位 or 盒 in the unit's own books. */
export const pinnedPlaceRef = z.object({ kind: z.enum(['room', 'box']), id: uuid });
export type PinnedPlaceRef = z.infer<typeof pinnedPlaceRef>;

/** What was seen where there is no record to copy, in the words that are printed. */
export const pinnedFacts = z.array(z.object({ label: z.string(), value: z.string() }));
export type PinnedFacts = z.infer<typeof pinnedFacts>;

/** 更正 of a record since it was found wrong: what the record's own log says. */
export const recordChange = z.object({
  at: z.string(),
  actorName: z.string(),
  field: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
});
export type RecordChange = z.infer<typeof recordChange>;

/** One field of the record: as it was when it was pinned, and as it stands with the answer. */
export const recordDifference = z.object({ field: z.string(), was: z.string().nullable(), is: z.string().nullable() });
export type RecordDifference = z.infer<typeof recordDifference>;

/** What the unit changed in the record that a finding is about: frozen into its answer. */
export const rectifiedRecord = z.object({
  referenceCode: z.string(),
  differences: z.array(recordDifference),
  changes: z.array(recordChange),
  /** What it is an entry of, where it is one of a register. */
  registerCode: z.string().nullable().default(null),
  /** Which place or box it is, where it is one. */
  place: pinnedPlaceRef.nullable().default(null),
});
export type RectifiedRecord = z.infer<typeof rectifiedRecord>;

export const attachmentView = z.object({
  objectId: uuid,
  fileName: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
});
export type AttachmentView = z.infer<typeof attachmentView>;

/** 整改回复 as it reached the inspector, and what the inspector said to it. */
export const answerView = z.object({
  dispatchId: uuid,
  findingId,
  senderName: z.string(),
  dispatchedAt: z.string(),
  measure: z.string(),
  doneOn: isoDate,
  attachments: z.array(attachmentView),
  record: rectifiedRecord.nullable(),
  probes: z.array(frozenProbe),
  verdict: z.object({ accepted: z.boolean(), reason: z.string(), dispatchedAt: z.string() }).nullable(),
});
export type AnswerView = z.infer<typeof answerView>;

export const findingView = z.object({
  id: findingId,
  number: z.number().int(),
  legalItem: legalItemCode,
  checklistCode: z.string(),
  severity: findingSeverity,
  documentCode: findingDocument,
  documentNumber: z.string().nullable(),
  fact: z.string(),
  basis: z.string(),
  requirement: z.string(),
  dueOn: isoDate,
  isOverdue: z.boolean(),
  pinnedKind: z.string().nullable(),
  pinnedLabel: z.string().nullable(),
  pinnedCopy: pinnedCopy.nullable(),
  pinnedFacts: pinnedFacts.nullable(),
  /** As issued, when an extension has moved the day. */
  firstDueOn: isoDate.nullable(),
  reopensFindingId: uuid.nullable(),
  /** As it stands: an issued finding with an answer that awaits its verification counts as answered. */
  state: findingState,
  issuedOn: isoDate.nullable(),
  verifiedOn: isoDate.nullable(),
  photos: z.array(attachmentView),
  answers: z.array(answerView),
  rowVersion: z.number().int(),
});
export type FindingView = z.infer<typeof findingView>;

/** Canned wording of the finding form; what a dispatched finding holds, frozen. */
export const findingDispatchBody = z.object({
  documentCode: findingDocument,
  documentTitle: z.string(),
  campaignTitle: z.string(),
  noticeNumber: z.string().nullable(),
  inspectedOn: isoDate.nullable(),
  number: z.number().int(),
  legalItem: legalItemCode,
  checklistCode: z.string(),
  checklistText: z.string(),
  severity: findingSeverity,
  fact: z.string(),
  basis: z.string(),
  requirement: z.string(),
  legalBasis: z.string(),
  consequence: z.string(),
  pinned: pinnedCopy.pick({ referenceCode: true, title: true, documentNumber: true, documentDate: true }).nullable(),
  pinnedFacts: pinnedFacts.nullable().default(null),
  /** The unit's own record as it was then, so that the unit sees what it has changed since. */
  pinnedRecord: pinnedCopy.omit({ unitSlug: true, unitName: true, grantId: true }).nullable().default(null),
  /** The unit's own register entry, whose frozen facts stand in `pinnedFacts`. */
  pinnedEntryId: uuid.nullable().default(null),
  /** The same for the unit's own room, place or box. */
  pinnedPlace: pinnedPlaceRef.nullable().default(null),
  /** 自动核查 of its item: which there are, over which years, and what they said when it was issued. */
  probeCodes: z.array(z.string()).default([]),
  probeYears: z.object({ from: z.number().int(), to: z.number().int() }).nullable().default(null),
  probes: z.array(frozenProbe).default([]),
});
export type FindingDispatchBody = z.infer<typeof findingDispatchBody>;

export const answerFindingInput = z.strictObject({
  findingDispatchId: uuid,
  measure: text(2000),
  doneOn: isoDate,
  proofObjectIds: z.array(uuid).max(MOST_PHOTOS).default([]),
});
export type AnswerFindingInput = z.infer<typeof answerFindingInput>;

/** What a dispatched answer and a dispatched verification hold, frozen. */
export const rectificationBody = z.object({
  findingNumber: z.number().int(),
  documentNumber: z.string().nullable(),
  measure: z.string(),
  doneOn: isoDate,
  record: rectifiedRecord.nullable().default(null),
  /** What the unit's own records said when it answered. */
  probes: z.array(frozenProbe).default([]),
});
export const verificationBody = z.object({
  findingNumber: z.number().int(),
  documentNumber: z.string().nullable(),
  accepted: z.boolean(),
  reason: z.string(),
});
