import { z } from 'zod';
import { categoryCode, filingYear, itemDetails, itemLevel, retentionCode } from '@/server/domain/archive/archive-item';
import { verdict } from '@/server/domain/digital/four-property';
import { isoDate, optionalText, tenantId, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import {
  TRANSFER_BASES,
  TRANSFER_ITEM_STATES,
  TRANSFER_PROBLEMS,
  TRANSFER_STATES,
  type TransferState,
} from './vocabulary.ts';

/** 移交进馆 on the side of the unit. */

/** More is several batches: one list is checked, sealed and taken in as a whole. */
export const LARGEST_TRANSFER = 20_000;
/** Up to here a step is done while the person waits; above it is a job. */
export const INLINE_TRANSFER = 500;

export const partnerView = z.object({
  tenantId,
  slug: z.string(),
  kind: z.string(),
  name: z.string(),
  termYears: z.number().nullable(),
});
export type PartnerView = z.infer<typeof partnerView>;

export const transferSelection = z.strictObject({
  categoryCode: categoryCode.optional(),
  yearFrom: filingYear.optional(),
  yearTo: filingYear.optional(),
  retentionCodes: z.array(retentionCode).max(20).optional(),
  q: optionalText(100),
  /** Only what goes to the archives by the rule (ten years, twenty in a city) in this year or earlier. */
  onlyDue: z.boolean().optional(),
});
export type TransferSelection = z.infer<typeof transferSelection>;

export const dueListInput = z.strictObject({ archivesTenantId: tenantId.optional() });
export const dueRowView = z.object({
  fondsId: uuid,
  fondsNumber: z.string(),
  fondsName: z.string(),
  fondsClosedOn: isoDate.nullable(),
  categoryCode: z.string(),
  filingYear: z.number(),
  volumes: z.number(),
  pieces: z.number(),
  boxes: z.number(),
  dueOn: isoDate,
  state: z.enum(['overdue', 'due', 'later']),
});
export type DueRowView = z.infer<typeof dueRowView>;
export const dueListView = z.object({
  archives: z.array(partnerView),
  archivesTenantId: tenantId.nullable(),
  termYears: z.number().nullable(),
  rows: z.array(dueRowView),
});
export type DueListView = z.infer<typeof dueListView>;

/** The records of a line of 应移交. */
const dueRecordFilter = {
  fondsId: uuid,
  categoryCode,
  filingYear,
  archivesTenantId: tenantId.optional(),
  q: optionalText(100),
};
export const listDueRecordsInput = z.strictObject({ ...dueRecordFilter, ...pageInput });
export type ListDueRecordsInput = z.infer<typeof listDueRecordsInput>;
export const exportDueRecordsInput = z.strictObject(dueRecordFilter);
export type ExportDueRecordsInput = z.infer<typeof exportDueRecordsInput>;

export const createTransferInput = z.strictObject({
  archivesTenantId: tenantId,
  fondsId: uuid,
  title: optionalText(200),
  basis: z.enum(TRANSFER_BASES),
  selection: transferSelection.optional(),
});
export type CreateTransferInput = z.infer<typeof createTransferInput>;
export const addTransferItemsInput = z.strictObject({
  batchId: uuid,
  selection: transferSelection.optional(),
  itemIds: z.array(uuid).max(2_000).optional(),
});
export type AddTransferItemsInput = z.infer<typeof addTransferItemsInput>;
/** 选入档案: what is still here and on no list, in the fonds of the batch. What lies in a volume comes with it. */
export const listCandidatesInput = z.strictObject({
  ...pageInput,
  batchId: uuid,
  selection: transferSelection.prefault({}),
});
export type ListCandidatesInput = z.infer<typeof listCandidatesInput>;
export const candidateView = z.object({
  id: uuid,
  referenceCode: z.string(),
  title: z.string(),
  level: z.string(),
  categoryCode: z.string(),
  filingYear: z.number(),
  retentionCode: z.string(),
  pageCount: z.number().nullable(),
  boxNumber: z.string().nullable(),
  dueOn: isoDate,
});
export type CandidateView = z.infer<typeof candidateView>;
export const candidatePage = pageOf(candidateView).extend({
  /** Of everything that the conditions find. */
  counts: z.object({ volumes: z.number(), pieces: z.number(), pages: z.number() }),
});
export type CandidatePage = z.infer<typeof candidatePage>;

export const removeTransferItemsInput = z.strictObject({ batchId: uuid, itemIds: z.array(uuid).min(1).max(2_000) });
export type RemoveTransferItemsInput = z.infer<typeof removeTransferItemsInput>;

/** 三项附具 of the Implementing Regulations art. 30, and what offices write beside them. */
export const updateTransferInput = z.strictObject({
  batchId: uuid,
  rowVersion: z.number().int(),
  title: text(200),
  basis: z.enum(TRANSFER_BASES),
  openOpinion: optionalText(2000),
  disclosureStatus: optionalText(2000),
  secrecyStatus: optionalText(2000),
  fourProperty: optionalText(2000),
  description: optionalText(2000),
});
export type UpdateTransferInput = z.infer<typeof updateTransferInput>;
export const batchIdInput = z.strictObject({ batchId: uuid });
export const signTransferInput = z.strictObject({ batchId: uuid, signedName: text(60) });
export type SignTransferInput = z.infer<typeof signTransferInput>;
export const takeReceiptInput = z.strictObject({ answerDispatchId: uuid });

/** The newest four-property check of the list. */
export const transferCheckView = z
  .object({
    runId: uuid,
    verdict: verdict.nullable(),
    recordCount: z.number().int(),
    failedCount: z.number().int(),
    openCount: z.number().int(),
    notScanned: z.number().int(),
    finishedAt: z.string().nullable(),
    /** Whether the annex says what this run found. */
    isTaken: z.boolean(),
  })
  .nullable();
export type TransferCheckView = z.infer<typeof transferCheckView>;

export const transferProblem = z.object({ code: z.enum(TRANSFER_PROBLEMS), isError: z.boolean(), detail: z.string() });
export type TransferProblem = z.infer<typeof transferProblem>;

export const transferView = z.object({
  id: uuid,
  batchNumber: z.string(),
  title: z.string(),
  archivesTenantId: tenantId,
  archivesName: z.string(),
  fondsId: uuid,
  fondsNumber: z.string(),
  fondsName: z.string(),
  basis: z.enum(TRANSFER_BASES),
  state: z.enum(TRANSFER_STATES),
  round: z.number(),
  createdByName: z.string(),
  createdAt: z.string(),
  signedName: z.string().nullable(),
  signedOn: isoDate.nullable(),
  itemCount: z.number(),
  acceptedCount: z.number(),
  returnedCount: z.number(),
});
export type TransferView = z.infer<typeof transferView>;
export const transferPage = pageOf(transferView);
const transferFilter = {
  q: optionalText(100),
  state: z.enum(TRANSFER_STATES).optional(),
  year: filingYear.optional(),
};
export const listTransfersInput = z.strictObject({ ...pageInput, ...transferFilter });
export const exportTransfersInput = z.strictObject(transferFilter);
export type TransferFilter = z.infer<typeof exportTransfersInput>;
export type ListTransfersInput = z.infer<typeof listTransfersInput>;

export const receiptView = z.object({
  answerDispatchId: uuid,
  round: z.number(),
  acceptedCount: z.number(),
  returnedCount: z.number(),
  acceptedOn: isoDate,
  receivedByName: z.string(),
  takenAt: z.string(),
});
export const transferDetail = transferView.extend({
  rowVersion: z.number(),
  openOpinion: z.string().nullable(),
  disclosureStatus: z.string().nullable(),
  secrecyStatus: z.string().nullable(),
  fourProperty: z.string().nullable(),
  description: z.string().nullable(),
  checkedAt: z.string().nullable(),
  dispatchId: uuid.nullable(),
  jobId: uuid.nullable(),
  counts: z.object({ volumes: z.number(), pieces: z.number(), boxes: z.number(), pages: z.number() }),
  wrongCount: z.number(),
  warnedCount: z.number(),
  missingAnnexes: z.array(z.enum(['openOpinion', 'disclosureStatus', 'secrecyStatus'])),
  receipts: z.array(receiptView),
  /** An answer of the archives that is here and not yet entered. */
  waitingAnswerId: uuid.nullable(),
});
export type TransferDetail = z.infer<typeof transferDetail>;

export const listTransferItemsInput = z.strictObject({
  ...pageInput,
  batchId: uuid,
  state: z.enum(TRANSFER_ITEM_STATES).optional(),
  onlyProblems: z.boolean().default(false),
});
export type ListTransferItemsInput = z.infer<typeof listTransferItemsInput>;
export const transferItemView = z.object({
  itemId: uuid,
  referenceCode: z.string(),
  title: z.string(),
  level: z.string(),
  categoryCode: z.string(),
  filingYear: z.number(),
  retentionCode: z.string(),
  pageCount: z.number().nullable(),
  boxNumber: z.string().nullable(),
  state: z.enum(TRANSFER_ITEM_STATES),
  problems: z.array(transferProblem),
  reason: z.string().nullable(),
  archivesCode: z.string().nullable(),
  leftOn: isoDate.nullable(),
});
export type TransferItemView = z.infer<typeof transferItemView>;
export const transferItemPage = pageOf(transferItemView);

/** One record as it is frozen in the list that travels. */
export const frozenRecord = z.object({
  itemId: uuid,
  parentId: uuid.nullable(),
  level: itemLevel.or(z.literal('register')),
  referenceCode: z.string().max(100),
  codeTemplate: z.string().max(60),
  categoryCode: z.string().max(20),
  subcategoryCode: z.string().max(20).nullable(),
  filingYear,
  retentionCode: z.string().max(10),
  orgCode: z.string().max(20).nullable(),
  itemNumber: z.number().int().nullable(),
  catalogueNumber: z.string().max(20).nullable(),
  fileNumber: z.string().max(20).nullable(),
  pageNumber: z.string().max(20).nullable(),
  title: z.string().max(500),
  responsibleParty: z.string().max(200).nullable(),
  documentNumber: z.string().max(100).nullable(),
  documentDate: z.string().max(10).nullable(),
  startDate: z.string().max(10).nullable(),
  endDate: z.string().max(10).nullable(),
  pageCount: z.number().int().nullable(),
  frameCount: z.number().int().nullable(),
  /** Pages that frames of the unit show, checked and linked; lists of older versions do not say it. */
  digitisedPages: z.number().int().optional(),
  boxNumber: z.string().max(20).nullable(),
  remarks: z.string().max(1000).nullable(),
  details: itemDetails,
  topics: z.array(z.string().max(20)).max(50),
  oldCodes: z.array(z.string().max(200)).max(100),
  openFlag: z.string().max(20),
});
export type FrozenRecord = z.infer<typeof frozenRecord>;

/** The body of the dispatch; its list is the attachment. */
export const transferBody = z.object({
  batchId: uuid,
  batchNumber: z.string(),
  title: z.string(),
  round: z.number().int().min(1),
  basis: z.enum(TRANSFER_BASES),
  fondsNumber: z.string(),
  fondsName: z.string(),
  fondsClosedOn: isoDate.nullable(),
  senderKind: z.string(),
  openOpinion: z.string(),
  disclosureStatus: z.string(),
  secrecyStatus: z.string(),
  fourProperty: z.string().nullable(),
  description: z.string().nullable(),
  signedName: z.string(),
  signedOn: isoDate,
  counts: z.object({
    items: z.number(),
    volumes: z.number(),
    pieces: z.number(),
    boxes: z.number(),
    pages: z.number(),
  }),
  planDispatchId: uuid.nullable(),
});
export type TransferBody = z.infer<typeof transferBody>;

export const answerBody = z.object({
  batchId: uuid,
  batchNumber: z.string(),
  round: z.number().int(),
  acceptedCount: z.number().int(),
  returnedCount: z.number().int(),
  acceptedOn: isoDate,
  receivedByName: z.string(),
  accessionNumber: z.string().nullable(),
  fondsNumber: z.string().nullable(),
  place: z.string().nullable(),
  /** Why a delivery went back as a whole, unread: then its list names nobody. */
  note: z.string().nullable().default(null),
});
export type AnswerBody = z.infer<typeof answerBody>;
/** What became of each record; the attachment of the answer. */
export const answeredRecord = z.object({
  itemId: uuid,
  accepted: z.boolean(),
  archivesCode: z.string().nullable(),
  reason: z.string().nullable(),
});
export type AnsweredRecord = z.infer<typeof answeredRecord>;

/** What the act answers when the rest of it is done by a worker. */
export const startedWork = z.object({ jobId: uuid.nullable() });

export const canEditTransfer = (state: TransferState): boolean =>
  state === 'draft' || state === 'checked' || state === 'returned' || state === 'rejected';
