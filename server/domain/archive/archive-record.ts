import { z } from 'zod';
import {
  categoryCode,
  documentDate,
  filingYear,
  frameCount,
  ITEM_TEXT_LIMITS,
  itemDetails,
  itemLevel,
  itemNumber,
  itemTopics,
  openFlag,
  pageCount,
  retentionCode,
} from '@/server/domain/archive/archive-item';
import { itemState, leftHow } from '@/server/domain/archive/archive-list';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';

/** One record: how it is entered, how it is shown, how it is corrected. */

const optional = {
  responsibleParty: optionalText(ITEM_TEXT_LIMITS.responsibleParty),
  documentNumber: optionalText(ITEM_TEXT_LIMITS.documentNumber),
  documentDate: documentDate.optional(),
  startDate: documentDate.optional(),
  endDate: documentDate.optional(),
  pageCount: pageCount.optional(),
  boxNumber: optionalText(ITEM_TEXT_LIMITS.boxNumber),
  remarks: optionalText(ITEM_TEXT_LIMITS.remarks),
  frameCount: frameCount.optional(),
  details: itemDetails.optional(),
  topics: itemTopics.optional(),
};

/** 著录. Without number or code the unit's template numbers the record. */
export const createItemInput = z.strictObject({
  fondsId: uuid,
  /** The 卷 or 组 that it lies in: fonds, category, year, retention and organisation are then those of the volume. */
  parentId: uuid.optional(),
  /** Piece, volume or group; left out, the template says. */
  level: itemLevel.optional(),
  /** 暂用号: the code may change until it is locked. Always so below a fonds without an official number. */
  isProvisional: z.boolean().optional(),
  catalogueNumber: optionalText(ITEM_TEXT_LIMITS.catalogueNumber),
  categoryCode,
  filingYear,
  retentionCode,
  orgCode: optionalText(ITEM_TEXT_LIMITS.orgCode),
  itemNumber: itemNumber.optional(),
  fileNumber: optionalText(ITEM_TEXT_LIMITS.fileNumber),
  referenceCode: optionalText(ITEM_TEXT_LIMITS.referenceCode),
  title: text(ITEM_TEXT_LIMITS.title),
  openFlag: openFlag.default('unreviewed'),
  ...optional,
});
export type CreateItemInput = z.infer<typeof createItemInput>;

/** What a 更正单 may change. The parts of the reference code are not among them: a new code is a renumbering, or a corrected retention. */
export const CORRECTABLE_FIELDS = [
  'title',
  'responsibleParty',
  'documentNumber',
  'documentDate',
  'startDate',
  'endDate',
  'pageCount',
  'openFlag',
  'boxNumber',
  'remarks',
  'frameCount',
  'details',
  'topics',
] as const;
export type CorrectableField = (typeof CORRECTABLE_FIELDS)[number];

const cleared = <Schema extends z.ZodType>(schema: Schema) => schema.nullable().optional();
/** null empties a field, an absent one stays as it is. */
export const itemChanges = z
  .strictObject({
    title: text(ITEM_TEXT_LIMITS.title).optional(),
    responsibleParty: cleared(text(ITEM_TEXT_LIMITS.responsibleParty)),
    documentNumber: cleared(text(ITEM_TEXT_LIMITS.documentNumber)),
    documentDate: cleared(documentDate),
    startDate: cleared(documentDate),
    endDate: cleared(documentDate),
    pageCount: cleared(pageCount),
    openFlag: openFlag.optional(),
    boxNumber: cleared(text(ITEM_TEXT_LIMITS.boxNumber)),
    remarks: cleared(text(ITEM_TEXT_LIMITS.remarks)),
    frameCount: cleared(frameCount),
    details: itemDetails.optional(),
    topics: itemTopics.optional(),
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), 'NOTHING_CHANGED');
export type ItemChanges = z.infer<typeof itemChanges>;

/** 更正单 */
export const correctItemInput = z.strictObject({
  id: uuid,
  rowVersion: z.number().int().min(1),
  changes: itemChanges,
  reason: text(500),
});
export type CorrectItemInput = z.infer<typeof correctItemInput>;

/** 更正保管期限: a 更正单 of its own, because the code may have to follow. */
export const correctRetentionInput = z.strictObject({
  id: uuid,
  rowVersion: z.number().int().min(1),
  retentionCode,
  /** The day to count from, where it is not the record's own: the asset's end, the acceptance of a project … */
  basisDate: isoDate.optional(),
  reason: text(500),
});
export type CorrectRetentionInput = z.infer<typeof correctRetentionInput>;

/** 调卷: a 更正单 that puts a piece into another volume. */
export const movePieceInput = z.strictObject({
  id: uuid,
  rowVersion: z.number().int().min(1),
  volumeId: uuid,
  /** Where the codes of the new volume do not number what lies in it. */
  referenceCode: text(ITEM_TEXT_LIMITS.referenceCode).optional(),
  reason: text(500),
});
export type MovePieceInput = z.infer<typeof movePieceInput>;

export const itemView = z.object({
  id: uuid,
  fondsId: uuid,
  fondsNumber: z.string(),
  fondsName: z.string(),
  level: itemLevel.or(z.literal('register')),
  categoryCode: z.string(),
  subcategoryCode: z.string().nullable(),
  filingYear: z.number().int(),
  retentionCode: z.string(),
  orgCode: z.string().nullable(),
  itemNumber: z.number().int().nullable(),
  catalogueNumber: z.string().nullable(),
  fileNumber: z.string().nullable(),
  pageNumber: z.string().nullable(),
  referenceCode: z.string(),
  codeTemplate: z.string(),
  title: z.string(),
  responsibleParty: z.string().nullable(),
  documentNumber: z.string().nullable(),
  documentDate: z.string().nullable(),
  startDate: z.string().nullable(),
  endDate: z.string().nullable(),
  pageCount: z.number().int().nullable(),
  openFlag,
  boxNumber: z.string().nullable(),
  remarks: z.string().nullable(),
  frameCount: z.number().int().nullable(),
  details: z.record(z.string(), z.string()),
  topics: z.array(z.string()),
  parentId: uuid.nullable(),
  boxId: uuid.nullable(),
  codeState: z.enum(['provisional', 'locked']),
  /** Codes it had before, newest last. */
  oldCodes: z.array(z.string()),
  expiresOn: z.string().nullable(),
  state: itemState,
  archivedOn: z.string().nullable(),
  accessionedOn: z.string().nullable(),
  leftOn: z.string().nullable(),
  leftHow,
  createdAt: z.string(),
  updatedAt: z.string(),
  rowVersion: z.number().int(),
});
export type ItemView = z.infer<typeof itemView>;

/** One line of a record's history, from the audit log. */
export const itemEventView = z.object({
  id: uuid,
  at: z.string(),
  action: z.string(),
  actorName: z.string(),
  actorTenantName: z.string(),
  /** A look by somebody of another unit under a grant. */
  isGrantRead: z.boolean(),
  reason: z.string().nullable(),
  changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
});
export type ItemEventView = z.infer<typeof itemEventView>;

export const itemDetailView = z.object({
  item: itemView,
  history: z.array(itemEventView),
  /** The workbook and its row, when the record came with an import. */
  origin: z.object({ batchId: uuid, fileName: z.string(), rowNumber: z.number().int() }).nullable(),
});
export type ItemDetailView = z.infer<typeof itemDetailView>;
