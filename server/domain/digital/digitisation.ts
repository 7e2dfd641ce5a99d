import { z } from 'zod';
import { isCategoryCode } from '@/server/domain/archive/archival-category';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** 数字化批次 (DA/T 31-2017): records go out, are scanned in seven steps, and come back. */

/** The seven steps in their order; none can be left out. `checked` follows from an accepted sample. */
export const SCAN_STEPS = ['out', 'prepared', 'scanned', 'processed', 'checked', 'linked', 'returned'] as const;
export type ScanStep = (typeof SCAN_STEPS)[number];
/** The steps that a person reports. */
export const REPORTED_STEPS = ['out', 'prepared', 'scanned', 'processed', 'linked', 'returned'] as const;
export type ReportedStep = (typeof REPORTED_STEPS)[number];
export const ITEM_STEPS = ['listed', ...SCAN_STEPS, 'withdrawn'] as const;
export type ItemStep = (typeof ITEM_STEPS)[number];
export const EVENT_STEPS = [...SCAN_STEPS, 'withdrawn', 'sent_back'] as const;

/** What must have been done before. */
export const stepBefore = (step: ScanStep): ItemStep => {
  const place = SCAN_STEPS.indexOf(step);
  return place === 0 ? 'listed' : (SCAN_STEPS[place - 1] ?? 'listed');
};

export const BATCH_STATES = ['running', 'done', 'cancelled'] as const;
export const SCAN_PLACES = ['on_site', 'off_site'] as const;
export const MOST_BATCH_ITEMS = 5_000;
export const MOST_STEP_ITEMS = 1_000;

const stepCounts = z.object({
  listed: z.number().int(),
  out: z.number().int(),
  prepared: z.number().int(),
  scanned: z.number().int(),
  processed: z.number().int(),
  checked: z.number().int(),
  linked: z.number().int(),
  returned: z.number().int(),
  withdrawn: z.number().int(),
});
export type StepCounts = z.infer<typeof stepCounts>;

export const batchView = z.object({
  id: uuid,
  batchNumber: z.string(),
  name: z.string(),
  categoryCode: z.string().nullable(),
  filingYear: z.number().nullable(),
  plannedFrom: isoDate,
  plannedTo: isoDate,
  estimatedPages: z.number().nullable(),
  place: z.enum(SCAN_PLACES),
  vendorName: z.string().nullable(),
  contractNumber: z.string().nullable(),
  state: z.enum(BATCH_STATES),
  /** Running past its last planned day. */
  isLate: z.boolean(),
  lateDays: z.number().int(),
  itemCount: z.number().int(),
  /** Out of the store now. */
  outCount: z.number().int(),
  returnedCount: z.number().int(),
  frames: z.number().int(),
  pages: z.number().int(),
  acceptedOn: isoDate.nullable(),
  doneOn: isoDate.nullable(),
  createdByName: z.string(),
  createdAt: z.string(),
  rowVersion: z.number().int(),
});
export type BatchView = z.infer<typeof batchView>;

export const batchDetail = batchView.extend({
  /** How many records stand at each step. */
  steps: stepCounts,
  /** Who did a step first and last, and for how many records. */
  done: z.array(
    z.object({
      step: z.enum(SCAN_STEPS),
      records: z.number().int(),
      firstAt: z.string(),
      lastAt: z.string(),
      names: z.array(z.string()),
    }),
  ),
  paperPages: z.number().int(),
  passedFrames: z.number().int(),
  linkedFrames: z.number().int(),
  rescans: z.number().int(),
  openFindings: z.number().int(),
  uncheckedFrames: z.number().int(),
  checkJobId: uuid.nullable(),
  /** Records of the batch's category and year that are neither scanned, left out nor in it; null without both. */
  missingOfYear: z.number().int().nullable(),
});
export type BatchDetail = z.infer<typeof batchDetail>;

export const batchInput = z.strictObject({ batchId: uuid });
export const batchFilter = z.strictObject({
  state: z.enum([...BATCH_STATES, 'late']).optional(),
  year: z.number().int().min(1949).max(2999).optional(),
});
export type BatchFilter = z.infer<typeof batchFilter>;
export const listBatchesInput = batchFilter.extend(pageInput);
export type ListBatchesInput = z.infer<typeof listBatchesInput>;
export const batchPage = pageOf(batchView);

