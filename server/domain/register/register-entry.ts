import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';
import { DUE_STATES } from './register-deadline.ts';

/** As many rows as are pasted in one act. */
export const MOST_ROWS = 2_000;
export const MOST_FILES = 10;

export const registerCode = z.string().regex(/^[a-z][a-z0-9_]{2,40}$/);
const fieldKey = z.string().max(40);
/** Raw values by field: the definition says what they must be, and the answer names the fields that are not. */
const rawValue = z.union([z.string().max(2_000), z.number(), z.boolean()]);
const rawValues = z.record(fieldKey, rawValue.nullable());
export const registerValues = z.record(z.string(), rawValue);
export const ENTRY_STATES = ['current', 'void'] as const;

export const registerView = z.object({
  code: registerCode,
  /** Entries of the running year, void ones left out. */
  entriesThisYear: z.number().int(),
  lastOn: isoDate.nullable(),
  /** How many periods are late. */
  late: z.number().int(),
  /** How many deadlines within its entries are late, and how many come soon. */
  dueLate: z.number().int(),
  dueSoon: z.number().int(),
});
export type RegisterView = z.infer<typeof registerView>;

export const entryFilter = {
  code: registerCode,
  year: z.number().int().min(1900).max(2999).optional(),
  /** A period by its name: 2026-Q4. */
  period: z.string().max(10).optional(),
  /** What held on that day, in a register whose entries have an end. */
  heldOn: isoDate.optional(),
  state: z.enum(ENTRY_STATES).optional(),
  /** Fields with choices, and yes or no, by the code that they must have. */
  choices: z
    .record(fieldKey, z.string().max(40))
    .refine((choices) => Object.keys(choices).length <= 20)
    .optional(),
  /** Entries with a deadline that is late, or comes soon. */
  due: z.enum(DUE_STATES).optional(),
  q: optionalText(60),
  /** `day`, `by`, `state` or a field; with `-` in front of it downwards. */
  sort: z.string().max(41).optional(),
};
export const listEntriesInput = z.strictObject({ ...pageInput, ...entryFilter });
export type ListEntriesInput = z.infer<typeof listEntriesInput>;

/** Columns that are written, in the order of the definition; all of them when absent. */
const columns = z.array(fieldKey).max(60).optional();
export const exportEntriesInput = z.strictObject({ ...entryFilter, columns });
export type ExportEntriesInput = z.infer<typeof exportEntriesInput>;
export type EntryFilter = Omit<ExportEntriesInput, 'columns'>;
export const makeFileInput = z.strictObject({ ...entryFilter, columns, format: z.enum(['xlsx', 'pdf']) });
export type MakeFileInput = z.infer<typeof makeFileInput>;

export const entryView = z.object({
  id: uuid,
  code: registerCode,
  title: z.string(),
  on: isoDate,
  until: isoDate.nullable(),
  values: registerValues,
  state: z.enum(ENTRY_STATES),
  rowVersion: z.number().int(),
  enteredBy: z.string(),
});
export type EntryView = z.infer<typeof entryView>;
export const entryListRow = entryView.extend({ files: z.number().int() });
export type EntryListRow = z.infer<typeof entryListRow>;
export const entryPage = pageOf(entryListRow);

export const attachmentView = z.object({
  id: uuid,
  fileName: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  addedBy: z.string(),
  addedAt: z.string(),
  /** A removed file is not handed out any more; that it was there stays. */
  removed: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
});
export type AttachmentView = z.infer<typeof attachmentView>;

export const entryHistoryView = z.object({
  entry: entryView,
  /** Oldest first. */
  files: z.array(attachmentView),
  /** The file of rows that it came with. */
  importId: uuid.nullable(),
  /** Oldest first. The last one says what stands now. */
  versions: z.array(
    z.object({
      version: z.number().int(),
      values: registerValues,
      state: z.enum(ENTRY_STATES),
      reason: z.string().nullable(),
      byName: z.string(),
      at: z.string(),
    }),
  ),
});
export type EntryHistoryView = z.infer<typeof entryHistoryView>;

const objectIds = z.array(uuid).max(MOST_FILES);
export const enterInput = z.strictObject({ code: registerCode, values: rawValues, objectIds: objectIds.optional() });
export const attachInput = z.strictObject({ entryId: uuid, objectIds: objectIds.min(1) });
/** What was not taken, by its place in the input; the others are. */
export const refusedFiles = z.array(z.object({ position: z.number().int(), code: z.string() }));
export type RefusedFiles = z.infer<typeof refusedFiles>;
export const attachmentKey = z.strictObject({ entryId: uuid, attachmentId: uuid });
export const removeAttachmentInput = attachmentKey.extend({ reason: text(200) });

export const changeEntryInput = z.strictObject({
  entryId: uuid,
  rowVersion: z.number().int(),
  values: rawValues,
  reason: text(200),
});
export const voidEntryInput = z.strictObject({ entryId: uuid, rowVersion: z.number().int(), reason: text(200) });

/** A block of cells with its headings, as Excel puts it on the clipboard or a file holds it. */
export const enterRowsInput = z.strictObject({
  code: registerCode,
  cells: z
    .array(z.array(z.string().max(2_000)).max(60))
    .min(2)
    .max(MOST_ROWS + 1),
});

export const lateInput = z.strictObject({ ...pageInput, code: registerCode.optional() });
export const lateView = z.object({
  code: registerCode,
  /** 2026-11-21, 2026-11, 2026-Q4, 2026-H2 or 2026. */
  period: z.string(),
  dueOn: isoDate,
  daysLate: z.number().int(),
});
export type LateView = z.infer<typeof lateView>;
export const latePage = pageOf(lateView);

/** The first one is shown unless another is asked for. */
export const CHART_SPANS = ['quarter', 'week', 'year'] as const;
export type ChartSpan = (typeof CHART_SPANS)[number];
export const chartInput = z.strictObject({
  code: registerCode,
  span: z.enum(CHART_SPANS).default(CHART_SPANS[0]),
  /** Only entries in which this is found, such as one room. */
  q: optionalText(60),
});
export type ChartInput = z.infer<typeof chartInput>;
const chartPoint = z.object({
  /** A day, or a day and an hour. */
  at: z.string(),
  low: z.number(),
  mean: z.number(),
  high: z.number(),
  entries: z.number().int(),
});
/** One line for each limit of the definition. */
export const chartView = z.array(z.object({ field: z.string(), points: z.array(chartPoint) }));
export type ChartView = z.infer<typeof chartView>;
