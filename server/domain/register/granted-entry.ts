import { z } from 'zod';
import { slug, uuid } from '@/server/domain/shared/ids';
import { pageInput } from '@/server/domain/shared/pagination';
import { attachmentView, entryFilter, entryHistoryView, registerCode } from './register-entry.ts';

/** 台账 of a unit under a live grant: the registers that it names, entry by entry. */
export const listGrantedEntriesInput = z.strictObject({ unitSlug: slug, ...pageInput, ...entryFilter });
export type ListGrantedEntriesInput = z.infer<typeof listGrantedEntriesInput>;

export const grantedEntryInput = z.strictObject({ unitSlug: slug, entryId: uuid });
export type GrantedEntryInput = z.infer<typeof grantedEntryInput>;
export const grantedFileInput = grantedEntryInput.extend({ attachmentId: uuid });
export type GrantedFileInput = z.infer<typeof grantedFileInput>;
export const grantedPageInput = grantedFileInput.extend({ page: z.number().int().min(1).max(5_000) });
export type GrantedPageInput = z.infer<typeof grantedPageInput>;

/** The grants over 台账 that are open to the one who asks. */
export const entryGrantView = z.object({
  grantId: uuid,
  unitSlug: z.string(),
  unitName: z.string(),
  registers: z.array(registerCode),
  yearFrom: z.number().int(),
  yearTo: z.number().int(),
  validTo: z.string(),
  reason: z.string(),
  /** The inspection that opened it, where a finding may be written. */
  inspectionId: uuid.nullable(),
});
export type EntryGrantView = z.infer<typeof entryGrantView>;

/** Without the file of rows that it came with: that belongs to the unit's own work. */
export const grantedEntryView = entryHistoryView.omit({ importId: true });
export type GrantedEntryView = z.infer<typeof grantedEntryView>;

/** A file that is looked at page by page; it is not handed out. */
export const grantedFileView = z.object({ file: attachmentView, pages: z.number().int() });
export type GrantedFileView = z.infer<typeof grantedFileView>;
