import { z } from 'zod';
import { beginUploadInput, creationMethod } from '@/server/domain/digital/digital-file';
import { text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 批量挂接: many files at once, matched to records by their names, looked through, confirmed. */

/** Uploads come in (`collecting`), are matched by a job, wait for a person (`matched`), are linked by a job, or undone. */
export const LINK_STATES = ['collecting', 'matching', 'matched', 'linking', 'linked', 'undone'] as const;
export const linkState = z.enum(LINK_STATES);
export const MATCHED_BY = ['none', 'folder', 'name', 'list', 'barcode', 'hand'] as const;
export const LINK_PROBLEMS = [
  'unmatched',
  'several_records',
  'page_missing',
  'page_doubled',
  'count_differs',
  'has_files',
] as const;
export const LINK_FILTERS = ['all', 'matched', 'unmatched', 'problem'] as const;

export const linkBatchView = z.object({
  id: uuid,
  name: z.string(),
  creationMethod,
  state: linkState,
  fileCount: z.number().int(),
  matchedCount: z.number().int(),
  problemCount: z.number().int(),
  linkedCount: z.number().int(),
  jobId: uuid.nullable(),
  createdAt: z.string(),
  linkedAt: z.string().nullable(),
  undoneAt: z.string().nullable(),
  /** Pages that bear the code of a record part the scans. */
  usesBarcodes: z.boolean(),
  listName: z.string().nullable(),
  listCount: z.number().int(),
});
export type LinkBatchView = z.infer<typeof linkBatchView>;
export const linkBatchDetail = linkBatchView.extend({
  /** Uploads of the batch by state. */
  uploads: z.record(z.string(), z.number().int()),
  /** Barcode pages, which are linked to nothing. */
  separators: z.number().int(),
});
export type LinkBatchDetail = z.infer<typeof linkBatchDetail>;

export const createLinkBatchInput = z.strictObject({
  name: text(100),
  creationMethod: creationMethod.default('digitised'),
  usesBarcodes: z.boolean().default(false),
});
export const linkBatchInput = z.strictObject({ batchId: uuid });
const MOST_AT_ONCE = 200;
export const beginUploadsInput = z.strictObject({
  batchId: uuid,
  files: z.array(beginUploadInput).min(1).max(MOST_AT_ONCE),
});
export type BeginUploadsInput = z.infer<typeof beginUploadsInput>;
/** One upload for each file of the input, in its order. */
export const begunUploads = z.object({
  uploadIds: z.array(uuid),
  /** Those that the batch has received already, by folder, name and size: they are not sent again. */
  received: z.array(uuid),
});
export type BegunUploads = z.infer<typeof begunUploads>;

/** Uploads of a batch that did not come in wholly, or were refused. */
export const batchUploadsInput = z.strictObject({ batchId: uuid, after: uuid.optional() });
export type BatchUploadsInput = z.infer<typeof batchUploadsInput>;
export const batchUploadView = z.object({
  id: uuid,
  folder: z.string(),
  fileName: z.string(),
  sizeBytes: z.number(),
  state: z.enum(['receiving', 'refused']),
  refusedCode: z.string().nullable(),
});
export const batchUploadPage = z.object({ uploads: z.array(batchUploadView), next: uuid.nullable() });
export type BatchUploadPage = z.infer<typeof batchUploadPage>;

export const linkFilesInput = z.strictObject({
  batchId: uuid,
  only: z.enum(LINK_FILTERS).default('all'),
  ...pageInput,
});
export const exportLinkFilesInput = linkFilesInput.pick({ batchId: true, only: true });
export type LinkFilesInput = z.infer<typeof linkFilesInput>;
export const linkFileView = z.object({
  uploadId: uuid,
  folder: z.string(),
  fileName: z.string(),
  sizeBytes: z.number(),
  itemId: uuid.nullable(),
  referenceCode: z.string().nullable(),
  title: z.string().nullable(),
  matchedBy: z.enum(MATCHED_BY),
  pageNumber: z.number().int().nullable(),
  problems: z.array(z.enum(LINK_PROBLEMS)),
  isLinked: z.boolean(),
  /** A barcode page is kept in the batch and linked to nothing. */
  kind: z.enum(['page', 'separator']),
});
export const linkFilePage = pageOf(linkFileView);
export type LinkFilePage = z.infer<typeof linkFilePage>;

/** 手工挂接; null takes the record away from the files. */
export const assignFilesInput = z.strictObject({
  batchId: uuid,
  uploadIds: z.array(uuid).min(1).max(MOST_AT_ONCE),
  itemId: uuid.nullable(),
});
export type AssignFilesInput = z.infer<typeof assignFilesInput>;

/** 挂接清单 as an uploaded workbook. */
export const setLinkListInput = z.strictObject({ batchId: uuid, objectId: uuid });
export const setLinkListView = z.object({ entries: z.number().int(), skipped: z.number().int() });
export const linkListGapsInput = z.strictObject({ batchId: uuid, after: z.number().int().min(0).default(0) });
export const linkListGapPage = z.object({
  gaps: z.array(
    z.object({
      position: z.number().int(),
      fileName: z.string(),
      referenceCode: z.string(),
      problem: z.enum(['no_file', 'no_record']),
    }),
  ),
  next: z.number().int().nullable(),
});
export type LinkListGapPage = z.infer<typeof linkListGapPage>;

export const setPageInput = z.strictObject({
  batchId: uuid,
  uploadId: uuid,
  pageNumber: z.number().int().min(1).max(100_000),
});

/** 挂接历史 */
export const linkHistoryInput = z.strictObject({ batchId: uuid, before: z.number().int().optional() });
export const linkEventView = z.object({
  id: uuid,
  at: z.string(),
  action: z.string(),
  actorName: z.string(),
  /** How many files it was about, where it says so. */
  files: z.number().int().nullable(),
});
export const linkEventPage = z.object({ events: z.array(linkEventView), next: z.number().int().nullable() });
export type LinkEventPage = z.infer<typeof linkEventPage>;

export const bareItemsFilter = z.strictObject({
  categoryCode: z.string().max(20).optional(),
  filingYear: z.number().int().optional(),
});
export type BareItemsFilter = z.infer<typeof bareItemsFilter>;
export const bareItemsInput = bareItemsFilter.extend(pageInput);
export type BareItemsInput = z.infer<typeof bareItemsInput>;
export const bareItemView = z.object({
  id: uuid,
  referenceCode: z.string(),
  title: z.string(),
  pageCount: z.number().int().nullable(),
});
export const bareItemPage = pageOf(bareItemView);
export type BareItemPage = z.infer<typeof bareItemPage>;
