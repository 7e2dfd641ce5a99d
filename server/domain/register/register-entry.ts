import { z } from 'zod';
import { isoDate, optionalText, text, uuid } from '@/server/domain/shared/ids';
import { pageInput, pageOf } from '@/server/domain/shared/pagination';

/** As many rows as are pasted or read from a workbook in one act. */
export const MOST_ROWS = 2_000;

export const registerCode = z.string().regex(/^[a-z][a-z0-9_]{2,40}$/);
/** Raw values by field: the definition says what they must be, and the answer names the fields that are not. */
const rawValue = z.union([z.string().max(2_000), z.number(), z.boolean()]);
const rawValues = z.record(z.string().max(40), rawValue.nullable());
export const registerValues = z.record(z.string(), rawValue);
export const ENTRY_STATES = ['current', 'void'] as const;

export const registerView = z.object({
  code: registerCode,
  /** Entries of the running year, void ones left out. */
  entriesThisYear: z.number().int(),
  lastOn: isoDate.nullable(),
  /** Periods without an entry, youngest first; at most twelve are named. */
  late: z.array(z.object({ name: z.string(), from: isoDate, to: isoDate })),
});
export type RegisterView = z.infer<typeof registerView>;

export const entryFilter = {
  code: registerCode,
  year: z.number().int().min(1900).max(2999).optional(),
  state: z.enum(ENTRY_STATES).optional(),
  /** One choice field and the code that it must have. */
  field: z.string().max(40).optional(),
  choice: z.string().max(40).optional(),
  q: optionalText(60),
};
export const listEntriesInput = z.strictObject({ ...pageInput, ...entryFilter });
export type ListEntriesInput = z.infer<typeof listEntriesInput>;
export const exportEntriesInput = z.strictObject(entryFilter);
export type EntryFilter = z.infer<typeof exportEntriesInput>;

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
export const entryPage = pageOf(entryView);

export const entryHistoryView = z.object({
  entry: entryView,
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

export const enterInput = z.strictObject({ code: registerCode, values: rawValues });
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

export const seriesInput = z.strictObject({
  code: registerCode,
  field: z.string().max(40),
  from: isoDate,
  to: isoDate,
});
export const seriesView = z.array(
  z.object({ on: isoDate, low: z.number(), mean: z.number(), high: z.number(), entries: z.number().int() }),
);
export type SeriesView = z.infer<typeof seriesView>;