export const createBatchInput = z
  .strictObject({
    name: text(100),
    categoryCode: z.string().max(20).refine(isCategoryCode).optional(),
    filingYear: z.number().int().min(1000).max(2999).optional(),
    plannedFrom: isoDate,
    plannedTo: isoDate,
    estimatedPages: z.number().int().min(0).max(100_000_000).optional(),
    place: z.enum(SCAN_PLACES).default('on_site'),
    vendorName: optionalText(100),
    contractNumber: optionalText(60),
  })
  .refine((value) => value.plannedTo >= value.plannedFrom, { path: ['plannedTo'] });
export type CreateBatchInput = z.infer<typeof createBatchInput>;

/** By their ids, or all records of a category and year that are not scanned yet. */
export const addRecordsInput = z
  .strictObject({
    batchId: uuid,
    itemIds: z.array(uuid).min(1).max(MOST_STEP_ITEMS).optional(),
    unscanned: z
      .strictObject({
        categoryCode: z.string().max(20),
        filingYear: z.number().int(),
        fondsId: uuid.optional(),
      })
      .optional(),
  })
  .refine((value) => (value.itemIds === undefined) !== (value.unscanned === undefined));
export type AddRecordsInput = z.infer<typeof addRecordsInput>;

export const batchItemView = z.object({
  itemId: uuid,
  referenceCode: z.string(),
  title: z.string(),
  boxLabel: z.string().nullable(),
  step: z.enum(ITEM_STEPS),
  stepAt: z.string(),
  isActive: z.boolean(),
  isSentBack: z.boolean(),
  cataloguePages: z.number().nullable(),
  paperPages: z.number().nullable(),
  frames: z.number().int(),
  pages: z.number().int(),
  openFindings: z.number().int(),
  note: z.string().nullable(),
});
export type BatchItemView = z.infer<typeof batchItemView>;
export const listBatchItemsInput = z.strictObject({
  batchId: uuid,
  step: z.enum(ITEM_STEPS).optional(),
  ...pageInput,
});
export const exportBatchItemsInput = listBatchItemsInput.pick({ batchId: true, step: true });
export type ListBatchItemsInput = z.infer<typeof listBatchItemsInput>;
export const batchItemPage = pageOf(batchItemView);

/** Reports a step for records; without ids for all that wait for it. */
export const stepInput = z.strictObject({
  batchId: uuid,
  step: z.enum(REPORTED_STEPS),
  itemIds: z.array(uuid).min(1).max(MOST_STEP_ITEMS).optional(),
  /** How many pages of paper one image shows, when scanning is reported. */
  pagesPerFrame: z.union([z.literal(1), z.literal(2)]).default(1),
  note: optionalText(200),
});
export type StepInput = z.infer<typeof stepInput>;

export const setPagesInput = z.strictObject({
  batchId: uuid,
  itemId: uuid,
  paperPages: z.number().int().min(1).max(100_000),
});
export type SetPagesInput = z.infer<typeof setPagesInput>;
export const withdrawInput = z.strictObject({
  batchId: uuid,
  itemIds: z.array(uuid).min(1).max(MOST_STEP_ITEMS),
  reason: text(200),
});
export type WithdrawInput = z.infer<typeof withdrawInput>;
export const changed = z.object({ records: z.number().int() });

/** 交接: boxes and loose records, what left and what came back. */
export const handOverRow = z.object({
  boxLabel: z.string().nullable(),
  records: z.number().int(),
  out: z.number().int(),
  back: z.number().int(),
  paperPages: z.number().int(),
  outAt: z.string().nullable(),
  backAt: z.string().nullable(),
  handedBy: z.array(z.string()),
  takenBy: z.array(z.string()),
});
export type HandOverRow = z.infer<typeof handOverRow>;
export const handOverView = z.object({ rows: z.array(handOverRow) });

export const itemStepsInput = z.strictObject({ batchId: uuid, itemId: uuid });
export const itemStepView = z.object({
  step: z.enum(EVENT_STEPS),
  doneAt: z.string(),
  doneByName: z.string(),
  note: z.string().nullable(),
});
export type ItemStepView = z.infer<typeof itemStepView>;
